import type { Migration } from '../migrate.js';

/** Times are epoch milliseconds. */
const SQL = `
-- Good answers of portals, sealed with a key that only a running process has. One that is not ready is being written, or was left by a process that ended meanwhile.
CREATE TABLE answer (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  source TEXT NOT NULL,
  key TEXT NOT NULL,
  seal TEXT NOT NULL,
  ready INTEGER NOT NULL DEFAULT 0,
  etag TEXT,
  last_modified TEXT,
  content_type TEXT,
  pieces INTEGER NOT NULL DEFAULT 0,
  stored INTEGER NOT NULL DEFAULT 0,
  kept_at INTEGER NOT NULL,
  used_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX answer_key ON answer (source, key) WHERE ready = 1;
CREATE INDEX answer_used ON answer (source, used_at, stored);

CREATE TABLE answer_piece (
  answer INTEGER NOT NULL,
  number INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (answer, number)
) STRICT;

CREATE TABLE robots (
  origin TEXT PRIMARY KEY,
  fetched_at INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT;

CREATE TABLE request (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  source TEXT NOT NULL,
  at INTEGER NOT NULL,
  method TEXT NOT NULL,
  url TEXT NOT NULL,
  status INTEGER,
  error TEXT,
  bytes INTEGER NOT NULL,
  milliseconds INTEGER NOT NULL,
  attempt INTEGER NOT NULL
) STRICT;
CREATE INDEX request_source ON request (source, id);
CREATE INDEX request_at ON request (at);
`;

export const requestMigrations: readonly Migration[] = [{ id: 1, name: 'init', sql: SQL }];
