import SqliteDatabase from 'better-sqlite3';
import { databasePath } from '../../../src/storage/database.js';
import { quantile } from '../latency.js';
import type { Load, LoadPlan } from '../load.js';
import { createSqliteYardsticks } from '../sqlite-yardsticks.js';
import { chooseSearches, phraseTokens } from './asked.js';
import type { Asked, Searches } from './asked.js';
import { countSql, fillPostgres, toSql } from './postgres-yardstick.js';
import type { Postgres } from './postgres.js';

/** The yardsticks over the store of a hub: each answers the same searches as it. */
export interface Engines {
  readonly searches: Searches;
  readonly datasets: number;
  /** Names of datasets all over the catalogue. */
  readonly names: readonly string[];
  /** p95 in milliseconds of the query alone, in this process. */
  y1(asked: readonly Asked[]): number;
  y2(asked: readonly Asked[]): number;
  /** Of PostgreSQL's clients over its socket; undefined where there is none. */
  y3(asked: readonly Asked[], plan: LoadPlan): Promise<Load | undefined>;
  /** Documents that FTS5 and PostgreSQL find for these words. */
  hits(asked: Asked): Promise<readonly (number | undefined)[]>;
  close(): void;
}

const NAMES = 4000;

export async function openEngines(dataDir: string, postgres: Postgres | undefined): Promise<Engines> {
  const store = new SqliteDatabase(databasePath(dataDir), { readonly: true });
  const yardsticks = createSqliteYardsticks(store);
  const datasets = Number(
    store.prepare<[], number>("SELECT count(*) FROM dataset WHERE state = 'live'").pluck().get(),
  );
  const names = store
    .prepare<[number, number], string>(
      "SELECT name FROM dataset WHERE state = 'live' AND dataset_key % ? = 0 ORDER BY dataset_key LIMIT ?",
    )
    .pluck()
    .all(Math.max(1, Math.floor(datasets / NAMES)), NAMES);
  const searches = chooseSearches(store, datasets);
  if (postgres !== undefined) await fillPostgres(postgres, store);

  function ranked(asked: Asked): number {
    if (asked.kind === 'all') return yardsticks.all();
    if (asked.kind === 'filters') return yardsticks.filters(asked.publisher, asked.group);
    return yardsticks.ranked(matchOf(asked.words));
  }
  return {
    searches,
    datasets,
    names,
    y1: (asked) => p95Of(asked, (one) => one.kind === 'words' && yardsticks.rowids(matchOf(one.words)), 40),
    y2: (asked) => p95Of(asked, ranked, 10),
    y3: async (asked, plan) => await postgres?.load(asked.map(toSql), plan),
    async hits(asked) {
      if (asked.kind !== 'words') return [];
      const found = await postgres?.run(countSql(asked));
      return [yardsticks.rowids(matchOf(asked.words)), found === undefined ? undefined : Number(found)];
    },
    close() {
      store.close();
    },
  };
}

function matchOf(words: readonly string[]): string {
  const phrases = words.map((word) => `"${phraseTokens(word).join(' ')}"`);
  return `{title tags publisher text distributions} : (${phrases.join(' AND ')})`;
}

/** After one round to warm up, `least` measurements and each search once; more of them where they are fast. */
function p95Of(asked: readonly Asked[], work: (one: Asked) => unknown, least: number): number {
  for (const one of asked) work(one);
  const samples: number[] = [];
  const began = performance.now();
  const enough = Math.max(least, asked.length);
  while (samples.length < enough || (performance.now() - began < 500 && samples.length < 500)) {
    const one = asked[samples.length % asked.length];
    if (one === undefined) break;
    const started = performance.now();
    work(one);
    samples.push(performance.now() - started);
  }
  return quantile(samples, 0.95);
}
