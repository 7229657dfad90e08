import type { Problem } from '../../domain/problem.js';
import { translate } from '../database.js';
import type { Database } from '../database.js';

/** One value that a problem quotes, in one source. */
export interface LiveProblem {
  readonly sourceId: string;
  readonly code: string;
  /** As the portal wrote it, shortened as problems shorten values. */
  readonly word: string;
  /** Live datasets that have it. */
  readonly datasets: number;
}

/** Problems of what is live, counted by the values that they quote. */
export class SqliteProblemReader {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Of the version that is live, as the run that published it found them: what a later run made of a record that it then
   * rejected says nothing about what is live. Memory is one entry a distinct value.
   */
  async countQuoted(codes: readonly string[]): Promise<readonly LiveProblem[]> {
    // SQLite answers at once; stores that do not are asked in the same way.
    await Promise.resolve();
    return translate(() => this.#count(new Set(codes)));
  }

  #count(codes: ReadonlySet<string>): readonly LiveProblem[] {
    const rows = this.#database
      .prepare<[], { source_id: string; problems: string }>(
        // The job of a dataset is the one that published its present version; its row is found by primary key.
        `SELECT s.source_id, r.problems
         FROM dataset d JOIN source s USING (source_key)
         JOIN harvest_record r ON r.job_key = d.job_key AND r.dataset_key = d.dataset_key
         WHERE d.state = 'live' AND r.problems IS NOT NULL`,
      )
      .iterate();
    const counted = new Map<string, Counted>();
    for (const { source_id: sourceId, problems } of rows) {
      const met = new Set<string>();
      for (const { code, value: word } of JSON.parse(problems) as readonly Problem[]) {
        if (word === undefined || !codes.has(code)) continue;
        const key = `${sourceId}\n${code}\n${word}`;
        if (met.has(key)) continue;
        met.add(key);
        const known = counted.get(key);
        if (known === undefined) counted.set(key, { sourceId, code, word, datasets: 1 });
        else known.datasets += 1;
      }
    }
    return [...counted.values()];
  }
}

type Counted = { -readonly [K in keyof LiveProblem]: LiveProblem[K] };
