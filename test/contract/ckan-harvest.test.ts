import type { Change } from '../../src/domain/change.js';
import { NO_COUNTS, type JobCounts } from '../../src/domain/job.js';
import type { Problem } from '../../src/domain/problem.js';
import { HARVEST_ROUTES } from '../../src/http/ckan/harvest/routes.js';
import type { HarvestDesk } from '../../src/http/harvest-desk.js';
import type { ListedJob } from '../../src/serialise/ckan/harvest-job.js';
import { golden, startTestServer, type TestAnswer, type TestServer } from '../support/api-client.js';
import { makeDataset, makeSource, makeUpsert } from '../support/make-dataset.js';
import { TempHub } from '../support/temp-hub.js';

const TOKEN = '0123456789abcdef0123456789abcdef';
const OPERATOR = { Authorization: TOKEN };
const CITY = makeSource({
  options: { organizations_filter_include: ['jtj'] },
  network: { ...makeSource().network, allowPrivate: false },
});
const SECRET_URL = 'http://10.0.0.7:5000';
const INTRANET = makeSource({ id: 'intranet', title: '内网平台', url: SECRET_URL, enabled: false });
const HOLDING = makeSource({ id: 'holding', title: '等待审核的平台', url: SECRET_URL });
const REFUSED_VALUE = '不得公开的内容';
const PROBLEM: Problem = {
  ...{ stage: 'validate', code: 'missing-title', bar: 'publishable', pointer: '/title' },
  value: REFUSED_VALUE,
};
const PARKING = makeDataset('p-1').identifier;
const BAD = makeDataset('p-2').identifier;

let hub: TempHub;
let server: TestServer;
let made: ListedJob[];

async function run(changes: readonly Change[], counts: Partial<JobCounts>): Promise<void> {
  const open = await hub.open(CITY);
  await open.stage(changes.map((change) => open.prepare(change)));
  await open.commit({ outcome: 'complete', counts: { ...NO_COUNTS, ...counts } });
}

/** Remembers what is asked of it; its jobs never end by themselves. */
function fakeDesk(): HarvestDesk {
  const update = (jobId: string, change: Partial<ListedJob>): ListedJob => {
    const job = made.find((each) => each.jobId === jobId)!;
    const changed = { ...job, ...change };
    made = made.map((each) => (each === job ? changed : each));
    return changed;
  };
  return {
    sources: [HOLDING, INTRANET, CITY],
    kinds: [{ kind: 'ckan', title: 'CKAN' }],
    recipients: ['duty@example.org'],
    ...{ timezone: 'Asia/Shanghai', overdueTolerance: 0 },
    now: () => new Date('2026-11-22T00:00:00Z'),
    longestPause: ({ id }) => (id === CITY.id ? 86_400_000 : undefined),
    nextRun: (id) => (id === CITY.id ? '2026-11-21T19:10:00.000Z' : undefined),
    jobs: () => made,
    create({ sourceId, origin }) {
      const job: ListedJob = {
        ...{ jobId: `made-${made.length + 1}`, sourceId, origin, mode: 'delta', state: 'new' },
        ...{ startedAt: '2026-11-22T00:00:00.000Z', counts: NO_COUNTS },
      };
      made = [job, ...made];
      return job;
    },
    start: (jobId) => update(jobId, { state: 'running' }),
    abort(jobId) {
      const error = { code: 'cancelled', message: 'cancelled' };
      update(jobId, { state: 'aborted', finishedAt: '2026-11-22T00:01:00.000Z', error });
      return Promise.resolve(true);
    },
  };
}

