import {
  InvalidRequestError,
  NotFoundError,
  SourceBusyError,
  WriterBusyError,
} from '../../../src/domain/errors.js';
import type { HeldChange, Hold } from '../../../src/domain/hold.js';
import { type Job, NO_COUNTS } from '../../../src/domain/job.js';
import type { CatalogReader } from '../../../src/pipeline/read-ports.js';
import type { HoldRequest, HoldResult } from '../../../src/pipeline/store-ports.js';
import { startTestServer, type TestAnswer, type TestServer } from '../../support/api-client.js';
import { createInMemoryCatalog } from '../../support/in-memory-catalog.js';

const TOKEN = '0123456789abcdef0123456789abcdef';
const OPERATOR = { Authorization: TOKEN };
const SECRET_TITLE = '未公开的名称';
const JOBS = '/api/lianmu/jobs';
const RESULT: HoldResult = { decision: 'released', added: 1, updated: 0, restored: 0, removed: 0 };

function job(jobId: string, more: Partial<Job> = {}): Job {
  return {
    ...{ jobId, sourceId: 'city', origin: 'portal', mode: 'full', state: 'complete' },
    ...{ startedAt: '2026-11-21T00:00:00.000Z', counts: NO_COUNTS },
    ...more,
  };
}

const WAITING: Hold = { jobId: 'held-1', sourceId: 'city', alarms: [] };
const DECIDED: Hold = {
  ...{ jobId: 'old-1', sourceId: 'city', alarms: [] },
  ...{ decision: 'rejected', decidedAt: '2026-11-20T00:00:00.000Z', reason: '门户故障' },
};
const JOB_ROWS = [job('held-1', { state: 'held' }), job('old-1', { state: 'aborted' }), job('run-1')];
const CHANGES: readonly HeldChange[] = ['a', 'b', 'c'].map((remoteId) => ({
  ...{ remoteId, datasetId: `id-${remoteId}`, title: SECRET_TITLE, kind: 'updated' },
  altered: [{ element: 'title', before: '名称', after: SECRET_TITLE }],
}));

/** As far as the routes read it. */
const CATALOG: Partial<CatalogReader> = {
  listJobs: ({ sourceId, limit, before }) => {
    const from = before === undefined ? 0 : JOB_ROWS.findIndex(({ jobId }) => jobId === before) + 1;
    const rows = JOB_ROWS.slice(from).filter((row) => sourceId === undefined || row.sourceId === sourceId);
    return Promise.resolve(rows.slice(0, limit));
  },
  findJob: (jobId) => Promise.resolve(JOB_ROWS.find((row) => row.jobId === jobId)),
  findHold: (jobId) => Promise.resolve([WAITING, DECIDED].find((hold) => hold.jobId === jobId)),
  openHolds: () => Promise.resolve([WAITING]),
  listHeldChanges: (jobId, { limit, offset }) =>
    Promise.resolve(jobId === WAITING.jobId ? CHANGES.slice(offset, offset + limit) : []),
};

let asked: Omit<HoldRequest, 'now'>[] = [];
let decideHold: () => Promise<HoldResult>;
let hub: TestServer;
let closedHub: TestServer;

beforeAll(async () => {
  const store = { ...createInMemoryCatalog([]), ...CATALOG };
  const operator = {
    token: TOKEN,
    decideHold: (request: Omit<HoldRequest, 'now'>) => {
      asked.push(request);
      return decideHold();
    },
  };
  hub = await startTestServer({ store, operator });
  closedHub = await startTestServer({ store });
});
beforeEach(() => {
  asked = [];
  decideHold = () => Promise.resolve(RESULT);
});
afterAll(async () => {
  await hub.close();
  await closedHub.close();
});

function get(path: string, headers: Readonly<Record<string, string>> = OPERATOR) {
  return hub.send({ path: `${JOBS}${path}`, headers });
}

