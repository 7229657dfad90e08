import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { jest } from '@jest/globals';
import SqliteDatabase from 'better-sqlite3';
import { openReadingSide } from '../../src/app/reading-side.js';
import { searchRoom } from '../../src/search/search-room.js';
import { toExportLine } from '../../src/serialise/export-line.js';
import { databasePath } from '../../src/storage/database.js';
import { PreparingCatalogWriter } from '../../src/storage/writer/preparing-catalog-writer.js';
import { SqliteCatalogWriter } from '../../src/storage/writer/sqlite-catalog-writer.js';
import { listedIn, momentOf, playRound } from '../support/crash-rounds.js';
import { withoutHubIds } from '../support/hub-ids.js';
import { PROJECT_ROOT } from '../support/project-root.js';
import { type SeededRandom, seededRandom } from '../support/seeded-random.js';

/** `CRASH_KILLS=200` for the whole of it; a kill takes most of a second. */
const KILLS = Number(process.env['CRASH_KILLS'] ?? 24);
/** So many kills, then the store is as an earlier version of the program left it once more. */
const KILLS_PER_STORE = 8;
const FIRST_ROUND = 1;
const VICTIM = join(PROJECT_ROOT, 'dist/test/support/crash-victim.js');

jest.setTimeout(60_000 + KILLS * 5_000);

const STAGES = ['opening', 'opened', 'staging', 'ending', 'deciding', 'done'] as const;

let folder: string;
/** Exports of an undisturbed store after each round, made as they are asked for. */
let control: PreparingCatalogWriter;
const exportsByRound: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lianmu-crash-'));
  control = openWriter(join(folder, 'control'));
  await undisturbed(FIRST_ROUND);
  const old = openWriter(join(folder, 'old'));
  await playRound(old, FIRST_ROUND, `job-${FIRST_ROUND}-0`, () => undefined);
  await old.close();
  downgrade(join(folder, 'old'));
});
afterAll(async () => {
  await control.close();
  rmSync(folder, { recursive: true, force: true });
});

function openWriter(dataDir: string): PreparingCatalogWriter {
  return new PreparingCatalogWriter(new SqliteCatalogWriter(dataDir, searchRoom));
}

/** The tables as they were before runs could be held. */
function downgrade(dataDir: string): void {
  const database = new SqliteDatabase(databasePath(dataDir));
  database.exec(`
    DROP INDEX dataset_by_change;
    DROP INDEX dataset_missing;
    ALTER TABLE dataset DROP COLUMN missing_runs;
    ALTER TABLE dataset DROP COLUMN missing_since_us;
    DROP TABLE hold;
    DROP INDEX job_held;
    ALTER TABLE job DROP COLUMN origin;
    DROP INDEX dataset_live_name;
    DROP INDEX change_by_kind;
    DROP INDEX change_by_publisher;
    ALTER TABLE change DROP COLUMN publisher_key;
    DROP TABLE filter_finding;
    DROP TABLE hub;
    DROP INDEX dataset_by_original;
    ALTER TABLE dataset DROP COLUMN original;
    ALTER TABLE dataset DROP COLUMN hops;
    ALTER TABLE dataset DROP COLUMN copy_of;
    ALTER TABLE staged DROP COLUMN original;
    ALTER TABLE staged DROP COLUMN hops;
    ALTER TABLE staged DROP COLUMN copy_of;
    ALTER TABLE source DROP COLUMN portal;
    ALTER TABLE source DROP COLUMN live;
    ALTER TABLE source DROP COLUMN rejected;
    DROP INDEX dataset_withheld;
    DROP TABLE feed_position;
    ALTER TABLE dataset DROP COLUMN passed;
    ALTER TABLE staged DROP COLUMN passed;
    DELETE FROM migration WHERE room = 'catalog' AND id > 2;
  `);
  database.close();
}

/** What is published, byte for byte; only the store's id and the number of the attempt that published it are left out. */
function exportOf(dataDir: string): string {
  const reading = openReadingSide(dataDir);
  try {
    const lines = [...reading.datasets.all()].map((published) => toExportLine(published));
    return withoutHubIds(lines.join('')).replaceAll(/job-(\d+)-\d+/g, 'job-$1');
  } finally {
    reading.close();
  }
}

async function undisturbed(round: number): Promise<string> {
  for (let next = Math.max(FIRST_ROUND, exportsByRound.length); next <= round; next += 1) {
    await playRound(control, next, `job-${next}-0`, () => undefined);
    exportsByRound[next] = exportOf(join(folder, 'control'));
  }
  return exportsByRound[round] ?? '';
}

