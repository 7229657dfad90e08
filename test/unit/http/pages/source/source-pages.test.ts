import type { SetAsideChange } from '../../../../../src/domain/change.js';
import type { Problem } from '../../../../../src/domain/problem.js';
import { NO_HARVEST } from '../../../../../src/http/harvest-desk.js';
import { createServer, type HttpServer } from '../../../../../src/http/server.js';
import { PROFILE, SITE } from '../../../../support/api-client.js';
import { makeDataset, makeSource, makeUpsert } from '../../../../support/make-dataset.js';
import { TempHub } from '../../../../support/temp-hub.js';

const source = makeSource({ region: '江城市', schedule: '10 3 * * *' });
const empty = makeSource({ id: 'empty', title: '空门户', enabled: false });
const SECRET = '机密标题不可见';

let hub: TempHub;
let server: HttpServer;
let url: string;

function problem(code: string, bar: Problem['bar'], value?: string): Problem {
  return { stage: 'validate', code, bar, pointer: '/title', ...(value !== undefined && { value }) };
}

function setAside(
  remoteId: string,
  outcome: SetAsideChange['outcome'],
  problems: readonly Problem[],
): SetAsideChange {
  return { type: 'set-aside', outcome, remoteId, mappingVersion: 'test/1', problems };
}

beforeAll(async () => {
  hub = new TempHub();
  const themes = problem('unknown-theme', 'conformant', '=cmd|calc');
  await hub.publish(source, [
    { ...makeUpsert(makeDataset('1')), problems: [themes] },
    { ...makeUpsert(makeDataset('2')), problems: [themes, problem('update-overdue', 'advice')] },
    makeUpsert(makeDataset('3')),
    makeUpsert(makeDataset('4')),
    setAside('-no-title', 'rejected', [problem('missing-title', 'publishable', SECRET)]),
    setAside('secret', 'refused', [problem('classified', 'publishable', SECRET)]),
  ]);
  await hub.publish(source, [
    setAside('3', 'rejected', [problem('missing-publisher', 'publishable')]),
    { ...makeUpsert(makeDataset('4', { title: '改过的 4' }), 'updated') },
  ]);
  const { datasets, history, catalog } = hub.reading;
  server = await createServer({
    ...{ datasets, history, catalog, search: hub.openSearch().search },
    ...{ profile: PROFILE, site: SITE },
    harvest: {
      ...NO_HARVEST,
      sources: [source, empty],
      now: () => new Date(hub.time + 2 * 3_600_000),
      nextRun: (id) => (id === source.id ? '2026-11-21T19:10:00Z' : undefined),
    },
  });
  url = await server.listen(0, '127.0.0.1');
});
afterAll(async () => {
  await server.close();
  await hub.close();
});

