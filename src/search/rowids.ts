import type { SearchDatabase } from './tables.js';

/** Document keys that match an FTS5 expression, rising. */
export type RowidCollector = (match: string) => Uint32Array;

/**
 * Packs the row ids of a match into one buffer inside SQLite's own loop: half the cost of stepping through rows
 * (docs/benchmarks.md), without ranking by `bm25()`.
 */
export function createRowidCollector(database: SearchDatabase): RowidCollector {
  let keys = new Uint32Array(4096);
  let used = 0;
  database.aggregate('collect_rowids', {
    start: () => {
      used = 0;
      return 0;
    },
    step: (_total: number, rowid: unknown) => {
      if (used === keys.length) {
        const grown = new Uint32Array(keys.length * 2);
        grown.set(keys);
        keys = grown;
      }
      keys[used] = rowid as number;
      used += 1;
      return used;
    },
    result: (total: number) => total,
  });
  const collect = database.prepare<[string]>(
    'SELECT collect_rowids(rowid) FROM search_text WHERE search_text MATCH ?',
  );
  return (match) => {
    used = 0;
    collect.get(match);
    return keys.slice(0, used);
  };
}