/** The round whose catalogue is live; that of none is a fault. */
async function roundOf(dataDir: string, earliest: number): Promise<number> {
  const now = exportOf(dataDir);
  for (const round of [earliest, earliest + 1, earliest + 2, earliest + 3, earliest + 4]) {
    if (now === (await undisturbed(round))) return round;
  }
  throw new Error(`what is live is none of the rounds from ${earliest} on`);
}

interface Killed {
  /** The last stage that the victim told of, and how many rounds it had ended. */
  readonly stage: (typeof STAGES)[number];
  readonly done: number;
}

/**
 * Starts a victim and kills it: every other time at a random moment of its life, else where a stage begins, each stage
 * in turn, for some are shorter than a machine takes to send a signal.
 */
async function killOne(
  dataDir: string,
  round: number,
  attempt: number,
  random: SeededRandom,
): Promise<Killed> {
  const haltAt = attempt % 2 === 0 ? STAGES[(attempt / 2) % STAGES.length] : undefined;
  const args = [VICTIM, dataDir, String(round), String(attempt), ...(haltAt === undefined ? [] : [haltAt])];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let told = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (told += text));
  const ended = new Promise<void>((resolve) =>
    child.once('close', () => {
      resolve();
    }),
  );
  const wanted = haltAt ?? random.pick(STAGES);
  while (!told.includes(wanted) && child.exitCode === null) await delay(1);
  await delay(random.below(12));
  child.kill('SIGKILL');
  await ended;
  const lines = told.trimEnd().split('\n');
  return { stage: lines.at(-1) as Killed['stage'], done: lines.filter((line) => line === 'done').length };
}

function integrityOf(dataDir: string): unknown {
  const database = new SqliteDatabase(databasePath(dataDir), { readonly: true });
  try {
    return database.pragma('integrity_check', { simple: true });
  } finally {
    database.close();
  }
}

describe('kill -9 of whoever writes the store', () => {
  it('loses nothing that was published and leaves nothing half done', async () => {
    const random = seededRandom(20261122);
    const stages = new Map<string, number>();
    const dataDir = join(folder, 'victim');
    let round = FIRST_ROUND;
    for (let kill = 0; kill < KILLS; kill += 1) {
      if (kill % KILLS_PER_STORE === 0) {
        rmSync(dataDir, { recursive: true, force: true });
        cpSync(join(folder, 'old'), dataDir, { recursive: true });
        round = FIRST_ROUND;
      }
      const { stage, done } = await killOne(dataDir, round + 1, kill, random);
      stages.set(stage, (stages.get(stage) ?? 0) + 1);
      expect(integrityOf(dataDir)).toBe('ok');
      // At least what it said it had published, at most one round more.
      const live = await roundOf(dataDir, round + done);
      expect(live - (round + done)).toBeLessThanOrEqual(1);
      round = live;
      if ((kill + 1) % KILLS_PER_STORE !== 0) continue;
      const writer = openWriter(dataDir);
      await writer.recover(momentOf(round + 1));
      await playRound(writer, round + 1, `job-${round + 1}-${KILLS}`, () => undefined);
      await writer.close();
      expect(exportOf(dataDir)).toBe(await undisturbed(round + 1));
    }
    for (const stage of STAGES) expect([stage, stages.get(stage) ?? 0]).not.toEqual([stage, 0]);
  });

  it('counts anew what an earlier version of the program left', async () => {
    const dataDir = join(folder, 'counted');
    cpSync(join(folder, 'old'), dataDir, { recursive: true });
    const reading = openReadingSide(dataDir);
    try {
      const [summary] = await reading.catalog.sourceSummaries();
      expect(summary).toMatchObject({ datasets: listedIn(FIRST_ROUND).size, rejected: 0 });
      expect(summary?.lastJob).toMatchObject({ origin: 'portal', state: 'complete' });
    } finally {
      reading.close();
    }
  });

  it('tries rounds that add, change, remove and bring back', () => {
    const [before, now] = [listedIn(2), listedIn(3)];
    const gone = [...before.keys()].filter((id) => !now.has(id));
    const back = [...now.keys()].filter((id) => !before.has(id));
    const changed = [...now].filter(([id, title]) => before.has(id) && before.get(id) !== title);
    for (const some of [gone, back, changed]) expect(some.length).toBeGreaterThan(10);
  });
});
