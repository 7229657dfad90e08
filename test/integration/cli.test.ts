import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { openReadingSide } from '../../src/app/reading-side.js';
import { demoSources } from '../../src/demo/demo-sources.js';
import { startProvince } from '../../src/demo/province-server.js';
import type { RunningProvince } from '../../src/demo/province-server.js';
import { type CliProcess, CliWorkspace } from '../support/built-cli.js';
import type { StatedSource } from '../support/province-hub.js';

/** Each command is a process of its own. */
jest.setTimeout(60_000);

const SHIPPED_CONFIG = join(import.meta.dirname, '../../config');
const KEYS = [
  'source',
  'outcome',
  'seen',
  'added',
  'updated',
  'unchanged',
  'removed',
  'rejected',
  'problems',
];

let province: RunningProvince;
let sources: readonly StatedSource[];
let workspace: CliWorkspace;

beforeAll(async () => {
  province = await startProvince({ seed: 2, size: 600, cities: ['jichuan', 'yanxi', 'zhuyuan'] });
  sources = demoSources(province.portals).map((source) => ({ ...source }));
});
beforeEach(() => {
  workspace = new CliWorkspace();
  workspace.configure(sources);
});
afterEach(() => {
  workspace.close();
});
afterAll(() => province.close());

function objects(text: string): readonly Record<string, unknown>[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** Starts `serve` on a port that the system chooses and waits for the address that it prints. */
async function startServe(): Promise<CliProcess & { readonly url: string }> {
  const serve = workspace.start('serve', '--port', '0');
  await serve.until(({ out }) => /http:\/\/\S+/.test(out));
  const url = /http:\/\/[^\s(]+/.exec(serve.out)?.[0] ?? '';
  return Object.assign(serve, { url });
}

async function countAt(url: string, q = ''): Promise<number> {
  const answer = await fetch(`${url}/api/3/action/package_search?rows=0&q=${encodeURIComponent(q)}`);
  return ((await answer.json()) as { readonly result: { readonly count: number } }).result.count;
}

/** Asks until the answer satisfies; gives the milliseconds that it took. */
async function waitUntil(test: () => Promise<boolean>, limit: number): Promise<number> {
  const started = performance.now();
  while (!(await test())) {
    if (performance.now() - started > limit) throw new Error(`not so within ${limit} ms`);
    await delay(20);
  }
  return performance.now() - started;
}

describe('lianmu sources check', () => {
  it('finds the shipped configuration sound', async () => {
    const { code, out, err } = await workspace.run('--config', SHIPPED_CONFIG, 'sources', 'check');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('The configuration is sound: 1 source(s), 1 of them disabled.');
  });

  it('names file and line of every mistake and ends with 2', async () => {
    writeFileSync(
      join(workspace.dir, 'sources', 'yanxi.yaml'),
      'kind: ckan\ntitle: 7\nurl: ftp://x.example\n',
    );
    writeFileSync(
      join(workspace.dir, 'sources', 'jichuan.yaml'),
      'kind: gopher\ntitle: x\nurl: http://x.example\n',
    );
    for (const command of [['sources', 'check'], ['harvest'], ['serve']]) {
      const { code, out, err } = await workspace.run(...command);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(/yanxi\.yaml:2:\d+/);
      expect(err).toMatch(/yanxi\.yaml:3:\d+/);
      expect(err).toMatch(/jichuan\.yaml:1:\d+/);
    }
  });

  it('ends with 2 for a command that does not exist', async () => {
    const { code, err } = await workspace.run('harvset');
    expect(code).toBe(2);
    expect(err).toContain('harvset');
  });
});

describe('lianmu harvest, jobs and export', () => {
  it('harvests, shows its jobs and exports what it published', async () => {
    const harvest = await workspace.run('harvest', '--json');
    const reports = objects(harvest.out);
    expect(reports.map((report) => report['source'])).toEqual(['jichuan', 'yanxi', 'zhuyuan']);
    for (const report of reports) {
      expect(Object.keys(report).slice(0, KEYS.length)).toEqual(KEYS);
      expect(report).toMatchObject({ outcome: 'complete', updated: 0, unchanged: 0, removed: 0 });
    }
    const rejected = reports.some((report) => Number(report['rejected']) > 0);
    expect(harvest.code).toBe(rejected ? 1 : 0);

    const added = reports.reduce((sum, report) => sum + Number(report['added']), 0);
    const file = join(workspace.dir, 'catalog.jsonl');
    const written = await workspace.run('export', '--format', 'jsonl', '--output', file);
    expect(written.code).toBe(0);
    const lines = readFileSync(file, 'utf8').split('\n');
    expect(lines).toHaveLength(added + 1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ type: 'dataset', state: 'active' });
    const piped = await workspace.run('export');
    expect(piped.out).toBe(lines.join('\n'));
    const dataJson = await workspace.run('export', '--format', 'data-json', '--output', file);
    expect(dataJson).toMatchObject({ code: 0, err: expect.stringContaining(String(added)) });
    expect((JSON.parse(readFileSync(file, 'utf8')) as { dataset: unknown[] }).dataset).toHaveLength(added);

    const jobs = objects((await workspace.run('jobs', 'list', '--json')).out);
    expect(jobs.map((job) => job['state'])).toEqual(['complete', 'complete', 'complete']);
    const jobId = String(jobs.find((job) => job['sourceId'] === 'yanxi')?.['jobId']);
    const [detail] = objects((await workspace.run('jobs', 'show', jobId, '--json')).out);
    expect(detail).toMatchObject({ job: { jobId, sourceId: 'yanxi' } });
    expect(detail?.['records']).toHaveLength(12);
    const shown = await workspace.run('jobs', 'show', jobId);
    expect(shown).toMatchObject({ code: 0, out: expect.stringContaining('yanxi') });
    expect(await workspace.run('jobs', 'show', 'no-such-job')).toMatchObject({ code: 2, out: '' });
  });

  it('ends with 3 when a source cannot be reached, and harvests the others', async () => {
    workspace.configure([...sources, { id: 'away', url: 'http://127.0.0.1:9' }]);
    const { code, out } = await workspace.run('harvest', '--json');
    const reports = objects(out);
    expect(code).toBe(3);
    expect(reports.map((report) => [report['source'], report['outcome']])).toEqual([
      ['away', 'failed'],
      ['jichuan', 'complete'],
      ['yanxi', 'complete'],
      ['zhuyuan', 'complete'],
    ]);
    expect(reports[0]).toMatchObject({ seen: 0, error: { code: 'source-unavailable' } });
  });

  it('publishes nothing in a dry run', async () => {
    const { out } = await workspace.run('harvest', 'yanxi', '--dry-run', '--json');
    expect(objects(out)).toMatchObject([{ source: 'yanxi', outcome: 'complete', seen: 12 }]);
    expect((await workspace.run('export')).out).toBe('');
    const { out: empty } = await workspace.run('export', '--format', 'data-json');
    expect(JSON.parse(empty)).toMatchObject({ dataset: [] });
  });
});

describe('lianmu validate', () => {
  it('reports each record of an answer of package_search, and what to do', async () => {
    const portal = province.portals.find(({ city }) => city.id === 'zhuyuan');
    const answer = await fetch(`${portal?.url ?? ''}/api/3/action/package_search?rows=1000&sort=id+asc`);
    const file = join(workspace.dir, 'package_search.json');
    writeFileSync(file, await answer.text());
    const machines = await workspace.run('validate', file, '--source', 'zhuyuan', '--json');
    const records = objects(machines.out);
    expect(records).toHaveLength(portal?.count ?? Number.NaN);
    const verdicts = new Set(records.map((record) => record['verdict']));
    expect(
      [...verdicts].every((verdict) => /^(conformant|publishable|rejected)$/.test(String(verdict))),
    ).toBe(true);
    const people = await workspace.run('validate', file, '--source', 'zhuyuan');
    expect(people.code).toBe(machines.code);
    expect(people.out).toContain(`${portal?.count ?? ''} records: `);
    expect(people.out).toContain('→ ');
  });

  it('ends with a sentence for a file that is none', async () => {
    const file = join(workspace.dir, 'page.html');
    writeFileSync(file, '<!DOCTYPE html><title>系统维护中</title>');
    const { code, out, err } = await workspace.run('validate', file);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('the document is no CKAN answer');
  });
});

describe('lianmu demo', () => {
  it('harvests the whole simulated province once and prints the sums', async () => {
    const { code, out } = await workspace.run('demo', '--once', '--size', '300', '--seed', '7');
    expect(code).toBe(0);
    expect(out).toMatch(/total\s+300\s/);
  });
});

describe('lianmu serve', () => {
  it('answers, and ends with 0 on SIGTERM', async () => {
    const serve = await startServe();
    const status = await fetch(`${serve.url}/api/3/action/status_show`);
    expect(status.status).toBe(200);
    expect(await status.json()).toMatchObject({ success: true, result: { site_title: '试验目录' } });
    serve.child.kill('SIGTERM');
    expect((await serve.ended).code).toBe(0);
  });

  it('ends with 0 while one source is harvested and the others wait for their turn', async () => {
    const often = sources.map((source) => ({ ...source, schedule: '*/1 * * * * *' }));
    workspace.configure(often, { concurrency: 1 });
    for (const portal of province.portals) portal.misbehave({ kind: 'slow', delayMs: 1_000 });
    try {
      const serve = await startServe();
      await serve.until(({ err }) => err.includes('"job started"'));
      // By now the schedules of all three have come due.
      await delay(1_500);
      serve.child.kill('SIGTERM');
      const { code, err } = await serve.ended;
      expect(code).toBe(0);
      expect(err).not.toContain('"level":"error"');
    } finally {
      for (const portal of province.portals) portal.misbehave(null);
    }
  });

  it('ends the run of a process that was killed beside it', async () => {
    for (const portal of province.portals) portal.misbehave({ kind: 'slow', delayMs: 1_000 });
    const serve = await startServe();
    try {
      const harvest = workspace.start('harvest', 'jichuan');
      await harvest.until(({ err }) => err.includes('"job started"'));
      const reading = openReadingSide(workspace.dataDir);
      try {
        const state = async () => (await reading.catalog.listJobs({ limit: 1 }))[0];
        await waitUntil(async () => (await state())?.state === 'running', 10_000);
        harvest.child.kill('SIGKILL');
        await waitUntil(async () => (await state())?.state === 'failed', 20_000);
        expect(await state()).toMatchObject({ sourceId: 'jichuan', error: { code: 'interrupted' } });
      } finally {
        reading.close();
      }
    } finally {
      for (const portal of province.portals) portal.misbehave(null);
      serve.child.kill('SIGTERM');
      await serve.ended;
    }
  });

  it('harvests by its schedule, and is searched within two seconds of each publication', async () => {
    workspace.configure(sources.map((source) => ({ ...source, schedule: '*/1 * * * * *' })));
    const serve = await startServe();
    try {
      await serve.until(({ err }) => err.split('"job finished"').length > sources.length);
      const took = await waitUntil(async () => (await countAt(serve.url)) > 0, 2_000);
      expect(took).toBeLessThan(2_000);
      const listed = province.portals.reduce((sum, portal) => sum + portal.count, 0);
      await waitUntil(async () => (await countAt(serve.url)) >= listed * 0.95, 5_000);
      // The view follows what another day brings, too.
      const before = await countAt(serve.url);
      await province.setDay(40);
      await serve.until(({ err }) => /"added":[1-9]\d*,"updated":[1-9]/.test(err));
      await waitUntil(async () => (await countAt(serve.url)) !== before, 2_000);
    } finally {
      await province.setDay(0);
      serve.child.kill('SIGTERM');
    }
    expect((await serve.ended).code).toBe(0);
  });
});
