import { SourceResponseError } from '../../../../src/domain/errors.js';
import { remoteIds } from '../../../support/harvester-contract.js';
import { recordsOf, scripted } from '../../../support/portal-api/scripted-portal.js';
import { readAll } from '../../../support/text-document.js';
import { failure, never } from '../../portal-client/loopback.js';

const JSON_OPTIONS = {
  list: { path: 'l', ok: { path: 'code', equals: 200 }, items: 'data.rows', id: 'id' },
  detail: { path: 'd/{id}', record: 'data' },
  fields: { title: 'name' },
};
const HTML_OPTIONS = {
  list: { path: 'l', answer: 'html', select: 'li', id: { select: 'a', attribute: 'href' } },
  detail: { path: 'd', answer: 'html', ok: { select: 'h4' } },
  fields: { title: { select: 'h4' } },
};

async function titles(
  options: Readonly<Record<string, unknown>>,
  text: string,
  name: string,
): Promise<unknown> {
  const { harvester, portal } = scripted(options, () => new Error('nothing is to be asked'));
  const read = await readAll(harvester, text, name);
  const drafts = [];
  for (const ref of recordsOf(read)) {
    const { raw } = await harvester.fetch(ref, never);
    drafts.push(harvester.map(raw, ref.remoteId).title);
  }
  expect(portal.asked).toEqual([]);
  return { ids: remoteIds(read), titles: drafts };
}

describe('reading a kept answer', () => {
  it('finds the elements of a list', async () => {
    const text = JSON.stringify({ code: 200, data: { rows: [{ id: 1, name: 'a' }, { name: 'b' }] } });
    expect(await titles(JSON_OPTIONS, text, 'list.json')).toEqual({ ids: ['1', ''], titles: ['a', 'b'] });
  });

  it('finds the record of a detail', async () => {
    const text = JSON.stringify({ data: { id: 'x', name: 'a' } });
    expect(await titles(JSON_OPTIONS, text, 'detail.json')).toEqual({ ids: ['x'], titles: ['a'] });
  });

  it('finds the record of a page, by the name of its file', async () => {
    const read = await titles(HTML_OPTIONS, '<html><h4>a</h4></html>', 'detail.html');
    expect(read).toMatchObject({ ids: [expect.stringContaining('detail.html')], titles: ['a'] });
  });

  it.each([
    ['neither list nor record', JSON_OPTIONS, '[1, 2]'],
    ['no JSON', JSON_OPTIONS, 'text'],
    ['another page', HTML_OPTIONS, '<html>login</html>'],
  ])('refuses %s', async (_, options, text) => {
    const { harvester } = scripted(options, () => undefined);
    expect(await failure(readAll(harvester, text))).toBeInstanceOf(SourceResponseError);
  });
});
