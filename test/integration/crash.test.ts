import { createHash } from 'node:crypto';
import { cpSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { jest } from '@jest/globals';
import SqliteDatabase from 'better-sqlite3';
import { openSearch } from '../../src/app/open-search.js';
import { openReadingSide } from '../../src/app/reading-side.js';
import { demoSources } from '../../src/demo/demo-sources.js';
import { startProvince } from '../../src/demo/province-server.js';
import type { RunningProvince } from '../../src/demo/province-server.js';
import { type CkanPackage, toCkanPackage } from '../../src/serialise/ckan/package.js';
import { databasePath } from '../../src/storage/database.js';
import { type CliProcess, CliWorkspace } from '../support/built-cli.js';
import { withoutHubIds } from '../support/hub-ids.js';
import type { StatedSource } from '../support/province-hub.js';

/** Some fifty processes, two at a time: a minute on an idle machine of two cores. */
jest.setTimeout(600_000);

const CHAINS = 2;
const SEED = 20261121;

/** A month apart: about half of the datasets change in between. */
type Day = 0 | 30;

/** The catalogue of each source as a hash; hub times, job ids and the portals' ports are left out. */
type State = ReadonlyMap<string, string>;

/** A hub that is killed again and again, with portals of its own. */
interface Victim {
  readonly province: RunningProvince;
  readonly sources: readonly StatedSource[];
  readonly workspace: CliWorkspace;
}

let victims: readonly Victim[];
/** What an undisturbed run publishes on each day. */
const undisturbed = new Map<Day, State>();
/** Requests that one harvest of all sources takes. */
let pages = 0;

beforeAll(async () => {
  victims = await Promise.all(Array.from({ length: CHAINS }, createVictim));
  await Promise.all(victims.map(({ workspace }) => complete(workspace)));
  const [victim] = victims;
  if (victim === undefined) throw new Error('nobody to be killed');
  undisturbed.set(0, stateOf(victim.workspace));
  const control = new CliWorkspace();
  configure(control, victim.sources);
  cpSync(victim.workspace.dataDir, control.dataDir, { recursive: true });
  for (const day of [30, 0] as const) {
    await victim.province.setDay(day);
    const before = requests(victim);
    await complete(control);
    pages = requests(victim) - before;
    const state = stateOf(control);
    // Back on day 0 the catalogue is the one of the first time.
    expect(undisturbed.get(day) ?? state).toEqual(state);
    undisturbed.set(day, state);
  }
  control.close();
});
afterAll(async () => {
  for (const { workspace, province } of victims) {
    workspace.close();
    await province.close();
  }
});

async function createVictim(): Promise<Victim> {
  const province = await startProvince({ seed: 5, size: 3_600, cities: ['chengpu', 'jichuan', 'zhuyuan'] });
  const sources = demoSources(province.portals).map((source) => ({ ...source, options: { page_size: 60 } }));
  const workspace = new CliWorkspace();
  configure(workspace, sources);
  return { province, sources, workspace };
}

/** One source after the other, by id: names and codes are then given in the same order whatever is killed. */
function configure(workspace: CliWorkspace, sources: readonly StatedSource[]): void {
  workspace.configure(sources, { concurrency: 1 });
}

function requests({ province }: Victim): number {
  return province.portals.reduce((sum, portal) => sum + portal.statistics.requests, 0);
}

/** An undisturbed run. */
async function complete(workspace: CliWorkspace): Promise<void> {
  const { out, err } = await workspace.run('harvest', '--json');
  const outcomes = out.match(/"outcome":"\w+"/g);
  expect([outcomes, err]).toEqual([Array.from({ length: 3 }, () => '"outcome":"complete"'), err]);
}

/** Opens the reading side as `serve` does and reads everything that is published. */
function stateOf({ dataDir }: CliWorkspace): State {
  const reading = openReadingSide(dataDir);
  let opened;
  try {
    const hashes = new Map(['chengpu', 'jichuan', 'zhuyuan'].map((id) => [id, createHash('sha256')]));
    let live = 0;
    let mentions = 0;
    for (const published of reading.datasets.all()) {
      const { abstract = '', title, publisher, keywords = [] } = published.dataset;
      hashes.get(published.dataset.sourceId)?.update(comparable(toCkanPackage(published)));
      live += 1;
      if ([title, abstract, publisher.name, ...keywords].some((text) => text.includes('交通'))) mentions += 1;
    }
    opened = openSearch(dataDir);
    const { view } = opened;
    const count = (q: string): number =>
      view.search({ q, fq: [], sort: '', start: 0, rows: 0, facets: { fields: [], limit: 0, minCount: 1 } })
        .count;
    expect([count(''), count('交通')]).toEqual([live, mentions]);
    return new Map([...hashes].map(([id, hash]) => [id, hash.digest('hex')]));
  } finally {
    opened?.close();
    reading.close();
  }
}

function comparable(served: CkanPackage): string {
  const text = withoutHubIds(
    JSON.stringify({
      ...served,
      metadata_created: null,
      metadata_modified: null,
      organization: { ...served.organization, created: null },
      extras: served.extras.filter(({ key }) => key !== 'harvest_object_id'),
      resources: served.resources.map((resource) => ({ ...resource, metadata_modified: null })),
    }),
  );
  return text.replaceAll(/127\.0\.0\.1:\d+/g, '');
}

/** What the store's own tables say; no reader of the hub sees them. */
function inspect({ dataDir }: CliWorkspace): {
  readonly integrity: string;
  readonly staged: number;
  readonly running: number;
} {
  const database = new SqliteDatabase(databasePath(dataDir), { readonly: true });
  try {
    const count = (sql: string): number => Number(database.prepare(sql).pluck().get());
    return {
      integrity: String(database.pragma('integrity_check', { simple: true })),
      staged: count(
        "SELECT (SELECT count(*) FROM staged) + (SELECT count(*) FROM dataset WHERE state = 'staged')",
      ),
      running: count("SELECT count(*) FROM job WHERE state = 'running'"),
    };
  } finally {
    database.close();
  }
}

/** Mulberry32: the same moments in every run of the test. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function occurrences(text: string, part: string): number {
  return text.split(part).length - 1;
}

type Moment = 'while pages come' | 'as a publication begins' | 'a little later' | 'after one';

/** When the runs of a chain are killed: every stage is met in turn, however short it is on this machine. */
const MOMENTS: readonly Moment[] = [
  'as a publication begins',
  'while pages come',
  'a little later',
  'while pages come',
  'while pages come',
  'as a publication begins',
  'after one',
  'while pages come',
];

async function waitFor(
  moment: Moment | undefined,
  run: CliProcess,
  { victim, random }: { readonly victim: Victim; readonly random: () => number },
): Promise<void> {
  if (moment === 'while pages come') {
    const wanted = requests(victim) + 1 + Math.floor(random() * pages * 0.75);
    while (requests(victim) < wanted && run.child.exitCode === null) await delay(1);
    await delay(random() * 20);
  } else if (moment === 'after one') {
    const nth = 1 + Math.floor(random() * victim.sources.length);
    await run.until(({ err }) => occurrences(err, '"job finished"') >= nth);
  } else {
    // The first source is the largest: what it publishes takes longest.
    await run.until(({ err }) => err.includes('"publishing"'));
    if (moment === 'a little later') await delay(random() * 40);
  }
}

type Stage = 'before any publication' | 'while one was under way' | 'after one';

function stageOf(log: string): Stage {
  const begun = occurrences(log, '"publishing"');
  if (begun === 0) return 'before any publication';
  return begun > occurrences(log, '"job finished"') ? 'while one was under way' : 'after one';
}

interface Tally {
  readonly stages: Record<Stage, number>;
  /** Kills that left staged rows, and a job that is marked as running. */
  staged: number;
  running: number;
}

async function killAgainAndAgain(victim: Victim, seed: number, tally: Tally): Promise<void> {
  const { province, workspace } = victim;
  const random = createRandom(seed);
  let before: State = stateOf(workspace);
  let target: Day = 30;
  for (let kill = 1; kill <= MOMENTS.length; kill += 1) {
    await province.setDay(target);
    const run = workspace.start('harvest', '--json');
    await waitFor(MOMENTS[kill - 1], run, { victim, random });
    run.child.kill('SIGKILL');
    const { err } = await run.ended;
    tally.stages[stageOf(err)] += 1;

    const { integrity, staged, running } = inspect(workspace);
    expect(integrity).toBe('ok');
    tally.staged += Math.sign(staged);
    tally.running += Math.sign(running);
    const wanted = undisturbed.get(target) ?? new Map<string, string>();
    const now = stateOf(workspace);
    // Each source shows its last published state or the new one, whole; the new one if the run said so.
    const published = occurrences(err, '"job finished"');
    for (const [place, [id, hash]] of [...now].entries()) {
      expect(place < published ? [wanted.get(id)] : [before.get(id), wanted.get(id)]).toContain(hash);
    }
    before = now;

    if (kill % 4 === 0) {
      await complete(workspace);
      before = stateOf(workspace);
      expect(before).toEqual(wanted);
      expect(inspect(workspace)).toEqual({ integrity: 'ok', staged: 0, running: 0 });
      target = target === 30 ? 0 : 30;
    }
  }
}

describe('kill -9', () => {
  it('never harms what is published, and the next run ends as an undisturbed one', async () => {
    const tally: Tally = {
      stages: { 'before any publication': 0, 'while one was under way': 0, 'after one': 0 },
      staged: 0,
      running: 0,
    };
    await Promise.all(victims.map((victim, place) => killAgainAndAgain(victim, SEED + place, tally)));
    const { stages, staged, running } = tally;
    expect(Object.values(stages).reduce((sum, kills) => sum + kills, 0)).toBe(CHAINS * MOMENTS.length);
    for (const [stage, kills] of Object.entries(stages)) expect([stage, kills >= 2]).toEqual([stage, true]);
    // Many kills left a run behind that only the next one could end, some of them with staged rows.
    expect(running).toBeGreaterThan((CHAINS * MOMENTS.length) / 5);
    expect(staged).toBeGreaterThan(0);
  });
});
