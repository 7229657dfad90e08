import { setTimeout as delay } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { type CliProcess, CliWorkspace } from '../support/built-cli.js';
import { askHub } from '../support/hub-client.js';
import { type PackagePortal, startPackagePortal } from '../support/package-portal.js';

/** A hub in a process of its own. */
jest.setTimeout(120_000);

const TOKEN = 'a-token-of-the-operator-that-is-long-enough';

interface HarvestJob {
  readonly id: string;
  readonly status: string;
  readonly stats: object;
  readonly lianmu_state: string;
}

let portal: PackagePortal;
let workspace: CliWorkspace;
let serve: CliProcess;
let url: string;

beforeEach(async () => {
  portal = await startPackagePortal([pack('a', '停车场'), pack('b', '学校'), pack('c', undefined)]);
  workspace = new CliWorkspace();
  workspace.configure([{ id: 'city', url: portal.url }]);
  workspace.env = { LIANMU_OPERATOR_TOKEN: TOKEN };
  serve = workspace.start('serve');
  await serve.until(({ out }) => /http:\/\/\S+/.test(out));
  url = /http:\/\/[^\s(]+/.exec(serve.out)?.[0] ?? '';
});
afterEach(async () => {
  serve.child.kill('SIGTERM');
  await serve.ended;
  workspace.close();
  await portal.close();
});

function pack(id: string, title: string | undefined): string {
  return JSON.stringify({ id, title, notes: '摘要。', organization: { id: 'o', title: '江城市数据局' } });
}

/** As ckanapi calls an action. */
async function call<T>(action: string, parameters: object = {}): Promise<T> {
  const response = await fetch(`${url}/api/action/${action}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: TOKEN, 'X-CKAN-API-Key': TOKEN },
    body: JSON.stringify(parameters),
  });
  const answer = (await response.json()) as { readonly success: boolean; readonly result: T };
  if (!answer.success) throw new Error(JSON.stringify(answer));
  return answer.result;
}

async function pollUntil(id: string, test: (job: HarvestJob) => boolean): Promise<HarvestJob> {
  for (;;) {
    const job = await call<HarvestJob>('harvest_job_show', { id });
    if (test(job)) return job;
    await delay(20);
  }
}

function isFinished({ status }: HarvestJob): boolean {
  return status === 'Finished';
}

describe('a script for ckanext-harvest', () => {
  it('creates a job, waits for its end, reads its report and its objects, and imports them again', async () => {
    const [source] = await call<readonly { readonly id: string }[]>('harvest_source_list');
    const created = await call<HarvestJob>('harvest_job_create', { source_id: source!.id });
    const job = await pollUntil(created.id, isFinished);
    expect(job).toMatchObject({
      ...{ id: created.id, lianmu_state: 'complete' },
      stats: { added: 2, updated: 0, 'not modified': 0, errored: 1, deleted: 0 },
    });

    const report = await call<{ gather_errors: []; object_errors: Record<string, { guid: string }> }>(
      'harvest_job_report',
      { id: job.id },
    );
    expect(report.gather_errors).toEqual([]);
    expect(Object.values(report.object_errors)).toEqual([
      {
        guid: 'c',
        errors: expect.arrayContaining([{ message: '缺少信息资源名称', type: 'Validation', line: null }]),
      },
    ]);

    const ids = await call<readonly string[]>('harvest_object_list', { source_id: 'city' });
    expect(ids).toHaveLength(2);
    for (const id of ids) {
      const object = (await askHub(url, 'harvest_object_show', { id })) as unknown as {
        readonly package_id: string;
      };
      expect(object).toMatchObject({ current: true, job: job.id, source: 'city', state: 'COMPLETE' });
      const { extras } = await askHub(url, 'package_show', { id: object.package_id });
      expect(extras).toContainEqual({ key: 'harvest_object_id', value: id });
    }
    const status = await call('harvest_source_show_status', { id: 'city' });
    expect(status).toMatchObject({ job_count: 1, total_datasets: 2, last_job: { id: job.id } });

    const imported = await call<HarvestJob>('harvest_objects_import', { source_id: 'city' });
    expect(await pollUntil(imported.id, isFinished)).toMatchObject({ lianmu_state: 'complete' });
    const jobs = await call<readonly HarvestJob[]>('harvest_job_list', { source_id: 'city' });
    expect(jobs.map(({ id }) => id)).toEqual([imported.id, job.id]);
  });

  it('ends a job whose portal does not answer', async () => {
    let asked = (): void => undefined;
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    portal.intrusion = (request, response) => {
      if (request.url?.startsWith('/robots.txt') === true) response.writeHead(404).end();
      else asked();
    };
    const { id } = await call<HarvestJob>('harvest_job_create', { source_id: 'city' });
    await isAsked;
    await expect(call('harvest_job_create', { source_id: 'city' })).rejects.toThrow('HarvestJobExists');
    expect(await pollUntil(id, ({ status }) => status !== 'New')).toMatchObject({ status: 'Running' });
    expect(await call('harvest_job_abort', { id })).toMatchObject({ id, status: 'Finished' });
    expect(await call('harvest_job_report', { id })).toMatchObject({
      gather_errors: [{ message: expect.stringContaining('cancelled') }],
    });
    // The next may begin.
    portal.intrusion = undefined;
    const [next] = await call<readonly HarvestJob[]>('harvest_job_create_all');
    expect(await pollUntil(next!.id, isFinished)).toMatchObject({ lianmu_state: 'complete' });
  });

  it('keeps a job that is not to run yet, until it is', async () => {
    const { id } = await call<HarvestJob>('harvest_job_create', { source_id: 'city', run: false });
    expect(await call('harvest_job_show', { id })).toMatchObject({ status: 'New' });
    await call('harvest_jobs_run');
    expect(await pollUntil(id, isFinished)).toMatchObject({ lianmu_state: 'complete' });
  });
});
