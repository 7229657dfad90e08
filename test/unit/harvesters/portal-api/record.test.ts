import { SourceResponseError } from '../../../../src/domain/errors.js';
import type { RecordRef } from '../../../../src/pipeline/ports.js';
import { gatherAll } from '../../../support/harvester-contract.js';
import { recordsOf, type Script, scripted } from '../../../support/portal-api/scripted-portal.js';
import { failure, never } from '../../portal-client/loopback.js';

const LIST = { path: 'list', items: 'rows', id: 'id' };

const LABELS: Readonly<Record<string, string>> = {
  标题: 'title',
  更新周期: 'updateCycle',
  联系人: 'contactName',
};
const labelsOf = (label: string): string | undefined => LABELS[label.replace(/\s+/gu, '')];

interface Made {
  readonly raw: Readonly<Record<string, unknown>>;
  readonly draft: Readonly<Record<string, unknown>>;
}

/** The one record of a portal that lists `item` and answers `detail` to everything else. */
async function make(options: object, item: object, detail?: unknown, changes: object = {}): Promise<Made> {
  const script: Script = ({ url }) => (url.includes('/list') ? { rows: [{ id: 'r1', ...item }] } : detail);
  const { harvester } = scripted({ list: LIST, ...options }, script, { labelsOf, ...changes });
  const [ref] = recordsOf(await gatherAll(harvester));
  const { raw } = await harvester.fetch(ref as RecordRef, never);
  return { raw: raw as Made['raw'], draft: harvester.map(raw, 'r1') as unknown as Made['draft'] };
}

describe('what is taken of a record', () => {
  it('looks a plain name up in the detail and, where that says nothing, in the list', async () => {
    const { raw } = await make(
      {
        detail: { path: 'detail', record: 'data' },
        fields: {
          title: 'name',
          abstract: 'text',
          publisher: 'item.name',
          themes: 'detail.text',
          keywords: 'only',
        },
      },
      { name: 'listed', text: 'short', only: 'here' },
      { data: { name: 'whole', text: '' } },
    );
    expect(raw['fields']).toEqual({
      title: 'whole',
      abstract: 'short',
      publisher: 'listed',
      keywords: 'here',
    });
  });

  it('stores nothing else', async () => {
    const { raw } = await make(
      { detail: { path: 'd' }, fields: { title: 'name' }, extras: { grade: 'level' } },
      { name: 'a', createUser: { mobile: '13800000001' } },
      { level: 2, visits: 77, phone: '13800000002' },
    );
    expect(raw).toEqual({
      fields: { title: 'a' },
      labels: {},
      distributions: [],
      extras: { grade: 2 },
      constants: {},
    });
  });

  it('takes persons out of what is named, unless the source keeps them', async () => {
    const options = { fields: { title: 'name', contactName: 'man', phone: 'tel', email: 'mail' } };
    const item = { name: 'a', man: '张三', tel: '0000-123 13800000001', mail: 'a@b.example' };
    const dropped = await make(options, item);
    expect(dropped.raw['fields']).toEqual({
      title: 'a',
      contactName: null,
      phone: '0000-123',
      email: null,
    });
    expect(dropped.draft).toMatchObject({ title: 'a', phone: '0000-123' });
    expect(dropped.draft['contactName']).toBeUndefined();
    const kept = await make(options, item, undefined, {
      personalData: { keep: ['name', 'mobile', 'email'] },
    });
    expect(kept.raw['fields']).toMatchObject({ contactName: '张三', phone: item.tel, email: 'a@b.example' });
  });

  it('names what it cannot read and keeps the rest', async () => {
    const { draft } = await make(
      { fields: { title: 'name', keywords: "join(',', tags)" }, page: 'x/{missing}' },
      { name: 'a', tags: 5 },
    );
    expect(draft['title']).toBe('a');
    expect(draft['unread']).toMatchObject([
      { pointer: '/page', reason: expect.stringContaining('{missing}') },
      { pointer: '/fields/keywords', reason: expect.stringContaining('join') },
    ]);
  });

  it('puts constants where a record says nothing, and parts together', async () => {
    const { draft } = await make(
      {
        fields: { title: 'name', publisherCode: 'code', volumeRecords: 'count', temporalStart: 'from' },
        constants: { title: 'none', publisher: '江城市数据局', openType: '无条件开放' },
        page: 'page/{id}?n={name}',
      },
      { name: 'a', code: 'X', count: '1,280', from: '2020' },
    );
    expect(draft).toMatchObject({
      title: 'a',
      publisher: { name: '江城市数据局', code: 'X' },
      openType: '无条件开放',
      volume: { records: 1280 },
      temporal: { start: '2020' },
      landingPage: 'https://portal.example.org/page/r1?n=a',
      origin: { remoteId: 'r1', url: 'https://portal.example.org/page/r1?n=a' },
    });
  });

  it('asks further questions by what the detail says, and names their answers', async () => {
    const { harvester, portal } = scripted(
      {
        list: LIST,
        detail: { path: 'detail/{id}', record: 'data' },
        more: { files: { path: 'files', query: { c: '{code}', id: '{id}' }, record: 'object.records' } },
        fields: { title: 'name', formats: 'files[].format' },
        distributions: {
          items: 'files',
          id: 'fid',
          title: 'name',
          format: 'format',
          bytes: 'size',
          address: '/download?c={id}&f={fileId}&g={fid}&n={title}',
        },
      },
      ({ url }) => {
        if (url.includes('/list')) return { rows: [{ id: 'r1' }] };
        if (url.includes('/detail/r1')) return { data: { name: 'a', code: 'C 1', id: 'other' } };
        return { object: { records: [{ fid: 'f/1', name: 'x', format: 'csv', size: 3 }, 'odd', null] } };
      },
    );
    const [ref] = recordsOf(await gatherAll(harvester));
    const { raw } = await harvester.fetch(ref as RecordRef, never);
    expect(portal.asked.at(-1)?.url).toBe('https://portal.example.org/files?c=C+1&id=r1');
    const draft = harvester.map(raw, 'r1');
    expect(draft.formats).toEqual(['csv']);
    expect(draft.distributions).toEqual([
      {
        remoteId: 'f/1',
        title: 'x',
        format: 'csv',
        bytes: 3,
        url: 'https://portal.example.org/download?c=r1&f=f%2F1&g=f%2F1&n=x',
      },
    ]);
  });

  it('resolves links of a page and leaves alone what is none', async () => {
    const { draft } = await make(
      { fields: { title: 'name' }, distributions: { items: 'files', url: '@' } },
      {
        name: 'a',
        files: ['/f/1.csv', 'https://x.example/2.csv', '无', '?id=3'],
      },
    );
    expect(draft['distributions']).toEqual([
      { url: 'https://portal.example.org/f/1.csv' },
      { url: 'https://x.example/2.csv' },
      { url: '无' },
      { url: 'https://portal.example.org/list?id=3' },
    ]);
  });
});

