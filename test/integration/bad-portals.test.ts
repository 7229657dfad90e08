import { gzipSync } from 'node:zlib';
import { jest } from '@jest/globals';
import { demoSources } from '../../src/demo/demo-sources.js';
import type { Misbehaviour } from '../../src/demo/misbehaviour.js';
import type { RunningPortal } from '../../src/demo/portal.js';
import { startProvince } from '../../src/demo/province-server.js';
import type { RunningProvince } from '../../src/demo/province-server.js';
import { type Intrusion, type PackagePortal, startPackagePortal } from '../support/package-portal.js';
import { ProvinceHub, type StatedSource } from '../support/province-hub.js';

/** Whole harvests on a busy machine. */
jest.setTimeout(60_000);

/** The portal that misbehaves: 50 datasets without a fault, in pages of ten. */
const BAD = 'yinyu';
const GOOD = ['yanxi', 'jichuan'];
const SIZE = 50;
const PAGE = 10;

let province: RunningProvince;
let bad: RunningPortal;
let odd: PackagePortal;
let hub: ProvinceHub;
let sources: readonly StatedSource[];
let hour = 0;

beforeAll(async () => {
  province = await startProvince({ seed: 1, size: 1_000, cities: [BAD, ...GOOD] });
  bad = province.portals[0]!;
  odd = await startPackagePortal(
    Array.from({ length: 3 }, (_, index) =>
      JSON.stringify({ id: `odd-${index}`, title: `目录 ${index}`, organization: { title: '数据局' } }),
    ),
  );
  sources = [
    ...demoSources(province.portals).map((source) => ({ ...source, options: { page_size: PAGE } })),
    { id: 'odd', url: odd.url },
  ];
  hub = await ProvinceHub.open(sources);
  const reports = await hub.harvestAll();
  expect([...reports.values()].map(({ outcome }) => outcome)).toEqual(sources.map(() => 'complete'));
  expect(reports.get(BAD)?.counts).toMatchObject({ seen: SIZE, added: SIZE });
});
beforeEach(() => {
  // A pause that a portal asked for in the test before is over.
  hour += 1;
  hub.setTime(new Date(Date.UTC(2026, 8, 3, hour)).toISOString());
});
afterEach(async () => {
  await hub.configure(sources);
  bad.misbehave(null);
  odd.intrusion = undefined;
});
afterAll(async () => {
  await hub.close();
  await odd.close();
  await province.close();
});

/** Harvests everything and expects the one source to fail with this, the others to go on, and nothing to change. */
async function expectFailure(
  sourceId: string,
  outcome: 'failed' | 'aborted' | 'held',
  error: { readonly code: string; readonly message: RegExp },
): Promise<void> {
  const before = hub.exportHash();
  const { length } = await hub.changes();
  const reports = await hub.harvestAll();
  expect(reports.get(sourceId)).toMatchObject({
    outcome,
    // Of a run that waits: what it would remove.
    ...(outcome !== 'held' && { counts: { removed: 0 } }),
    error: { code: error.code, message: expect.stringMatching(error.message) },
  });
  const others = [...reports].filter(([id]) => id !== sourceId).map(([, report]) => report);
  expect(others.map((report) => report.outcome)).toEqual(others.map(() => 'complete'));
  expect(hub.exportHash()).toEqual(before);
  expect(await hub.changes()).toHaveLength(length);
  const [job] = await hub.reading.catalog.listJobs({ sourceId, limit: 1 });
  expect(job).toMatchObject({ state: outcome, error: { code: error.code } });
}

async function expectRecovery(sourceId: string, unchanged: number): Promise<void> {
  expect(await hub.harvest(sourceId)).toMatchObject({
    outcome: 'complete',
    counts: { seen: unchanged, unchanged, problems: expect.any(Number) },
  });
}

const FROM_THE_START: readonly (readonly [string, Misbehaviour, string, RegExp])[] = [
  ['answers HTML with 200', { kind: 'html' }, 'source-response', /HTML page \(“系统维护中”\) came instead/],
  [
    'cuts its JSON',
    { kind: 'cut-json' },
    'source-response',
    /JSON breaks off (at character \d+|in the middle of a character)/,
  ],
  ['answers nothing at all', { kind: 'empty' }, 'source-response', /the answer is empty/],
  ['hangs up half-way', { kind: 'cut-connection' }, 'source-unavailable', /the connection was cut/],
  ['answers 500', { kind: 'status-500' }, 'source-unavailable', /the portal answered 500/],
  ['answers 429', { kind: 'too-many-requests' }, 'source-unavailable', /the portal answered 429/],
  [
    'redirects to a private address',
    { kind: 'redirect-private' },
    'source-response',
    /10\.0\.0\.7.*private, local or reserved/,
  ],
  [
    'redirects to the metadata of a cloud',
    { kind: 'redirect-private', location: 'http://169.254.169.254/latest/meta-data/' },
    'source-response',
    /169\.254\.169\.254.*private, local or reserved/,
  ],
];