async function get(path: string): Promise<{ status: number; text: string; headers: Headers }> {
  const answer = await fetch(url + path);
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

describe('the list of portals', () => {
  it('says how each stands', async () => {
    const { status, text } = await get('/source');
    expect(status).toBe(200);
    for (const word of [
      '江城市公共数据开放平台',
      '江城市',
      '空门户',
      '尚未采集',
      '已停止',
      '2 小时前',
      '凌晨 03:10',
    ])
      expect(text).toContain(word);
    expect((await get('/source?lang=en')).text).toContain('Portals');
  });

  it('says so where there are none', async () => {
    const { datasets, history, catalog } = hub.reading;
    const search = hub.openSearch().search;
    const bare = await createServer({ datasets, history, catalog, search, profile: PROFILE, site: SITE });
    const answer = await fetch(`${await bare.listen(0, '127.0.0.1')}/source`);
    expect(await answer.text()).toContain('尚未配置任何门户');
    await bare.close();
  });
});

describe('the page of a portal', () => {
  it('leads with a sentence', async () => {
    const { text } = await get('/source/jiangcheng');
    expect(text).toContain(
      '<p class="lead">6 条记录中已发布 4 条；1 条缺少信息资源名称；1 条：涉密资源，不予收录；最近一次采集于2 小时前完成，下一次在明天凌晨 03:10。</p>',
    );
    expect((await get('/source/jiangcheng?lang=en')).text).toContain(
      '4 of 6 records are published; 1 lacks a title; 1: Classified resource, refused; last harvested 2 hours ago, next tonight at 03:10.',
    );
  });

  it('groups the problems of the latest state as the store has them', async () => {
    const { text } = await get('/source/jiangcheng');
    const groups = [...text.matchAll(/id="rule-([\w-]+)".*?<\/span> (\d+) 条记录/gs)];
    expect(groups.map(([, code, count]) => [code, Number(count)])).toEqual([
      ['missing-title', 1],
      ['missing-publisher', 1],
      ['classified', 1],
      ['unknown-theme', 2],
      ['update-overdue', 1],
    ]);
    const counted = await hub.reading.problems.countQuoted(['unknown-theme']);
    expect(counted).toEqual([expect.objectContaining({ datasets: 2 })]);
    expect(text).toContain('填写能概括资源内容的名称。');
    for (const state of ['已发布', '旧版在线', '退回', '拒收']) expect(text).toContain(`${state}</td>`);
  });

  it('is followed by a run', async () => {
    const own = new TempHub();
    const { datasets, history, catalog } = own.reading;
    const harvest = { ...NO_HARVEST, sources: [source], now: own.now };
    const parts = { profile: PROFILE, site: SITE, harvest, search: own.openSearch().search };
    const small = await createServer({ datasets, history, catalog, ...parts });
    const at = `${await small.listen(0, '127.0.0.1')}/source/jiangcheng?lang=en`;
    expect(await (await fetch(at)).text()).toContain('It has not been harvested yet, paused for now.');
    await own.publish(source, [makeUpsert(makeDataset('1'))]);
    expect(await (await fetch(at)).text()).toContain('Its one record is published;');
    const run = await own.open(source);
    await run.abort({
      outcome: 'failed',
      counts: (await catalog.listJobs({ limit: 1 }))[0]!.counts,
      error: { code: 'source-unavailable', message: `${SECRET} at https://portal` },
    });
    const text = await (await fetch(at)).text();
    expect(text).toContain('the last harvest, 1 minute ago, failed, and the catalogue stays as it was');
    expect(text).toContain('The portal did not answer.');
    expect(text).not.toContain(SECRET);
    expect(await (await fetch(at.replace('?', '/badge.svg?'))).text()).toContain('harvest failed');
    await small.close();
    await own.close();
  });

  it('reads well for one that was switched off', async () => {
    const { text } = await get('/source/empty');
    expect(text).toContain('尚未采集过，现已停止采集。');
    expect(text).toContain('还没有任何记录');
    expect(text).toContain('没有发现问题');
  });

  it.each(['', '/record?q=1', '/badge.svg', '/problems.csv', '/problems.xlsx'])(
    'is none for a source that is not configured: %s',
    async (path) => {
      expect((await get(`/source/nothing${path}`)).status).toBe(404);
    },
  );
});

describe('“where is my record?”', () => {
  it.each([
    ['1', '已发布', '公共停车场信息 1'],
    ['3', '旧版在线', '缺少信息资源提供方'],
    ['-no-title', '退回', '填写能概括资源内容的名称。'],
    ['secret', '拒收', '涉密资源，不予收录'],
    [encodeURIComponent('https://portal.example.org/dataset/2'), '已发布', '公共停车场信息 2'],
    [encodeURIComponent('公共停车场信息 1'), '已发布', '公共停车场信息 1'],
  ])('finds %s', async (q, state, word) => {
    const { status, text } = await get(`/source/jiangcheng/record?q=${q}`);
    expect(status).toBe(200);
    expect(text).toContain(`>${state}</span>`);
    expect(text).toContain(word);
  });

  it('says what to do where there is none, keeps what was typed, and refuses what is too long', async () => {
    const none = await get('/source/jiangcheng/record?q=%3Cnothing%3E&lang=en');
    expect(none.text).toContain('No record of this portal matches “&lt;nothing>”');
    expect(none.text).toContain('value="&lt;nothing>"');
    expect((await get('/source/empty/record?q=1')).text).toContain('没有符合');
    expect((await get(`/source/jiangcheng/record?q=${'x'.repeat(2001)}`)).status).toBe(400);
    expect((await get('/source/jiangcheng/record')).status).toBe(200);
  });
});

describe('the tables of problems', () => {
  it('are CSV that no spreadsheet takes for formulas', async () => {
    const { text, headers } = await get('/source/jiangcheng/problems.csv');
    expect(headers.get('content-type')).toBe('text/csv;charset=utf-8');
    expect(headers.get('content-disposition')).toBe('attachment; filename="jiangcheng-problems.csv"');
    const bytes = new Uint8Array(await (await fetch(`${url}/source/jiangcheng/problems.csv`)).arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = text.trimEnd().split('\r\n');
    expect(lines).toHaveLength(7);
    expect(lines[0]).toContain('记录标识,标题,数据集,状态');
    expect(text).toContain("'=cmd|calc");
    expect(text).toContain("'-no-title,,,退回");
    expect(text).not.toContain(',=cmd');
  });

  it('are workbooks', async () => {
    const answer = await fetch(`${url}/source/jiangcheng/problems.xlsx?lang=en`);
    const { read, utils } = await import('@e965/xlsx');
    const book = read(new Uint8Array(await answer.arrayBuffer()));
    const rows = utils.sheet_to_json<Record<string, string>>(book.Sheets['problems']!);
    expect(rows).toHaveLength(6);
    expect(rows.map((row) => row['rule'])).toContain('missing-title');
    expect(JSON.stringify(rows)).not.toContain(SECRET);
  });
});

describe('what was never published or is refused', () => {
  it.each([
    '/source/jiangcheng',
    '/source/jiangcheng?lang=en',
    '/source/jiangcheng/record?q=secret',
    '/source/jiangcheng/record?q=-no-title',
    '/source/jiangcheng/problems.csv',
    '/source',
  ])('shows no value at %s', async (path) => {
    const { status, text } = await get(path);
    expect([status, text.includes(SECRET)]).toEqual([200, false]);
  });
});

describe('a record that is secret', () => {
  it.each(['/source/jiangcheng', '/source/jiangcheng/problems.csv'])(
    'is counted at %s, not named',
    async (path) => {
      const { text } = await get(path);
      expect(text).toContain('classified');
      expect(text).not.toMatch(/record\?q=secret|(?:^|>|\n)secret\b/);
    },
  );
});

describe('the badge', () => {
  it('says how the portal stands by a word and a colour', async () => {
    const { text, headers } = await get('/source/jiangcheng/badge.svg?lang=en');
    expect(headers.get('content-type')).toBe('image/svg+xml;charset=utf-8');
    expect(headers.get('cache-control')).toBe('public, max-age=300');
    expect(text).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(text).toContain('<title>Lianmu | 4 published · 2 hours ago · 2 rejected</title>');
    expect(text).toContain('#8a5300');
    expect((await get('/source/empty/badge.svg')).text).toContain('联目 | 尚未采集 · 已停止采集');
  });

  it('is embedded by code that the page gives', async () => {
    const { text } = await get('/source/jiangcheng');
    expect(text).toContain('&lt;img src=&quot;https://hub.example.org/source/jiangcheng/badge.svg&quot;');
  });
});
