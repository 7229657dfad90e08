import type { Dataset } from '../../../../../src/domain/dataset.js';
import { NO_COUNTS, type Job } from '../../../../../src/domain/job.js';
import type { Problem } from '../../../../../src/domain/problem.js';
import { startTestServer, type TestServer } from '../../../../support/api-client.js';
import { createDatedCatalog, type DatedChange } from '../../../../support/dated-catalog.js';
import { datasetOf, publish } from '../../../../support/published-datasets.js';

const FILE = { identifier: 'r1', title: '旧文件.csv', url: 'https://a.example.org/old.csv', format: 'CSV' };

function version(more: Partial<Dataset>, name = 'ting-che-chang'): DatedChange['published'] {
  return publish(
    datasetOf(name, { title: '停车场', updateCycle: 'monthly', modified: '2026-01-05', ...more }),
    { name, order: 1 },
  );
}

const FIRST = version({ distributions: [FILE], keywords: ['停车'] });
const SECOND = version({
  updateCycle: 'daily',
  distributions: [{ ...FILE, identifier: 'r2', title: '新文件<b>.csv' }],
  keywords: ['停车', '泊位'],
  contact: { phone: '0271-2345678' },
});

const GONE = version({ title: '已撤下的<数据>', distributions: [FILE] }, 'gone');
const COPY = version({ title: '一份副本' }, 'copy');

const LOG: readonly DatedChange[] = [
  { kind: 'added', time: '2026-01-10T01:02:03.000001', published: FIRST },
  { kind: 'added', time: '2026-01-10T01:02:03.000002', published: GONE },
  { kind: 'updated', time: '2026-02-10T01:02:03.500000', published: SECOND },
  {
    kind: 'updated',
    time: '2026-02-11T01:02:03.500000',
    published: { ...GONE, dataset: { ...GONE.dataset, distributions: [] } },
  },
  { kind: 'removed', time: '2026-03-04T05:06:07.250001', published: GONE },
  { kind: 'added', time: '2026-03-05T05:06:07.250001', published: COPY },
  { kind: 'removed', time: '2026-03-06T05:06:07.250001', published: COPY },
];

const JOB: Job = {
  ...{ jobId: 'job-1', sourceId: 'jiangcheng', origin: 'portal', mode: 'full', state: 'complete' },
  ...{ startedAt: '2026-01-10T01:00:00.000Z', finishedAt: '2026-01-10T01:02:04.000Z', counts: NO_COUNTS },
};

function problem(pointer: string, value: string): Problem {
  return { stage: 'validate', code: 'missing-classification', bar: 'conformant', pointer, value };
}