function post(path: string, body: unknown, headers: Readonly<Record<string, string>> = OPERATOR) {
  return hub.send({
    ...{ method: 'POST', path: `${JOBS}${path}` },
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

function bodyOf(answer: TestAnswer): Readonly<Record<string, unknown>> {
  return JSON.parse(answer.body) as Readonly<Record<string, unknown>>;
}

const PATHS = ['', '/', '?state=held', '/held-1', '/held-1/changes', '/held-1/nothing', '/none'];

describe('the operator’s addresses', () => {
  it.each<Readonly<Record<string, string>>>([
    { Authorization: TOKEN },
    { Authorization: `Bearer ${TOKEN}` },
    { authorization: `bearer  ${TOKEN}` },
    { 'X-CKAN-API-Key': TOKEN },
    { Authorization: 'Basic cHJveHk6cHJveHk=', 'X-CKAN-API-Key': TOKEN },
  ])('are open to who sends the token as %j', async (headers) => {
    const answer = await get('/held-1', headers);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store' });
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
  });

  it.each(PATHS)('are shut without a token: %s', async (path) => {
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'OPTIONS']) {
      const headers = { Origin: 'https://elsewhere.example', 'Access-Control-Request-Method': 'POST' };
      const answer = await hub.send({ method, path: `${JOBS}${path}`, headers });
      expect([method, answer.status]).toEqual([method, 401]);
      expect(answer.headers).toMatchObject({ 'www-authenticate': 'Bearer', 'cache-control': 'no-store' });
      expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
      if (method !== 'HEAD') expect(bodyOf(answer)).toEqual({ error: expect.stringContaining('operator') });
    }
  });

  it.each<Readonly<Record<string, string>>>([
    { Authorization: `${TOKEN}0` },
    { Authorization: TOKEN.slice(0, -1) },
    { Authorization: 'Bearer' },
    { Authorization: `Bearer ${TOKEN.toUpperCase()}` },
    { 'X-CKAN-API-Key': `Bearer ${TOKEN}` },
  ])('are shut to who sends another token: %j', async (headers) => {
    for (const path of PATHS) {
      const answer = await get(path, headers);
      expect(answer.status).toBe(403);
      expect(answer.body).toBe(`{"error":"this is not the operator's token"}`);
    }
    const reason = { reason: '门户确认' };
    expect((await post('/held-1/release', reason, headers)).status).toBe(403);
    expect(asked).toEqual([]);
  });

  it.each(PATHS)('are shut to everybody where no token is configured: %s', async (path) => {
    for (const token of ['', TOKEN, 'undefined']) {
      for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS']) {
        const answer = await closedHub.send({
          ...{ method, path: `${JOBS}${path}` },
          headers: { Authorization: token, Origin: 'https://elsewhere.example' },
        });
        expect([method, answer.status]).toEqual([method, 403]);
        expect(bodyOf(answer)).toEqual({
          error: 'no operator token is configured (LIANMU_OPERATOR_TOKEN)',
        });
        expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
      }
    }
  });

  it('leave the rest of the API to everybody, whatever token it is asked with', async () => {
    const headers = { Authorization: 'wrong', Origin: 'https://elsewhere.example' };
    const answer = await hub.send({ path: '/api/3/action/status_show', headers });
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({ 'access-control-allow-origin': '*' });
  });

  it('answer the operator 405 and 404 where there is nothing', async () => {
    const headers = { Authorization: TOKEN, Origin: 'https://elsewhere.example' };
    const put = await hub.send({ method: 'PUT', path: `${JOBS}/held-1`, headers });
    expect([put.status, put.headers.allow]).toEqual([405, 'GET, HEAD, POST']);
    expect(put.headers).not.toHaveProperty('access-control-allow-origin');
    expect((await get('/held-1/nothing')).status).toBe(404);
    expect((await post('/held-1', {})).status).toBe(404);
  });
});

describe('reading jobs', () => {
  it('lists them, by pages, of one source', async () => {
    expect(bodyOf(await get(''))).toEqual({ jobs: JOB_ROWS });
    expect(bodyOf(await get('?limit=1&before=held-1'))).toEqual({ jobs: [JOB_ROWS[1]] });
    expect(bodyOf(await get('?source=other'))).toEqual({ jobs: [] });
    expect((await get('?before=none')).status).toBe(404);
  });

  it('lists those that wait with why they do', async () => {
    expect(bodyOf(await get('?state=held'))).toEqual({ jobs: [{ ...JOB_ROWS[0], hold: WAITING }] });
    expect(bodyOf(await get('?state=held&source=other'))).toEqual({ jobs: [] });
  });

  it('shows one with its hold, its decision and the reason', async () => {
    expect(bodyOf(await get('/old-1'))).toEqual({ ...JOB_ROWS[1], hold: DECIDED });
    expect(bodyOf(await get('/run-1'))).toEqual(JOB_ROWS[2]);
    expect((await get('/none')).status).toBe(404);
  });

  it('shows what one would change, page by page', async () => {
    expect(bodyOf(await get('/held-1/changes'))).toEqual({ hold: WAITING, changes: CHANGES });
    const first = bodyOf(await get('/held-1/changes?limit=2'));
    expect(first).toEqual({ hold: WAITING, changes: CHANGES.slice(0, 2), nextOffset: 2 });
    expect(bodyOf(await get('/held-1/changes?limit=2&offset=2'))).toEqual({
      hold: WAITING,
      changes: CHANGES.slice(2),
    });
    expect(bodyOf(await get('/old-1/changes'))).toEqual({ hold: DECIDED, changes: [] });
    expect((await get('/run-1/changes')).status).toBe(404);
  });

  it.each([
    ...['?state=running', '?state=held&limit=1', '?limit=0', '?limit=501', '?limit=x', '?limit=1&limit=2'],
    ...['?stat=held', '/held-1/changes?limit=201', '/held-1/changes?offset=-1', '/held-1/changes?page=2'],
    ...['/held-1/changes?offset=1000000001', '?source='],
  ])('refuses %s', async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(400);
    expect(bodyOf(answer)).toEqual({ error: expect.any(String) });
  });
});