beforeEach(async () => {
  made = [];
  hub = new TempHub();
  await run(
    [
      makeUpsert(makeDataset('p-1')),
      {
        ...{ type: 'set-aside', outcome: 'rejected', remoteId: 'p-2', mappingVersion: 'test/1' },
        ...{ raw: Buffer.from('{}'), problems: [PROBLEM], title: REFUSED_VALUE },
      },
    ],
    { seen: 2, added: 1, rejected: 1 },
  );
  const failed = await hub.open(CITY);
  await failed.abort({
    ...{ outcome: 'failed', counts: NO_COUNTS },
    error: { code: 'source-unavailable', message: `${SECRET_URL} did not answer` },
  });
  const held = await hub.open(HOLDING);
  await held.stage([held.prepare(makeUpsert(makeDataset('h-1', {}, 'holding')))]);
  const alarms = [{ code: 'added', records: 1, live: 0, limit: 0 }] as never;
  await held.hold({ outcome: 'complete', counts: { ...NO_COUNTS, seen: 1, added: 1 }, alarms });
  const { catalog, datasets } = hub.reading;
  const operator = { token: TOKEN, decideHold: () => Promise.reject(new Error('not asked')) };
  server = await startTestServer({ catalog, datasets, operator, harvest: fakeDesk() });
});
afterEach(async () => {
  await server.close();
  await hub.close();
});

function ask(action: string, parameters: object, headers: Readonly<Record<string, string>>) {
  const body = JSON.stringify(parameters);
  return server.send({ method: 'POST', path: `/api/3/action/${action}`, headers, body });
}

function asOperator(action: string, parameters: object = {}): Promise<TestAnswer> {
  return ask(action, parameters, OPERATOR);
}

function resultOf({ json }: TestAnswer): Readonly<Record<string, unknown>> {
  return json.result as unknown as Readonly<Record<string, unknown>>;
}

const PUBLIC: readonly (readonly [golden: string, action: string, parameters: object])[] = [
  ['harvest_source_show', 'harvest_source_show', { id: CITY.id }],
  ['harvest_source_show.private', 'harvest_source_show', { id: INTRANET.id }],
  ['harvest_source_show_status', 'harvest_source_show_status', { id: HOLDING.id }],
  ['harvest_source_list', 'harvest_source_list', { return_last_job_status: 'true' }],
  ['harvest_object_show', 'harvest_object_show', { dataset_id: PARKING }],
  ['harvesters_info_show', 'harvesters_info_show', {}],
];
const PRIVATE: readonly (readonly [golden: string, action: string, parameters: object])[] = [
  ['harvest_source_show.operator', 'harvest_source_show', { url: SECRET_URL }],
  ['harvest_job_show', 'harvest_job_show', { id: 'job-1' }],
  ['harvest_job_list', 'harvest_job_list', { status: 'Finished' }],
  ['harvest_job_report', 'harvest_job_report', { id: 'job-1' }],
  ['harvest_job_report.failed', 'harvest_job_report', { id: 'job-2' }],
  ['harvest_object_show.rejected', 'harvest_object_show', { id: `job-1_${BAD}` }],
  ['harvest_object_list', 'harvest_object_list', { source_id: CITY.id }],
  ['harvest_log_list', 'harvest_log_list', { level: 'error' }],
  ['harvest_get_notifications_recipients', 'harvest_get_notifications_recipients', { source_id: CITY.id }],
  ['harvest_job_create', 'harvest_job_create', { source_id: CITY.id }],
  ['harvest_job_create_all', 'harvest_job_create_all', { run: false }],
  ['harvest_jobs_run', 'harvest_jobs_run', {}],
  ['harvest_send_job_to_gather_queue', 'harvest_send_job_to_gather_queue', { id: 'job-1' }],
  ['harvest_job_abort', 'harvest_job_abort', { id: 'job-1' }],
  ['harvest_abort_failed_jobs', 'harvest_abort_failed_jobs', { life_span: 3 }],
  ['harvest_objects_import', 'harvest_objects_import', { source_id: HOLDING.id }],
  ['harvest_source_reindex', 'harvest_source_reindex', { id: CITY.id }],
  [
    'harvest_source_create',
    'harvest_source_create',
    {
      ...{ name: 'new-city', url: 'https://data.new.example.org', source_type: 'ckan', frequency: 'DAILY' },
      config: '{"api_key": "geheim", "force_all": true}',
    },
  ],
  ['harvest_source_update', 'harvest_source_update', { id: CITY.id, title: '新名称', frequency: 'WEEKLY' }],
  ['harvest_source_patch', 'harvest_source_patch', { id: CITY.id, active: false }],
  ['harvest_source_delete', 'harvest_source_delete', { id: CITY.id }],
  ['harvest_source_clear', 'harvest_source_clear', { id: CITY.id }],
  ['harvest_source_job_history_clear', 'harvest_source_job_history_clear', { id: CITY.id }],
  ['harvest_sources_job_history_clear', 'harvest_sources_job_history_clear', {}],
  ['harvest_object_create', 'harvest_object_create', { job_id: 'job-1', guid: 'x' }],
];

