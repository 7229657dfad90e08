import SqliteDatabase from 'better-sqlite3';
import { FACETS } from './api/asked.js';

/**
 * What plain SQLite does with the hub's own tables. Y1 is FTS5 alone giving the packed row ids of the word, Y2 FTS5's ten
 * best by `bm25` and `GROUP BY` for each facet.
 */
export interface SqliteYardsticks {
  /** Y1: how many row ids were packed. */
  rowids(match: string): number;
  /** Y2: rows of the answer. */
  ranked(match: string): number;
  filters(publisher: string, group: string): number;
  all(): number;
}

export interface FacetRow {
  readonly document: number;
  readonly field: string;
  readonly value: string;
}

const LIMIT = 50;

/** Every value of a facet with its live dataset, as the index has them. */
export function* facetRows(store: SqliteDatabase.Database): Iterable<FacetRow> {
  yield* store
    .prepare<[], FacetRow>(
      "SELECT d.document_key AS document, 'organization' AS field, p.name AS value FROM dataset d JOIN publisher p USING (publisher_key) WHERE d.state = 'live'",
    )
    .iterate();
  const terms = new Map<number, Omit<FacetRow, 'document'>>();
  const counted = store.prepare<[], { term_key: number; field: string; value: string }>(
    'SELECT term_key, field, value FROM search_term',
  );
  for (const { term_key: key, field, value } of counted.iterate())
    if (FACETS.includes(field)) terms.set(key, { field, value });
  const documents = store.prepare<[], { document: number; terms: Buffer }>(
    "SELECT s.document_key AS document, s.terms FROM search_document s JOIN dataset d USING (document_key) WHERE d.state = 'live'",
  );
  for (const { document, terms: keys } of documents.iterate()) {
    for (let at = 0; at < keys.length; at += 4) {
      const term = terms.get(keys.readUInt32LE(at));
      if (term !== undefined) yield { document, ...term };
    }
  }
}

/** Leaves the temporary table `facet` on the connection. */
export function createSqliteYardsticks(store: SqliteDatabase.Database): SqliteYardsticks {
  let keys = new Uint32Array(1 << 20);
  let used = 0;
  store.aggregate('pack', {
    start: () => (used = 0),
    step: (_: number, key: unknown) => {
      if (used === keys.length) keys = Uint32Array.from([...keys, ...keys]);
      keys[used] = key as number;
      return (used += 1);
    },
    result: (total: number) => total,
  });
  fillFacets(store);
  const packed = store.prepare<[string]>('SELECT pack(rowid) FROM search_text WHERE search_text MATCH ?');
  const best = store.prepare<[string]>(
    'SELECT rowid FROM search_text WHERE search_text MATCH ? ORDER BY bm25(search_text) LIMIT 10',
  );
  const group = `GROUP BY value ORDER BY n DESC LIMIT ${LIMIT}`;
  const grouped = store.prepare<[string, string]>(
    `SELECT value, count(*) AS n FROM facet WHERE field = ? AND document IN (SELECT rowid FROM search_text WHERE search_text MATCH ?) ${group}`,
  );
  const filtered = store.prepare<[string, string, string]>(
    `SELECT value, count(*) AS n FROM facet WHERE field = ? AND document IN
       (SELECT document FROM facet WHERE field = 'organization' AND value = ? INTERSECT
        SELECT document FROM facet WHERE field = 'groups' AND value = ?) ${group}`,
  );
  const whole = store.prepare<[string]>(`SELECT value, count(*) AS n FROM facet WHERE field = ? ${group}`);
  return {
    rowids(match) {
      packed.get(match);
      return used;
    },
    ranked: (match) => best.all(match).length + FACETS.flatMap((field) => grouped.all(field, match)).length,
    filters: (publisher, theme) => FACETS.flatMap((field) => filtered.all(field, publisher, theme)).length,
    all: () => FACETS.flatMap((field) => whole.all(field)).length,
  };
}

function fillFacets(store: SqliteDatabase.Database): void {
  // As much memory as the hub gives its own connection; four times that for the facets, which the hub has in memory.
  store.pragma('main.cache_size = -65536');
  store.pragma('temp.cache_size = -262144');
  store.exec('CREATE TEMP TABLE facet (document INTEGER, field TEXT, value TEXT)');
  const insert = store.prepare<[number, string, string]>('INSERT INTO facet VALUES (?, ?, ?)');
  // A connection of its own, because one cannot write while it reads.
  const reader = new SqliteDatabase(store.name, { readonly: true });
  store.transaction(() => {
    for (const { document, field, value } of facetRows(reader)) insert.run(document, field, value);
  })();
  reader.close();
  store.exec(`
    CREATE INDEX facet_value ON facet (field, value, document);
    CREATE INDEX facet_document ON facet (document, field, value);
    ANALYZE temp;
  `);
}
