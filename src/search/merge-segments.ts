import type { SearchDatabase } from './tables.js';

/** Leaves of FTS5 that one step writes at most: some 30 ms. */
const STEP = 500;
/** Every search opens all segments: with more of them it is slower, however small they are. */
const MANY = 8;
/** What has come since the last merge is worth another one from this share of the index on. */
const WORTHWHILE = 1 / 8;

/**
 * A harvest leaves the index in several segments, and each search asks all of them: three times as long for a rare phrase as
 * in one. The function that this gives merges them, a step a call; false when nothing is to be done.
 */
export function createSegmentMerger(database: SearchDatabase): () => boolean {
  const readStructure = database.prepare('SELECT block FROM search_text_data WHERE id = 10').pluck();
  const readSizes = database.prepare('SELECT count(*) FROM search_text_idx GROUP BY segid').pluck();
  // A negative number merges all that there is, whatever its level.
  const merge = database.prepare(`INSERT INTO search_text (search_text, rank) VALUES ('merge', -${STEP})`);
  const countChanges = database.prepare<[], number>('SELECT total_changes()').pluck();
  let isMerging = false;
  /** The structure that was found good enough. */
  let settled: unknown;

  return () => {
    if (!isMerging) {
      const structure = readStructure.get();
      if (settled instanceof Buffer && structure instanceof Buffer && settled.equals(structure)) return false;
      settled = structure;
      isMerging = isWorthMerging(readSizes.all() as number[]);
      if (!isMerging) return false;
    }
    const before = countChanges.get() ?? 0;
    merge.run();
    // As FTS5 documents it: one change is the command itself.
    isMerging = (countChanges.get() ?? 0) - before > 1;
    return isMerging;
  };
}

/** `sizes`: leaves of each segment. */
function isWorthMerging(sizes: readonly number[]): boolean {
  const all = sizes.reduce((sum, size) => sum + size, 0);
  return sizes.length > MANY || all - Math.max(0, ...sizes) >= all * WORTHWHILE;
}
