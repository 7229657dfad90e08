import { copyIndex } from './copy-index.js';
import { createIndexWriter } from './index-writer.js';
import { createSegmentMerger } from './merge-segments.js';
import { indexReplacement } from './replacement.js';
import { searchMigrations } from './tables.js';

/** How the index takes part in the store. */
export const searchRoom = {
  migrations: searchMigrations,
  createWriter: createIndexWriter,
  copy: copyIndex,
  createMerger: createSegmentMerger,
  replacement: indexReplacement,
};
