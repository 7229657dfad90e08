import type { Migration } from '../migrate.js';

/**
 * Runs that wait for a decision, records that are absent but not given up yet, and where a run's records come from (told by
 * its id until now). The table of jobs is made anew, because a check of its states cannot be altered. One run of a source waits at a time.
 */
export const hold: Migration = {
  id: 3,
  name: 'hold',
  sql: `
    CREATE TABLE new_job (
      job_key       INTEGER PRIMARY KEY,
      job_id        TEXT NOT NULL UNIQUE,
      source_key    INTEGER NOT NULL REFERENCES source,
      origin        TEXT NOT NULL CHECK (origin IN ('portal', 'files', 'store', 'past')),
      mode          TEXT NOT NULL CHECK (mode IN ('full', 'delta')),
      state         TEXT NOT NULL CHECK (state IN ('running', 'complete', 'partial', 'held', 'failed', 'aborted')),
      published     INTEGER NOT NULL DEFAULT 0,
      started_at    TEXT NOT NULL,
      finished_at   TEXT,
      counts        TEXT NOT NULL,
      error_code    TEXT,
      error_message TEXT
    ) STRICT;
    INSERT INTO new_job SELECT job_key, job_id, source_key,
                               CASE WHEN job_id GLOB 'import-*' THEN 'files' ELSE 'portal' END, mode, state, published, started_at, finished_at, counts,
                               error_code, error_message FROM job;
    DROP TABLE job;
    ALTER TABLE new_job RENAME TO job;
    CREATE INDEX job_by_source ON job (source_key, job_key);
    CREATE UNIQUE INDEX job_running ON job (source_key) WHERE state = 'running';
    CREATE UNIQUE INDEX job_held ON job (source_key) WHERE state = 'held';

    -- outcome: what the job becomes when all of it is released. digest: of what it would change.
    CREATE TABLE hold (
      job_key    INTEGER PRIMARY KEY REFERENCES job,
      outcome    TEXT NOT NULL CHECK (outcome IN ('complete', 'partial')),
      alarms     TEXT NOT NULL,
      digest     BLOB NOT NULL,
      decision   TEXT CHECK (decision IN ('released', 'released-in-part', 'rejected', 'superseded')),
      decided_at TEXT,
      reason     TEXT
    ) STRICT;

    -- Sources whose portals leave changes out when they are asked for them; a row goes when somebody trusts the portal again.
    CREATE TABLE filter_finding (
      source_key INTEGER PRIMARY KEY REFERENCES source,
      job_key    INTEGER NOT NULL REFERENCES job,
      found_at   TEXT NOT NULL,
      hidden     INTEGER NOT NULL,
      remote_ids TEXT NOT NULL
    ) STRICT;

    -- What each source has, counted when it publishes: counting a million rows would hold up whoever answers readers.
    ALTER TABLE source ADD COLUMN live INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE source ADD COLUMN rejected INTEGER NOT NULL DEFAULT 0;
    UPDATE source SET (live, rejected) =
      (SELECT count(*) FILTER (WHERE d.state = 'live'), count(*) FILTER (WHERE d.outcome = 'rejected')
       FROM dataset d WHERE d.source_key = source.source_key AND d.state <> 'staged');

    -- Complete full runs in a row that did not list the live record, and the time of the first of them.
    ALTER TABLE dataset ADD COLUMN missing_runs INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE dataset ADD COLUMN missing_since_us INTEGER;
    CREATE INDEX dataset_missing ON dataset (source_key) WHERE missing_runs > 0;

    -- What other hubs know this one by.
    CREATE TABLE hub (hub_id TEXT NOT NULL) STRICT;
    INSERT INTO hub
      SELECT substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-4' || substr(h, 14, 3) || '-8' || substr(h, 18, 3) || '-' || substr(h, 21)
      FROM (SELECT lower(hex(randomblob(16))) AS h);

    -- A record that its portal has from elsewhere: its first place, how many places it passed before its portal, and the
    -- dataset that it is a copy of. A copy is never live, and good.
    ALTER TABLE source ADD COLUMN portal TEXT;
    ALTER TABLE dataset ADD COLUMN original TEXT;
    ALTER TABLE dataset ADD COLUMN hops INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE dataset ADD COLUMN copy_of TEXT;
    CREATE INDEX dataset_by_original ON dataset (original) WHERE original IS NOT NULL;
    ALTER TABLE staged ADD COLUMN original TEXT;
    ALTER TABLE staged ADD COLUMN hops INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE staged ADD COLUMN copy_of TEXT;
  `,
};