describe('the past of a dataset', () => {
  let hub: TestServer;
  beforeAll(async () => {
    const store = createDatedCatalog(LOG, {
      jobs: [JOB],
      copies: new Map([[COPY.dataset.identifier, SECOND.dataset.identifier]]),
    });
    hub = await startTestServer({ store });
  });
  afterAll(() => hub.close());

  async function page(path: string): Promise<{ readonly status: number; readonly body: string }> {
    return hub.send({ path });
  }

  it('tells what each change changed, the newest first, with the page as it was then', async () => {
    const { body } = await page('/dataset/ting-che-chang');
    const history = body.slice(body.indexOf('<h2 id="history"'), body.indexOf('<h2 id="provenance"'));
    expect(history).toContain('更新周期：<del><bdi>每月</bdi></del> → <ins><bdi>每日</bdi></ins>');
    expect(history).toContain('<ins><bdi>泊位</bdi></ins>');
    expect(history).toContain('<ins><bdi>新文件&lt;b>.csv</bdi></ins>');
    expect(history).toContain('<del><bdi>旧文件.csv</bdi></del>');
    expect(history).toContain('联系电话：已变更');
    expect(history).not.toContain('0271');
    expect(history.indexOf('2026-02-10 09:02')).toBeLessThan(history.indexOf('2026-01-10 09:02'));
    expect(history).toContain('href="/dataset/ting-che-chang?as_of=2026-02-10T01%3A02%3A04Z"');
    const english = await page('/dataset/ting-che-chang?lang=en');
    expect(english.body).toContain(
      'Update cycle: <del><bdi>Monthly</bdi></del> → <ins><bdi>Daily</bdi></ins>',
    );
    expect(english.body).toContain('as_of=2026-01-10T01%3A02%3A04Z');
  });

  it('is shown as it was, with the day of then', async () => {
    const { status, body } = await page('/dataset/ting-che-chang?as_of=2026-02-01');
    expect(status).toBe(200);
    expect(body).toContain('旧文件.csv');
    expect(body).not.toContain('新文件');
    expect(body).toContain('还有 4 天');
    expect(body).toContain('name="robots" content="noindex"');
    expect(body).not.toContain('rel="canonical"');
    expect(body).toContain('package_show?id=' + FIRST.dataset.identifier + '&amp;as_of=2026-02-01');
    // Nor is told what was not known then.
    expect(body).not.toContain('2026-02-10');
    expect(body).toContain('href="/organization/jiang-cheng-shi-jiao-yu-ju?as_of=2026-02-01"');
  });

  it('of before its beginning says that it was not there yet', async () => {
    for (const path of [
      '/dataset/ting-che-chang?as_of=2026-01-01',
      '/dataset/ting-che-chang/history?as_of=2026-01-01',
    ]) {
      const { status, body } = await page(path);
      expect(status).toBe(404);
      expect(body).toContain('那时还没有这个数据集');
      expect(body).toContain('href="/dataset/ting-che-chang"');
    }
    expect((await page('/dataset/never?as_of=2026-01-20')).status).toBe(404);
  });

  it('leaves a tombstone: what was there, since when and why it is gone, and its last version', async () => {
    const { status, body } = await page('/dataset/gone');
    expect(status).toBe(410);
    for (const words of [
      ...['<h1>该数据集已撤下</h1>', '已撤下的&lt;数据>', '江城市教育局', '江城市公共数据开放平台'],
      ...['2026-03-04 13:06', '来源门户不再提供它', 'href="/dataset/gone?as_of=2026-03-04T05%3A06%3A07Z"'],
    ]) {
      expect(body).toContain(words);
    }
    // Files of what is gone are told of by number only.
    expect(body).toContain('移除 <del><bdi>1 个</bdi></del>');
    expect(body).not.toContain('旧文件');
    const last = await page('/dataset/gone?as_of=2026-03-04T05%3A06%3A07Z');
    expect([last.status, last.body.includes('<h1>已撤下的&lt;数据></h1>')]).toEqual([200, true]);
    expect((await page('/dataset/gone?as_of=2026-01-20')).body).toContain('旧文件.csv');
    const then = await page('/dataset/gone?as_of=2026-03-05T12:00:00Z');
    expect(then.status).toBe(410);
    const english = await page(`/dataset/${GONE.dataset.identifier}?lang=en`);
    expect([english.status, english.body.includes('This dataset was withdrawn')]).toEqual([410, true]);
  });

  it('leads from a copy that was withdrawn to the record that is here', async () => {
    const { status, body } = await page('/dataset/copy');
    expect(status).toBe(410);
    expect(body).toContain('本目录已从更近的来源收录');
    expect(body).toContain('href="/dataset/ting-che-chang"');
  });

  it('has a page of its own, of what is gone too', async () => {
    const { status, body } = await page('/dataset/ting-che-chang/history');
    expect(status).toBe(200);
    expect(body).toContain('<h1>变更历史：停车场</h1>');
    expect(body.match(/<time /g)).toHaveLength(2);
    expect((await page('/dataset/ting-che-chang/history?page=2')).status).toBe(404);
    expect((await page('/dataset/ting-che-chang/history?page=x')).status).toBe(200);
    const gone = await page('/dataset/gone/history?lang=en');
    expect([gone.status, gone.body.includes('Withdrawn')]).toEqual([200, true]);
  });

  it('is paged where it is long', async () => {
    const log = Array.from({ length: 45 }, (_, index): DatedChange => ({
      kind: index === 0 ? 'added' : 'updated',
      time: `2026-01-10T00:${String(index).padStart(2, '0')}:00.000000`,
      published: version({ title: `停车场${index}` }),
    }));
    const own = await startTestServer({ store: createDatedCatalog(log) });
    try {
      const { body } = await own.send({ path: '/dataset/ting-che-chang' });
      expect(body.match(/<time /g)).toHaveLength(10);
      expect(body).toContain('href="/dataset/ting-che-chang/history"');
      const second = await own.send({ path: '/dataset/ting-che-chang/history?page=2&lang=en' });
      expect(second.body.match(/<time /g)).toHaveLength(20);
      expect(second.body).toContain('停车场23</bdi></del> → <ins><bdi>停车场24');
      expect(second.body).toContain('href="/dataset/ting-che-chang/history?lang=en"');
      expect(second.body).toContain('href="/dataset/ting-che-chang/history?page=3&amp;lang=en"');
    } finally {
      await own.close();
    }
  });

  it('does not name files of what is not open any more', async () => {
    const closed = version({ visibility: 'closed', distributions: [FILE] });
    const own = await startTestServer({
      store: createDatedCatalog([
        { kind: 'added', time: '2026-01-10T01:02:03.000001', published: FIRST },
        { kind: 'updated', time: '2026-01-11T01:02:03.000001', published: closed },
      ]),
    });
    try {
      for (const path of ['/dataset/ting-che-chang', '/dataset/ting-che-chang/history']) {
        const { body } = await own.send({ path });
        expect(body).toContain('<del><bdi>1 个</bdi></del>');
        expect(body).not.toMatch(/旧文件|old\.csv/);
      }
    } finally {
      await own.close();
    }
  });
});

