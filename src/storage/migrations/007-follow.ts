import type { Migration } from '../migrate.js';

/**
 * How far each source has followed its portal, by the last run that brought all, and the position of the hub's own log when
 * that run began. A record says through which hubs it came and when they had this version (JSON, the portal itself last):
 * as long as the portal lists it, whatever became of it here. An empty position is good no more.
 */
export const follow: Migration = {
  id: 7,
  name: 'follow',
  sql: `
    CREATE TABLE feed_position (
      source_key      INTEGER PRIMARY KEY REFERENCES source,
      job_key         INTEGER NOT NULL REFERENCES job,
      position        TEXT NOT NULL,
      mapping_version TEXT NOT NULL,
      seq             INTEGER NOT NULL,
      counts          TEXT NOT NULL,
      portal          TEXT
    ) STRICT;
    ALTER TABLE hold ADD COLUMN feed TEXT;
    ALTER TABLE dataset ADD COLUMN passed TEXT;
    ALTER TABLE staged ADD COLUMN passed TEXT;
  `,
};
