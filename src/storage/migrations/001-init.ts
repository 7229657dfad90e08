import type { Migration } from '../migrate.js';

/**
 * The first tables. Keys named `*_key` are the store's own small integers and never leave it.
 * `*_us` are microseconds since 1970 (UTC); hashes are the 32 bytes of SHA-256.
 *
 * A dataset row is made when its record is first staged (`state = 'staged'`, unseen by readers) and is never deleted once
 * published: a removed dataset keeps identity, name and code for ever. `document_key` names what the search index holds of
 * the present version; `body_key` the national record itself.
 */
export const init: Migration = {
  id: 1,
  name: 'init',
  sql: `
    CREATE TABLE source (
      source_key INTEGER PRIMARY KEY,
      source_id  TEXT NOT NULL UNIQUE,
      title      TEXT NOT NULL
    ) STRICT;

    CREATE TABLE job (
      job_key       INTEGER PRIMARY KEY,
      job_id        TEXT NOT NULL UNIQUE,
      source_key    INTEGER NOT NULL REFERENCES source,
      mode          TEXT NOT NULL CHECK (mode IN ('full', 'delta')),
      state         TEXT NOT NULL CHECK (state IN ('running', 'complete', 'partial', 'failed', 'aborted')),
      published     INTEGER NOT NULL DEFAULT 0,
      started_at    TEXT NOT NULL,
      finished_at   TEXT,
      counts        TEXT NOT NULL,
      error_code    TEXT,
      error_message TEXT
    ) STRICT;
    CREATE INDEX job_by_source ON job (source_key, job_key);
    CREATE UNIQUE INDEX job_running ON job (source_key) WHERE state = 'running';

    CREATE TABLE raw (
      raw_key INTEGER PRIMARY KEY,
      hash    BLOB NOT NULL UNIQUE,
      bytes   BLOB NOT NULL
    ) STRICT;

    CREATE TABLE body (
      body_key INTEGER PRIMARY KEY,
      hash     BLOB NOT NULL UNIQUE,
      bytes    BLOB NOT NULL
    ) STRICT;

    CREATE TABLE publisher (
      publisher_key INTEGER PRIMARY KEY,
      publisher_id  TEXT NOT NULL UNIQUE,
      name          TEXT NOT NULL UNIQUE,
      title         TEXT NOT NULL,
      description   TEXT NOT NULL,
      image_url     TEXT NOT NULL,
      code          TEXT,
      source_key    INTEGER NOT NULL REFERENCES source,
      created_us    INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE mapping (
      mapping_key INTEGER PRIMARY KEY,
      version     TEXT NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE dataset (
      dataset_key   INTEGER PRIMARY KEY,
      dataset_id    TEXT NOT NULL UNIQUE,
      source_key    INTEGER NOT NULL REFERENCES source,
      remote_id     TEXT NOT NULL,
      name          TEXT UNIQUE,
      title         TEXT,
      code_seq      INTEGER,
      state         TEXT NOT NULL CHECK (state IN ('staged', 'set-aside', 'live', 'removed')),
      outcome       TEXT NOT NULL CHECK (outcome IN ('good', 'rejected', 'refused', 'failed')),
      body_key      INTEGER REFERENCES body,
      raw_key       INTEGER REFERENCES raw,
      mapping_key   INTEGER REFERENCES mapping,
      problem_count INTEGER NOT NULL DEFAULT 0,
      document_key  INTEGER,
      publisher_key INTEGER REFERENCES publisher,
      job_key       INTEGER REFERENCES job,
      created_us    INTEGER,
      changed_us    INTEGER,
      UNIQUE (source_key, remote_id)
    ) STRICT;
    CREATE INDEX dataset_by_publisher ON dataset (publisher_key) WHERE state = 'live';

    CREATE TABLE change (
      seq           INTEGER PRIMARY KEY AUTOINCREMENT,
      time_us       INTEGER NOT NULL,
      job_key       INTEGER NOT NULL REFERENCES job,
      dataset_key   INTEGER NOT NULL REFERENCES dataset,
      kind          TEXT NOT NULL CHECK (kind IN ('added', 'updated', 'removed', 'restored')),
      before_key    INTEGER REFERENCES body,
      after_key     INTEGER REFERENCES body
    ) STRICT;
    CREATE INDEX change_by_dataset ON change (dataset_key);

    CREATE TABLE harvest_record (
      job_key     INTEGER NOT NULL REFERENCES job,
      dataset_key INTEGER NOT NULL REFERENCES dataset,
      outcome     TEXT NOT NULL,
      title       TEXT,
      raw_key     INTEGER REFERENCES raw,
      problems    TEXT,
      PRIMARY KEY (job_key, dataset_key)
    ) STRICT, WITHOUT ROWID;

    -- One published (or staged) form of a dataset, immutable: readers hold its key while the next form is published.
    CREATE TABLE document (
      document_key INTEGER PRIMARY KEY,
      dataset_key  INTEGER NOT NULL REFERENCES dataset,
      body_key     INTEGER NOT NULL REFERENCES body
    ) STRICT;

    -- What runs under way have prepared; empty when none is.
    CREATE TABLE staged (
      job_key       INTEGER NOT NULL,
      dataset_key   INTEGER NOT NULL,
      type          TEXT NOT NULL CHECK (type IN ('upsert', 'touch', 'set-aside', 'remove')),
      kind          TEXT,
      outcome       TEXT NOT NULL,
      slug          TEXT,
      title         TEXT,
      body_key      INTEGER,
      raw_key       INTEGER,
      mapping_key   INTEGER,
      document_key  INTEGER,
      publisher_id  TEXT,
      has_code      INTEGER,
      problem_count INTEGER NOT NULL,
      problems      TEXT,
      PRIMARY KEY (job_key, dataset_key)
    ) STRICT, WITHOUT ROWID;

    -- Documents of superseded or removed versions: swept by a later run, when every reader has moved on. Their keys are
    -- given out again, so that arrays indexed by document key stay as small as the catalogue.
    CREATE TABLE stale_document (
      document_key INTEGER PRIMARY KEY,
      retired_us   INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE free_document (
      document_key INTEGER PRIMARY KEY
    ) STRICT;

    -- Counters that never go back.
    CREATE TABLE counter (
      name  TEXT PRIMARY KEY,
      value INTEGER NOT NULL
    ) STRICT;
    INSERT INTO counter VALUES ('code', 0), ('document', 0), ('time_us', 0);
  `,
};
