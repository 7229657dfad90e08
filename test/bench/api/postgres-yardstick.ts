import type SqliteDatabase from 'better-sqlite3';
import type { Dataset } from '../../../src/domain/dataset.js';
import { tokenise } from '../../../src/search/tokens.js';
import { toSearchDocument } from '../../../src/serialise/search-document.js';
import { readBody } from '../../../src/storage/stored-body.js';
import { facetRows } from '../sqlite-yardsticks.js';
import { FACETS, phraseTokens } from './asked.js';
import type { Asked } from './asked.js';
import type { Postgres } from './postgres.js';

/** PostgreSQL keeps the first positions of a long text only. */
const LAST_POSITION = 16_383;
/** The bytes of the longest word. */
const MAX_WORD = 2046;
/** Further apart than any phrase. */
const GAP = 100;
const LIMIT = 50;

/**
 * Y3: the store's live datasets as `tsvector` with a GIN index, made of the same tokens as the hub's index, so that the
 * same documents are found; and a table for each facet.
 */
export async function fillPostgres(postgres: Postgres, store: SqliteDatabase.Database): Promise<void> {
  await postgres.run(
    'CREATE UNLOGGED TABLE document (key int, words tsvector); CREATE UNLOGGED TABLE facet (key int, field text, value text)',
  );
  await postgres.copy('document', documentLines(store));
  await postgres.copy('facet', facetLines(store));
  for (const field of FACETS) {
    const table = `facet_${field}`;
    await postgres.run(
      `CREATE UNLOGGED TABLE ${table} AS SELECT key, value FROM facet WHERE field = '${field}' ORDER BY key`,
    );
    await postgres.run(`CREATE INDEX ON ${table} (value, key); CREATE INDEX ON ${table} (key, value)`);
  }
  await postgres.run('DROP TABLE facet');
  await postgres.run('CREATE INDEX ON document USING gin (words) WITH (fastupdate = off)');
  await postgres.run('ALTER TABLE document ADD PRIMARY KEY (key)');
  // On its own: `VACUUM` takes no transaction around it.
  await postgres.run('VACUUM ANALYZE');
  // Else it is written to the disk in the minutes in which the hub is measured.
  await postgres.run('CHECKPOINT');
}

function* documentLines(store: SqliteDatabase.Database): Iterable<string> {
  const rows = store.prepare<[], { key: number; bytes: Buffer }>(
    "SELECT d.document_key AS key, b.bytes FROM dataset d JOIN document o USING (document_key) JOIN body b ON b.body_key = o.body_key WHERE d.state = 'live'",
  );
  for (const { key, bytes } of rows.iterate()) {
    // Each was a Dataset when it was stored.
    const document = toSearchDocument(readBody(bytes) as unknown as Dataset);
    yield `${key}\t${toVector([document.title, document.tags, document.publisher, document.text])}`;
  }
}

/** The parts weigh less from the first to the last, as the hub's columns do. */
function toVector(parts: readonly string[]): string {
  const places = new Map<string, string[]>();
  let position = 0;
  for (const [part, text] of parts.entries()) {
    for (const token of tokenise(text)) {
      position = Math.min(position + 1, LAST_POSITION);
      if (Buffer.byteLength(token) > MAX_WORD) continue;
      const known = places.get(token) ?? [];
      known.push(`${position}${'ABCD'[part] ?? 'D'}`);
      places.set(token, known);
    }
    position += GAP;
  }
  return [...places].map(([token, at]) => `'${token}':${at.join(',')}`).join(' ');
}

function* facetLines(store: SqliteDatabase.Database): Iterable<string> {
  for (const { document, field, value } of facetRows(store))
    yield `${document}\t${field}\t${value.replaceAll(/[\\\t\n\r]/g, (odd) => ESCAPES[odd] ?? odd)}`;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** The ten best and the six facets in one statement, which finds the documents once. */
export function toSql(asked: Asked): string {
  if (asked.kind === 'all') {
    const first = "(SELECT 'document', key::text, 0::bigint FROM document ORDER BY key LIMIT 10)";
    return [first, ...FACETS.map((field) => facetSql(field, ''))].join(' UNION ALL ');
  }
  const best = "(SELECT 'document', key::text, 0::bigint FROM hits ORDER BY rank DESC LIMIT 10)";
  const facets = FACETS.map((field) => facetSql(field, 'JOIN hits USING (key)'));
  return `WITH hits AS MATERIALIZED (${hitsSql(asked)}) ${[best, ...facets].join(' UNION ALL ')}`;
}

export function countSql(asked: Exclude<Asked, { kind: 'all' }>): string {
  return `SELECT count(*) FROM (${hitsSql(asked)}) AS hits`;
}

function facetSql(field: string, join: string): string {
  return `(SELECT '${field}', value, count(*) AS n FROM facet_${field} ${join} GROUP BY value ORDER BY n DESC LIMIT ${LIMIT})`;
}

function hitsSql(asked: Exclude<Asked, { kind: 'all' }>): string {
  if (asked.kind === 'filters') {
    return `SELECT key, 0 AS rank FROM facet_organization JOIN facet_groups g USING (key) WHERE facet_organization.value = ${quoted(asked.publisher)} AND g.value = ${quoted(asked.group)}`;
  }
  const words = asked.words.map((word) =>
    phraseTokens(word)
      .map((token) => `'${token}'`)
      .join(' <-> '),
  );
  const query = `${quoted(words.map((word) => `(${word})`).join(' & '))}::tsquery`;
  return `SELECT key, ts_rank(words, ${query}) AS rank FROM document WHERE words @@ ${query}`;
}

/** Everything but letters and numbers by its number: `pgbench` takes a colon for the start of a variable. */
function quoted(text: string): string {
  const escaped = text.replaceAll(/[^\p{L}\p{N}]/gu, (odd) => {
    const code = odd.codePointAt(0) ?? 0;
    return `\\U${code.toString(16).padStart(8, '0')}`;
  });
  return `E'${escaped}'`;
}