describe('a portal that misbehaves', () => {
  it.each(FROM_THE_START)('ends its own job when it %s', async (_, misbehaviour, code, message) => {
    bad.misbehave(misbehaviour);
    await expectFailure(BAD, 'failed', { code, message });
    bad.misbehave(null);
    hub.setTime(new Date(Date.UTC(2026, 8, 3, hour, 30)).toISOString());
    await expectRecovery(BAD, SIZE);
  });

  it.each(FROM_THE_START)('leaves nothing of three good pages when it %s after them', async (...row) => {
    const [, misbehaviour, code, message] = row;
    bad.misbehave({ ...misbehaviour, after: 3 });
    await expectFailure(BAD, 'failed', { code, message });
  });

  it.each([
    ['300 MB', 300 * 1024 * 1024],
    ['without end', Infinity],
  ])('ends its own job when an answer is larger than the limit: %s', async (_, bytes) => {
    await configure(BAD, { network: { allowPrivate: true, maxMegabytes: 1 } });
    bad.misbehave({ kind: 'endless', bytes });
    await expectFailure(BAD, 'failed', {
      code: 'source-response',
      message: /larger than the limit of 1 MiB/,
    });
  });

  it('ends its own job when it is slower than the source allows', async () => {
    await configure(BAD, { network: { allowPrivate: true, timeoutSeconds: 0.2 } });
    bad.misbehave({ kind: 'slow', delayMs: 3_600_000 });
    await expectFailure(BAD, 'failed', {
      code: 'source-unavailable',
      message: /no complete answer within 0\.2 s/,
    });
  });

  it('is harvested when it is slow within the limit', async () => {
    bad.misbehave({ kind: 'slow', delayMs: 20 });
    await expectRecovery(BAD, SIZE);
  });

  it('removes nothing when it lists nothing', async () => {
    bad.misbehave({ kind: 'empty-catalogue' });
    await expectFailure(BAD, 'aborted', { code: 'empty-gather', message: /lists no dataset at all/ });
  });

  it('removes nothing when it lists a fifth less and one', async () => {
    bad.misbehave({ kind: 'shrunk', share: 0.79 });
    await expectFailure(BAD, 'held', {
      code: 'held',
      message: /11 of 50 are not listed any more, more than 20 %/,
    });
  });

  it('keeps its catalogue while its list shifts between two requests', async () => {
    const before = hub.exportHash();
    for (const step of [1, 25]) {
      bad.misbehave({ kind: 'shifting', step });
      const report = await hub.harvest(BAD);
      expect(report).toMatchObject({ counts: { removed: 0, added: 0, updated: 0, failed: 0 } });
      expect(['complete', 'partial']).toContain(report.outcome);
      expect(hub.exportHash()).toEqual(before);
    }
  });

  it('publishes what came and removes nothing when some records cannot be shown', async () => {
    const before = hub.exportHash();
    await configure(BAD, { options: { page_size: PAGE, listing: 'package_list' } });
    bad.misbehave({ kind: 'zero-byte-show', share: 0.3 });
    const { outcome, counts, error } = await hub.harvest(BAD);
    // `package_list` names records, and only an answer tells the id: these failures belong to no known record.
    const missing = SIZE - counts.seen;
    expect({ outcome, code: error?.code }).toEqual({ outcome: 'partial', code: 'incomplete' });
    expect(missing).toBeGreaterThan(0);
    expect(error?.message).toMatch(new RegExp(`^${missing} part\\(s\\) not brought.*the answer is empty`));
    expect(counts).toMatchObject({ removed: 0, failed: 0, unchanged: counts.seen });
    expect(hub.exportHash()).toEqual(before);
  });

  it('ends its own job when nothing listens any more', async () => {
    await configure(BAD, { url: 'http://127.0.0.1:9' });
    await expectFailure(BAD, 'failed', {
      code: 'source-unavailable',
      message: /nothing listens at this address \(ECONNREFUSED\)/,
    });
    await hub.configure(sources);
    await expectRecovery(BAD, SIZE);
  });

  it('publishes nothing of a run that is cancelled', async () => {
    const before = hub.exportHash();
    const abort = new AbortController();
    const report = await hub.harvest(BAD, {
      signal: abort.signal,
      reporter: {
        jobStarted: () => {
          abort.abort();
        },
      },
    });
    expect(report).toMatchObject({ outcome: 'aborted', error: { code: 'cancelled' } });
    expect(hub.exportHash()).toEqual(before);
  });

  it('does as if in a dry run, and publishes nothing', async () => {
    bad.misbehave({ kind: 'shrunk', share: 0.9 });
    const before = hub.exportHash();
    const report = await hub.harvest(BAD, { options: { dryRun: true } });
    expect(report).toMatchObject({ outcome: 'complete', counts: { removed: 5, unchanged: 45 } });
    expect(hub.exportHash()).toEqual(before);
  });

  // Last, because it changes the catalogue.
  it('publishes a list that lost exactly as much as the limit allows', async () => {
    bad.misbehave({ kind: 'shrunk', share: 0.8 });
    const report = await hub.harvest(BAD);
    expect(report).toMatchObject({ outcome: 'complete', counts: { removed: 10, unchanged: 40 } });
    bad.misbehave(null);
    expect(await hub.harvest(BAD)).toMatchObject({ counts: { restored: 10, unchanged: 40 } });
  });
});