describe('label cells', () => {
  const page = (body: string): string => `<html><body><h1>t</h1>${body}</body></html>`;

  it.each([
    [
      'next cells',
      [{ label: 'td' }],
      '<table><tr><td>标&nbsp;题：</td><td>a</td><td>更新周期:</td><td>每年</td></tr></table>',
    ],
    [
      'rows',
      [{ each: 'div', label: 'b', value: 'i' }],
      '<div><b>标题</b><i>a</i></div><div><b>更新周期</b><u>x</u><i>每年</i></div>',
    ],
    ['lines', [{ lines: 'li' }], '<ul><li>标题：<span>a</span><li>no label<li>更新周期: 每年</ul>'],
  ])('are read as %s', async (_, cells, body) => {
    const options = { detail: { path: 'd', answer: 'html' }, cells };
    const { draft } = await make(options, {}, page(body));
    expect(draft).toMatchObject({ title: 'a', updateCycle: '每年', extras: [] });
  });

  it('are kept only where they lead to an element or are to be kept', async () => {
    const options = {
      detail: { path: 'd', answer: 'html', ok: { select: 'h1' } },
      cells: [{ lines: 'p' }],
      keepLabels: ['版本号'],
      fields: { title: { select: 'h1' } },
    };
    const body =
      '<p>标题：other</p><p>版 本 号：2</p><p>录入人：李四</p><p>联系人：王五</p><p>更新周期：</p><p>更新周期：每年</p>';
    const { raw, draft } = await make(options, {}, page(body));
    expect(raw['labels']).toEqual({ 标题: 'other', '版 本 号': '2', 联系人: null, 更新周期: '每年' });
    expect(draft).toMatchObject({
      title: 't',
      updateCycle: '每年',
      extras: [{ key: '版 本 号', value: '2' }],
    });
  });
});

describe('an answer that is not the portal’s', () => {
  const refuse = async (detail: object, answer: unknown): Promise<unknown> =>
    failure(make({ detail: { path: 'd', ...detail }, fields: { title: 'name' } }, {}, answer));

  it.each([
    ['a status that is not right', { ok: { path: 'status', equals: '1000' } }, { status: '5000' }],
    ['no status', { ok: { path: 'status', equals: ['1000', '200'] } }, {}],
    ['a page without its mark', { answer: 'html', ok: { select: '#detail' } }, '<html>login</html>'],
    ['no record', { record: 'data' }, { data: null }],
    ['no text where JSON should be', { jsonAt: 'data' }, { data: '{' }],
    ['no text where HTML should be', { htmlAt: 'data' }, { data: 5 }],
    ['an expression that does not fit', { record: 'keys(data)' }, { data: 5 }],
    ['a placeholder without a value', { path: 'd/{nothing}' }, {}],
  ])('fails its record alone: %s', async (_, detail, answer) => {
    expect(await refuse(detail, answer)).toBeInstanceOf(SourceResponseError);
  });

  it('takes a number for the text of it, and JSON for the text of it', async () => {
    const detail = { path: 'd', ok: { path: 'code', equals: '200' }, jsonAt: 'data' };
    const options = { detail, fields: { title: 'name' } };
    expect((await make(options, {}, { code: 200, data: '{"name":"a"}' })).draft['title']).toBe('a');
    expect((await make(options, {}, { code: 200, data: { name: 'b' } })).draft['title']).toBe('b');
  });
});

describe('a record of which nothing but its id is at hand', () => {
  it('is asked for by its id', async () => {
    const { harvester } = scripted(
      { parameters: { v: 2 }, list: LIST, detail: { path: 'd/{v}/{id}' }, fields: { title: 'name' } },
      ({ url }) => ({ name: url }),
    );
    const { raw } = await harvester.fetch({ type: 'record', remoteId: 'x/1' }, never);
    expect(harvester.map(raw, 'x/1').title).toBe('https://portal.example.org/d/2/x%2F1');
  });

  it('maps to a draft whatever comes back from the store', () => {
    const { harvester } = scripted({ list: LIST }, () => undefined);
    for (const raw of [null, {}, { fields: 5, distributions: 'x', page: 1 }]) {
      expect(harvester.map(raw, 'a')).toMatchObject({
        origin: { remoteId: 'a' },
        distributions: [],
        extras: [],
      });
    }
  });
});
