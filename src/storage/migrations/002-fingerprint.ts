import type { Migration } from '../migrate.js';

/** A record is told by the hash of what the portal sent; those of before are read once more at their next run. */
export const fingerprint: Migration = {
  id: 2,
  name: 'fingerprint',
  sql: `
    ALTER TABLE dataset ADD COLUMN fingerprint BLOB;
    ALTER TABLE staged ADD COLUMN fingerprint BLOB;
  `,
};
