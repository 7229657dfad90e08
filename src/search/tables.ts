import type { Database } from 'better-sqlite3';
import { TOKEN_CHARACTERS } from './exact-token.js';

/**
 * Text goes into a contentless FTS5 table as tokens that `tokens.ts` made (the `ascii` tokenizer only splits them at
 * blanks); `exact` holds one token per exact term (`exact-token.ts`), for filters by any field. `search_document` holds the
 * terms of the fields that are counted, as numbers of `search_term`, and what `coverage.ts` packs.
 */
export const searchMigrations = [
  {
    id: 1,
    name: 'init',
    sql: `
      CREATE VIRTUAL TABLE search_text USING fts5(
        title, tags, publisher, text, exact,
        content = '', contentless_delete = 1, tokenize = 'ascii'
      );
      INSERT INTO search_text (search_text, rank) VALUES ('automerge', 4);
      CREATE TABLE search_term (
        term_key INTEGER PRIMARY KEY,
        field    TEXT NOT NULL,
        value    TEXT NOT NULL,
        UNIQUE (field, value)
      ) STRICT;
      CREATE TABLE search_document (
        document_key INTEGER PRIMARY KEY,
        terms        BLOB NOT NULL
      ) STRICT;
    `,
  },
  {
    id: 2,
    name: 'ordered-terms',
    // Terms of exact fields are found in order, and more fields are among them. A batch of a run is a segment of its own only
    // where it fits into the memory that FTS5 gathers postings in: eight megabytes do, one does not.
    empties: true,
    sql: `
      DROP TABLE search_text;
      CREATE VIRTUAL TABLE search_text USING fts5(
        title, tags, publisher, text, exact,
        content = '', contentless_delete = 1, tokenize = 'ascii'
      );
      INSERT INTO search_text (search_text, rank) VALUES ('automerge', 4), ('hashsize', 8388608);
      DELETE FROM search_document;
      DELETE FROM search_term;
    `,
  },
  {
    id: 3,
    name: 'words-and-coverage',
    // Years in Chinese figures are Arabic ones among the tokens, ranking asks how long a title is, descriptions of files are
    // searched, and each document has where and when it is about. ASCII characters of exact terms are one byte each, since
    // the tokenizer splits only at blanks: a quarter less to write.
    empties: true,
    sql: `
      DROP TABLE search_text;
      CREATE VIRTUAL TABLE search_text USING fts5(
        title, tags, publisher, text, distributions, exact,
        content = '', contentless_delete = 1,
        tokenize = "ascii tokenchars '${TOKEN_CHARACTERS.replace("'", "''")}'"
      );
      INSERT INTO search_text (search_text, rank) VALUES ('automerge', 4), ('hashsize', 8388608);
      DELETE FROM search_document;
      DELETE FROM search_term;
      ALTER TABLE search_document ADD COLUMN title_length INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE search_document ADD COLUMN coverage BLOB;
    `,
  },
  {
    id: 4,
    name: 'pilot-terms',
    // Documents say how their data is had and what their entries leave unsaid.
    empties: true,
    sql: `
      INSERT INTO search_text (search_text) VALUES ('delete-all');
      DELETE FROM search_document;
      DELETE FROM search_term;
    `,
  },
] as const;

/** The columns of FTS5. */
export const TEXT_COLUMNS = ['title', 'tags', 'publisher', 'text', 'distributions', 'exact'] as const;

/** The tables that are filled with documents; `replacement.ts` makes them anew. */
export const INDEX_TABLES: IndexTables = { text: 'search_text', document: 'search_document' };

export interface IndexTables {
  readonly text: string;
  readonly document: string;
}

/** Fields whose values are counted for facets, in memory. `organization` and `owner_org` follow from the publisher. */
export const COUNTED_FIELDS: ReadonlySet<string> = new Set([
  'groups',
  'tags',
  'res_format',
  'license_id',
  'harvest_source_id',
  'cn_update_cycle',
  'cn_open_type',
  'cn_share_type',
  'cn_visibility',
  'cn_way',
  'cn_machine_readable',
  'cn_missing',
]);

export type SearchDatabase = Database;