describe('a decision', () => {
  it('is handed on with its reason and what it concerns', async () => {
    const answer = await post('/held-1/release', { reason: '门户确认' });
    expect([answer.status, bodyOf(answer)]).toEqual([200, RESULT]);
    await post('/held-1/release', { reason: '部分', kinds: ['added', 'removed'], records: ['a'] });
    await post('/held-1/release', { reason: '部分', records: ['a', 'b'] });
    await post('/held-1/reject', { reason: '门户故障' });
    expect(asked).toEqual([
      { jobId: 'held-1', decision: 'release', reason: '门户确认' },
      {
        ...{ jobId: 'held-1', decision: 'release', reason: '部分' },
        selection: { kinds: ['added', 'removed'], records: ['a'] },
      },
      { jobId: 'held-1', decision: 'release', reason: '部分', selection: { records: ['a', 'b'] } },
      { jobId: 'held-1', decision: 'reject', reason: '门户故障' },
    ]);
  });

  it.each([
    ['without a reason', 'release', {}],
    ['with an empty reason', 'release', { reason: '' }],
    ['with a blank reason', 'release', { reason: ' \n' }],
    ['with a reason that is no text', 'release', { reason: 1 }],
    ['with a long reason', 'release', { reason: 'x'.repeat(2001) }],
    ['with a misspelt key', 'release', { reason: 'x', kind: ['added'] }],
    ['with no kinds', 'release', { reason: 'x', kinds: [] }],
    ['with a kind that is no list', 'release', { reason: 'x', kinds: 'added' }],
    ['with an unknown kind', 'release', { reason: 'x', kinds: ['new'] }],
    ['with null for kinds', 'release', { reason: 'x', kinds: null }],
    ['with no records', 'release', { reason: 'x', records: [] }],
    ['with a record that is no text', 'release', { reason: 'x', records: [1] }],
    ['with an empty record', 'release', { reason: 'x', records: [''] }],
    ['with too many records', 'release', { reason: 'x', records: new Array(10_001).fill('a') }],
    ['that selects what to reject', 'reject', { reason: 'x', kinds: ['added'] }],
    ['that is a list', 'reject', []],
    ['that is null', 'reject', null],
    ['that is broken', 'reject', '{"reason":'],
    ['that is empty', 'reject', ''],
    ['with a prototype', 'reject', '{"reason":"x","__proto__":{"a":1}}'],
  ])('%s changes nothing', async (_title, decision, body) => {
    const answer = await post(`/held-1/${decision}`, body);
    expect(answer.status).toBe(400);
    expect(bodyOf(answer)).toEqual({ error: expect.any(String) });
    expect(asked).toEqual([]);
  });

  it('is JSON, and of a reasonable size', async () => {
    for (const type of [
      'application/x-www-form-urlencoded',
      'text/plain',
      'multipart/form-data; boundary=x',
    ]) {
      const answer = await post('/held-1/reject', { reason: 'x' }, { ...OPERATOR, 'Content-Type': type });
      expect([type, answer.status]).toEqual([type, 415]);
    }
    expect((await post('/held-1/reject', { reason: 'x'.repeat(1_100_000) })).status).toBe(413);
    expect(asked).toEqual([]);
  });

  it.each([
    ['that nothing waits for', new NotFoundError('gone'), 409, undefined],
    ['on no change', new InvalidRequestError('the selection names no change'), 400, undefined],
    ['while another process harvests', new WriterBusyError(), 503, '60'],
    ['while the source is harvested', new SourceBusyError('city'), 503, '60'],
  ])('%s is refused', async (_title, error, status, retryAfter) => {
    decideHold = () => Promise.reject(error);
    const answer = await post('/held-1/release', { reason: '门户确认' });
    expect([answer.status, answer.headers['retry-after']]).toEqual([status, retryAfter]);
  });

  it('that was made already says so, and one on no job is not found', async () => {
    decideHold = () => Promise.reject(new NotFoundError('no job old-1 waits'));
    const answer = await post('/old-1/release', { reason: '门户确认' });
    expect(answer.status).toBe(409);
    expect(bodyOf(answer)['error']).toContain('rejected (门户故障)');
    expect((await post('/run-1/release', { reason: '门户确认' })).status).toBe(409);
    asked = [];
    expect((await post('/none/release', { reason: '门户确认' })).status).toBe(404);
    expect(asked).toEqual([]);
  });

  it('that breaks is a bug: logged with a reference, and nothing of it is told', async () => {
    const lines: unknown[] = [];
    const broken = await startTestServer({
      store: { ...createInMemoryCatalog([]), ...CATALOG },
      operator: { token: TOKEN, decideHold: () => Promise.reject(new Error('disk')) },
      logger: { error: (facts, message) => lines.push([facts, message]) },
      newReference: () => 'ref-1',
    });
    try {
      const answer = await broken.send({
        ...{ method: 'POST', path: `${JOBS}/held-1/reject`, body: '{"reason":"x"}' },
        headers: { Authorization: TOKEN, 'Content-Type': 'application/json' },
      });
      expect([answer.status, answer.body]).toEqual([500, '{"error":"internal error (reference ref-1)"}']);
      expect(lines).toMatchObject([[{ reference: 'ref-1', method: 'POST' }, 'a request failed']]);
      expect(JSON.stringify(lines)).not.toContain(TOKEN);
    } finally {
      await broken.close();
    }
  });
});
