import { setTimeout as delay } from 'node:timers/promises';
import { jest } from '@jest/globals';
import type { HeldChange, Hold } from '../../src/domain/hold.js';
import { type CliProcess, CliWorkspace } from '../support/built-cli.js';
import { askHub } from '../support/hub-client.js';
import { type PackagePortal, startPackagePortal } from '../support/package-portal.js';

/** A hub in a process of its own. */
jest.setTimeout(120_000);

const TOKEN = 'a-token-of-the-operator-that-is-long-enough';
const NEW_TITLE = '改过的名称';
const ADDED_TITLE = '新增的名称';
const JSON_BODY = { 'Content-Type': 'application/json' };

interface Answer {
  readonly status: number;
  readonly text: string;
}

let portal: PackagePortal;
let workspace: CliWorkspace;
let serve: CliProcess;
let url: string;

beforeEach(async () => {
  portal = await startPackagePortal(['a', 'b', 'c', 'd', 'e', 'f'].map((id) => pack(id, `目录 ${id}`)));
  workspace = new CliWorkspace();
  workspace.configure([{ id: 'city', url: portal.url, schedule: '*/1 * * * * *' }]);
  workspace.env = { LIANMU_OPERATOR_TOKEN: TOKEN };
});
afterEach(async () => {
  workspace.close();
  await portal.close();
});

function pack(id: string, title: string): string {
  return JSON.stringify({ id, title, notes: '一段摘要。', organization: { id: 'o', title: '江城市数据局' } });
}

async function ask(path: string, init: RequestInit = {}): Promise<Answer> {
  const answer = await fetch(`${url}${path}`, init);
  return { status: answer.status, text: await answer.text() };
}

function asOperator(path: string): Promise<Answer> {
  return ask(path, { headers: { Authorization: `Bearer ${TOKEN}` } });
}

/** Runs come every second: a decision waits while one is under way. */
async function decide(path: string, body: object): Promise<Answer> {
  for (;;) {
    const headers = { ...JSON_BODY, 'X-CKAN-API-Key': TOKEN };
    const answer = await ask(path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (answer.status !== 503) return answer;
    await delay(20);
  }
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (serve.child.exitCode !== null) throw new Error(`serve has ended: ${serve.err}`);
    await delay(20);
  }
}

async function titles(): Promise<readonly string[]> {
  const { results } = await askHub(url, 'package_search', { rows: '100' });
  return (results as readonly { readonly title: string }[]).map(({ title }) => title).sort();
}

async function heldJob(): Promise<string | undefined> {
  const { text } = await asOperator('/api/lianmu/jobs?state=held');
  const { jobs } = JSON.parse(text) as { readonly jobs: readonly { readonly jobId: string }[] };
  return jobs[0]?.jobId;
}