/** Other settings of a source, for the rest of the test. */
async function configure(sourceId: string, changes: object): Promise<void> {
  await hub.configure(sources.map((source) => (source.id === sourceId ? { ...source, ...changes } : source)));
}

function body(bytes: Buffer | string, headers: Readonly<Record<string, string>> = {}): Intrusion {
  return (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', ...headers }).end(bytes);
  };
}

/** 数据 in GB 18030. */
const GBK_TITLE = Buffer.from([0xca, 0xfd, 0xbe, 0xdd]);
const GBK_ANSWER = Buffer.concat([
  Buffer.from('{"success":true,"result":{"count":1,"results":[{"id":"odd-0","title":"'),
  GBK_TITLE,
  Buffer.from('"}]}}'),
]);
const BOMB = gzipSync(Buffer.alloc(80 * 1024 * 1024, 0x20));

describe('an answer that is not what it says', () => {
  it.each<readonly [string, Intrusion, RegExp]>([
    ['is in another charset than it declares', body(GBK_ANSWER), /wrong charset: it is not valid UTF-8/],
    [
      'declares a charset that it is not in',
      body(GBK_ANSWER, { 'Content-Type': 'application/json;charset=utf-8' }),
      /wrong charset: it is not valid UTF-8/,
    ],
    ['announces 300 MB', body('{', { 'Content-Length': '314572800' }), /larger than the limit of 64 MiB/],
    ['unpacks to 80 MB', body(BOMB, { 'Content-Encoding': 'gzip' }), /larger than the limit of 64 MiB/],
    ['is no gzip', body('{}', { 'Content-Encoding': 'gzip' }), /compressed body is damaged or cut off/],
    ['is a bare number', body('7'), /does not have the shape of/],
    ['is an error with 200', body('{"success":false,"result":{}}'), /does not have the shape of/],
    ['says NaN', body('{"success":true,"result":{"count":NaN}}'), /not JSON from character \d+ on: "NaN/],
    ['counts text', body('{"success":true,"result":{"count":"three","results":[]}}'), /\/result\/count/],
    ['nests without measure', body('['.repeat(200_000)), /JSON breaks off at character 200000/],
  ])('ends the job when it %s', async (_, intrusion, message) => {
    odd.intrusion = intrusion;
    await expectFailure('odd', 'failed', { code: 'source-response', message });
    odd.intrusion = undefined;
    await expectRecovery('odd', 3);
  });

  it('reads GB 18030 that is declared as such', async () => {
    odd.intrusion = body(GBK_ANSWER, { 'Content-Type': 'application/json;charset=gbk' });
    const report = await hub.harvest('odd', { options: { dryRun: true } });
    expect(report).toMatchObject({
      outcome: 'held',
      counts: { seen: 1 },
      error: { code: 'held' },
    });
  });

  it('ends the job when redirects go round in circles', async () => {
    odd.intrusion = (request, response) => {
      response.writeHead(302, { Location: `${request.url ?? ''}&again` }).end();
    };
    await expectFailure('odd', 'failed', { code: 'source-response', message: /more than 5 redirects/ });
  });
});
