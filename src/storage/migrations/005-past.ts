import type { Migration } from '../migrate.js';

/** What was shown once and may not be shown any more: asked for with every answer about the past. */
export const past: Migration = {
  id: 5,
  name: 'past',
  sql: `
    CREATE INDEX dataset_withheld ON dataset (dataset_key) WHERE state = 'removed' AND outcome = 'refused';
  `,
};