/** A hub that has published six datasets, of which the portal then keeps two, one of them changed, beside a new one. */
async function startHeldHub(): Promise<string> {
  serve = workspace.start('serve');
  await serve.until(({ out }) => /http:\/\/\S+/.test(out));
  url = /http:\/\/[^\s(]+/.exec(serve.out)?.[0] ?? '';
  await until(async () => ((await titles()).length === 6 ? true : undefined));
  portal.packages = [pack('a', NEW_TITLE), pack('b', '目录 b'), pack('g', ADDED_TITLE)];
  return until(heldJob);
}

describe('a held run of a running hub', () => {
  it('is reviewed and released in part over HTTP, by the operator only', async () => {
    const jobId = await startHeldHub();
    const job = `/api/lianmu/jobs/${jobId}`;

    // Nobody else sees what waits, by whatever address.
    for (const [headers, status] of [
      [{}, 401],
      [{ Authorization: `${TOKEN}x` }, 403],
    ] as const) {
      for (const path of ['/api/lianmu/jobs', '/api/lianmu/jobs?state=held', job, `${job}/changes`]) {
        const answer = await ask(path, { headers });
        expect([path, answer.status]).toEqual([path, status]);
        expect(Object.keys(JSON.parse(answer.text) as object)).toEqual(['error']);
      }
      const release = { method: 'POST', headers: { ...JSON_BODY, ...headers }, body: '{"reason":"x"}' };
      expect((await ask(`${job}/release`, release)).status).toBe(status);
    }
    for (const q of ['a', 'g', NEW_TITLE, ADDED_TITLE, '目录 a']) {
      const { status, text } = await ask(`/api/lianmu/trace?q=${encodeURIComponent(q)}`);
      expect(status).toBe(200);
      const { records } = JSON.parse(text) as { readonly records: readonly object[] };
      expect(JSON.stringify(records)).not.toMatch(`${NEW_TITLE}|${ADDED_TITLE}`);
      if (q === 'g') expect(records).toMatchObject([{ remoteId: 'g', state: 'held', held: { jobId } }]);
    }

    const { hold, changes } = JSON.parse((await asOperator(`${job}/changes`)).text) as {
      readonly hold: Hold;
      readonly changes: readonly HeldChange[];
    };
    expect(hold).toMatchObject({
      jobId,
      sourceId: 'city',
      alarms: [{ code: 'removed', records: 4, live: 6 }],
    });
    expect(changes.map(({ kind, remoteId }) => `${kind} ${remoteId}`)).toEqual([
      ...['updated a', 'removed c', 'removed d', 'removed e', 'removed f', 'added g'],
    ]);
    expect(changes[0]?.altered).toEqual([{ element: 'title', before: '目录 a', after: NEW_TITLE }]);
    // The very lines of the command line.
    const diff = await workspace.run('jobs', 'diff', jobId, '--json');
    expect(
      diff.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual(changes);
    const page = await asOperator(`${job}/changes?limit=2&offset=5`);
    expect(JSON.parse(page.text)).toEqual({ hold, changes: changes.slice(5) });

    expect(await decide(`${job}/release`, { reason: '没有这些', records: ['nowhere'] })).toMatchObject({
      status: 400,
    });
    const part = { reason: '下架待核实', kinds: ['added', 'updated'] };
    const released = await decide(`${job}/release`, part);
    expect([released.status, JSON.parse(released.text)]).toEqual([
      200,
      { decision: 'released-in-part', added: 1, updated: 1, restored: 0, removed: 0 },
    ]);
    const kept = ['b', 'c', 'd', 'e', 'f'].map((id) => `目录 ${id}`);
    const published = [...kept, NEW_TITLE, ADDED_TITLE].sort();
    await until(async () => ((await titles()).join() === published.join() ? true : undefined));

    // The rest is gone, the reason stays, and nobody decides twice.
    const after = JSON.parse((await asOperator(`${job}/changes`)).text) as object;
    expect(after).toMatchObject({
      hold: { decision: 'released-in-part', reason: '下架待核实' },
      changes: [],
    });
    for (const path of [`${job}/release`, `${job}/reject`]) {
      expect(await decide(path, { reason: '再来一次' })).toMatchObject({
        status: 409,
        text: expect.stringContaining('下架待核实'),
      });
    }
    expect(await titles()).toEqual(published);

    serve.child.kill('SIGTERM');
    const { code, out, err } = await serve.ended;
    expect(code).toBe(0);
    expect(out + err).not.toContain(TOKEN);
  });

  it('may be rejected over HTTP, and is not put forward again', async () => {
    const jobId = await startHeldHub();
    const before = await titles();
    const rejected = await decide(`/api/lianmu/jobs/${jobId}/reject`, { reason: '门户故障' });
    expect(JSON.parse(rejected.text)).toMatchObject({ decision: 'rejected' });
    const runs = serve.err.split('"job finished"').length;
    await serve.until(({ err }) => err.split('"job finished"').length > runs + 1);
    expect(await heldJob()).toBeUndefined();
    expect(await titles()).toEqual(before);
    serve.child.kill('SIGTERM');
    expect((await serve.ended).code).toBe(0);
  });
});

describe('a hub without a good token', () => {
  it('is not started with one that is too short, which is not repeated', async () => {
    workspace.env = { LIANMU_OPERATOR_TOKEN: 'geheim' };
    for (const command of [['serve'], ['sources', 'check']]) {
      const { code, out, err } = await workspace.run(...command);
      expect(code).toBe(2);
      expect(out + err).toContain('LIANMU_OPERATOR_TOKEN');
      expect(out + err).not.toContain('geheim');
    }
  });
});
