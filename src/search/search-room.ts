import { createIndexWriter } from './index-writer.js';
import { createSegmentMerger } from './merge-segments.js';
import { indexReplacement } from './replacement.js';
import { searchMigrations } from './tables.js';

/** How the index takes part in the store. */
export const searchRoom = {
  migrations: searchMigrations,
  createWriter: createIndexWriter,
  createMerger: createSegmentMerger,
  replacement: indexReplacement,
};
