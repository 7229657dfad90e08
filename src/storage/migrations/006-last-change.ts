import type { Migration } from '../migrate.js';

/** All datasets that were ever published by the time of their last change: what the delta feed and the news feeds read along. */
export const lastChange: Migration = {
  id: 6,
  name: 'last-change',
  sql: `
    CREATE INDEX dataset_by_change ON dataset (changed_us) WHERE changed_us IS NOT NULL;
  `,
};