describe("ckanext-harvest's actions", () => {
  it.each(PUBLIC)('%s gives everybody the committed answer', async (name, action, parameters) => {
    const { status, body, json } = await ask(action, parameters, {});
    expect(status).toBe(200);
    expect(json).toEqual(golden(name, json));
    for (const secret of [SECRET_URL, REFUSED_VALUE, 'held', 'organizations_filter']) {
      expect(body).not.toContain(secret);
    }
    const wrong = await ask(action, parameters, { Authorization: `${TOKEN}x` });
    expect(wrong.body).toBe(body);
  });

  it.each(PRIVATE)('%s gives the operator the committed answer', async (name, action, parameters) => {
    const { json, body, headers } = await asOperator(action, parameters);
    expect(json).toEqual(golden(name, json));
    expect(headers['cache-control']).toBe('no-store');
    expect(body).not.toContain('geheim');
  });

  it('are all called here', () => {
    const called = new Set([...PUBLIC, ...PRIVATE].map(([, action]) => action));
    expect(HARVEST_ROUTES.map(([name]) => name).filter((name) => !called.has(name))).toEqual([]);
  });

  it('refuse whoever has no token, or a wrong one, or asks by a script', async () => {
    const only = HARVEST_ROUTES.filter(([, { operator }]) => operator === 'only');
    expect(only.length).toBeGreaterThan(20);
    for (const [name] of only) {
      for (const headers of [{}, { Authorization: `${TOKEN}x` }]) {
        const { status, json } = await ask(name, { id: 'job-1', source_id: CITY.id }, headers);
        expect([name, status]).toEqual([name, 403]);
        expect(json.error).toMatchObject({ __type: 'Authorization Error' });
        expect(json.error.message).toMatch(/^Access denied: /);
      }
    }
    const path = '/api/3/action/harvest_job_list?callback=x';
    expect((await server.send({ path, headers: OPERATOR })).status).toBe(403);
    expect(made).toEqual([]);
  });

  it('change nothing by GET', async () => {
    const path = `/api/3/action/harvest_job_create?source_id=${CITY.id}`;
    const { status, json } = await server.send({ path, headers: OPERATOR });
    expect([status, json]).toEqual([400, expect.stringContaining('Please use POST')]);
    expect(made).toEqual([]);
  });

  it('let no page of another origin read what is for the operator', async () => {
    const origin = { Origin: 'https://elsewhere.example.org' };
    const mine = await ask('harvest_source_list', {}, { ...OPERATOR, ...origin });
    expect(mine.headers['access-control-allow-origin']).toBeUndefined();
    const anybodys = await ask('harvest_source_list', {}, origin);
    expect(anybodys.headers['access-control-allow-origin']).toBe('*');
  });

  it('filter sources', async () => {
    const ids = async (parameters: object): Promise<readonly unknown[]> => {
      const { result } = (await ask('harvest_source_list', parameters, {})).json;
      return (result as unknown as readonly { readonly id: string }[]).map(({ id }) => id);
    };
    const [publisher] = hub.reading.datasets.publishers();
    expect(await ids({})).toEqual([HOLDING.id, INTRANET.id, CITY.id]);
    expect(await ids({ only_active: true })).toEqual([HOLDING.id, CITY.id]);
    expect(await ids({ only_to_run: true })).toEqual([CITY.id]);
    expect(await ids({ organization_id: publisher!.name })).toEqual([CITY.id]);
    expect(await ids({ organization_id: 'nobody' })).toEqual([]);
    expect(await ids({ limit: 1, offset: 1 })).toEqual([INTRANET.id]);
  });

  it('do not find what is not there, nor for everybody what is not published', async () => {
    for (const [action, parameters] of [
      ['harvest_source_show', { id: 'nowhere' }],
      ['harvest_source_show', { url: SECRET_URL }],
      ['harvest_source_show_status', { id: 'nowhere' }],
      ['harvest_object_show', { id: `job-1_${BAD}` }],
      ['harvest_object_show', { id: 'job-1' }],
      ['harvest_object_show', { id: `job-9_${PARKING}` }],
      ['harvest_object_show', { dataset_id: 'nothing' }],
    ] as const) {
      const { status } = await ask(action, parameters, {});
      expect([action, parameters, status]).toEqual([action, parameters, 404]);
    }
    expect((await ask('harvest_object_show', {}, {})).status).toBe(409);
    for (const action of ['harvest_job_show', 'harvest_job_report', 'harvest_job_abort']) {
      expect((await asOperator(action, { id: 'nothing' })).status).toBe(404);
    }
  });

  it('find the object that a package names', async () => {
    const { json } = await server.get('package_show', { id: PARKING });
    const { extras } = json.result as unknown as { extras: readonly { key: string; value: string }[] };
    const id = extras.find(({ key }) => key === 'harvest_object_id')!.value;
    expect(resultOf(await ask('harvest_object_show', { id }, {}))).toMatchObject({
      ...{ id, current: true, package_id: PARKING, guid: 'p-1', report_status: 'added' },
    });
  });

  it('start one job of a source at a time, and end it', async () => {
    const created = resultOf(await asOperator('harvest_job_create', { source_id: CITY.id, run: 'false' }));
    expect(created).toMatchObject({ status: 'New', source_id: CITY.id });
    const again = await asOperator('harvest_job_create', { source_id: CITY.id });
    expect([again.status, again.json.error]).toMatchObject([409, { __type: 'HarvestJobExists' }]);
    const { id } = created as { readonly id: string };
    const list = await asOperator('harvest_job_list', { source_id: CITY.id, status: 'New' });
    expect(list.json.result).toMatchObject([{ id }]);
    const started = await asOperator('harvest_send_job_to_gather_queue', { id });
    expect(resultOf(started)).toMatchObject({ id, status: 'Running' });
    expect((await asOperator('harvest_jobs_run')).json.result).toEqual([]);
    const ended = await asOperator('harvest_job_abort', { source_id: CITY.id });
    expect(resultOf(ended)).toMatchObject({ id, status: 'Finished', lianmu_state: 'aborted' });
    expect(resultOf(await asOperator('harvest_job_show', { id }))).toMatchObject({
      gather_error_summary: [{ message: 'cancelled: cancelled', error_count: 1 }],
    });
  });

  it('give one job to two that ask at once', async () => {
    const asked = [1, 2, 3].map(() => asOperator('harvest_job_create', { source_id: CITY.id }));
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 409, 409]);
    expect(made).toHaveLength(1);
  });

  it('harvest no source that is disabled', async () => {
    const { status, json } = await asOperator('harvest_job_create', { source_id: INTRANET.id });
    expect([status, json.error]).toMatchObject([
      409,
      { source_id: ['Can not create jobs on inactive sources'] },
    ]);
    const all = await asOperator('harvest_job_create_all');
    const ids = (all.json.result as unknown as readonly { source_id: string }[]).map((job) => job.source_id);
    expect(ids).toEqual([HOLDING.id, CITY.id]);
  });

  it('map the stored records of a whole source anew, not of one record', async () => {
    const imported = resultOf(await asOperator('harvest_objects_import', { source_id: CITY.id }));
    expect(made.find(({ jobId }) => jobId === imported['id'])).toMatchObject({ origin: 'store' });
    const one = await asOperator('harvest_objects_import', { source_id: CITY.id, guid: 'p-1' });
    expect(one.json.error).toMatchObject({ __type: 'Validation Error', guid: [expect.any(String)] });
  });

  it('complain of a source that no file could state', async () => {
    const { json } = await asOperator('harvest_source_create', {
      ...{ name: CITY.id, url: 'ftp://x', source_type: 'csw', frequency: 'YEARLY', config: '[]' },
    });
    expect(Object.keys(json.error).sort()).toEqual([
      ...['__type', 'config', 'frequency', 'name', 'source_type', 'url'],
    ]);
  });
});