describe('the provenance of a dataset', () => {
  const ADJUSTED = version({
    adjustments: [
      { pointer: '/updateCycle', rule: 'crosswalk:update-cycle', from: '每 月' },
      { pointer: '/keywords', rule: 'list', from: '<b>停车' },
      { pointer: '/contact/phone', rule: 'html-to-text', from: '13800138000' },
      { pointer: '/extras', rule: 'characters', from: '13800138001' },
      { pointer: '/distributions/0/title', rule: 'white-space', from: ' 旧文件 ' },
      { pointer: '/title', rule: 'some-rule', from: ' 停车场' },
    ],
    keywords: ['停车'],
    distributions: [FILE],
  });

  async function pageOf(published: DatedChange['published'], query = ''): Promise<string> {
    const { identifier } = published.dataset;
    const record = { jobId: 'job-1', sourceId: 'jiangcheng', remoteId: 'x', outcome: 'added' };
    const problems = [problem('/classification', '原分类'), problem('/resources/0/phone', '13800138002')];
    const own = await startTestServer({
      store: createDatedCatalog([{ kind: 'added', time: '2026-01-10T01:02:03.000001', published }], {
        jobs: [JOB],
        records: [{ ...record, datasetId: identifier, problems }],
      }),
    });
    try {
      return (await own.send({ path: `/dataset/ting-che-chang${query}` })).body;
    } finally {
      await own.close();
    }
  }

  it('names portal, job, chain, rules and problems', async () => {
    const body = await pageOf(ADJUSTED);
    for (const words of [
      ...['<code>job-1</code>', '2026-01-10 09:02 完成', '标识 ting-che-chang', '目录 0d3f8a52'],
      ...[
        '规范化处理（6 处）',
        '<bdi>每 月</bdi>',
        '<bdi>每月</bdi>',
        '按对照表统一取值',
        '&lt;b>停车',
        '<code>some-rule</code>',
      ],
      ...['质量问题（2 项）', '缺少信息资源分类', '<code>missing-classification</code>', '原值：原分类'],
      'href="/source/jiangcheng/record?q=ting-che-chang"',
    ]) {
      expect(body).toContain(words);
    }
    expect(await pageOf(ADJUSTED, '?lang=en')).toContain('Missing: Classification');
  });

  it('quotes nothing where persons may stand, and of files only where they may be seen', async () => {
    const open = await pageOf(ADJUSTED);
    expect(open).not.toContain('1380013');
    expect(open).toContain(' 旧文件 ');
    const closed = await pageOf({ ...ADJUSTED, dataset: { ...ADJUSTED.dataset, visibility: 'closed' } });
    expect(closed).not.toMatch(/1380013|旧文件/);
  });
});
