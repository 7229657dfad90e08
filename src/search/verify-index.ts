import type { Disagreement } from '../domain/disagreement.js';
import type { SearchDocument } from '../domain/search-document.js';
import { Fingerprints, hashToken } from './fingerprints.js';
import { toIndexedForm } from './index-writer.js';
import type { IndexedForm } from './index-writer.js';
import { INDEX_TABLES, TEXT_COLUMNS } from './tables.js';
import type { SearchDatabase } from './tables.js';

/** A token's place in its document: the column above so many bits for the offset. */
const OFFSET_BITS = 26;
const PLACES = 2 ** 29;
/** Tokens read between two turns of the caller. */
const STEP = 200_000;

/** Of the index in the state that the connection holds still. `read` first and whole, then the others. */
export interface IndexVerifier {
  /** Takes in what FTS5 holds, with a turn for the caller now and then: how many tokens it has read. */
  read(): Iterable<number>;
  /** How what the index holds of a document differs from what the index writer would make of it now. */
  check(documentKey: number, document: SearchDocument): readonly IndexFault[];
  /** What it holds of documents that are not in the store; after all of those were checked. */
  unknown(): Iterable<Disagreement>;
}

/** A disagreement that its caller knows the dataset of. */
export interface IndexFault {
  readonly code: 'index-words' | 'index-terms' | 'index-missing';
  readonly facts: Readonly<Record<string, string | number>>;
}

/**
 * FTS5 keeps no texts, so what it holds is read token by token, each with its documents, through the view that FTS5 has of
 * itself, and gathered into a fingerprint a document. Memory: some bytes a document, and the counted terms.
 */
export function createIndexVerifier(database: SearchDatabase): IndexVerifier {
  const { text, document: documents } = INDEX_TABLES;
  database.exec(
    `CREATE VIRTUAL TABLE IF NOT EXISTS temp.verified_token USING fts5vocab(main, ${text}, instance)`,
  );
  const maxKey = database
    .prepare<[], number | null>(
      `SELECT max((SELECT ifnull(max(id), 0) FROM ${text}_docsize), (SELECT ifnull(max(document_key), 0) FROM document))`,
    )
    .pluck()
    .get();
  const indexed = new Fingerprints(maxKey ?? 0);
  const expected = new Fingerprints(0);
  const termKeys = new Map<string, number>();
  for (const row of database
    .prepare<[], { term_key: number; field: string; value: string }>('SELECT * FROM search_term')
    .iterate()) {
    termKeys.set(`${row.field}\u0000${row.value}`, row.term_key);
  }
  const hasText = database.prepare<[number]>(`SELECT 1 FROM ${text}_docsize WHERE id = ?`);
  const readColumns = database.prepare<
    [number],
    { terms: Buffer; title_length: number; coverage: Buffer | null }
  >(`SELECT terms, title_length, coverage FROM ${documents} WHERE document_key = ?`);

  function* read(): Iterable<number> {
    const gathered: number[] = [];
    database.aggregate('gather_places', {
      start: 0,
      step: (count: number, place: unknown) => {
        gathered.push(place as number);
        return count + 1;
      },
    });
    const column = TEXT_COLUMNS.map((name, index) => `WHEN '${name}' THEN ${index}`).reverse();
    const tokens = database
      .prepare(
        `SELECT term, gather_places(doc * ${PLACES} + CASE col ${column.join(' ')} END * ${2 ** OFFSET_BITS} + offset)
         FROM temp.verified_token GROUP BY term`,
      )
      .raw()
      .iterate() as Iterable<readonly [term: string, count: number]>;
    let tokensRead = 0;
    let turn = 0;
    for (const [token] of tokens) {
      const hash = hashToken(token);
      for (const packed of gathered) {
        const documentKey = Math.floor(packed / PLACES);
        indexed.add(documentKey, hash, packed - documentKey * PLACES);
      }
      tokensRead += gathered.length;
      gathered.length = 0;
      if (tokensRead - turn < STEP) continue;
      turn = tokensRead;
      yield tokensRead;
    }
    yield tokensRead;
  }

  function checkWords(documentKey: number, columns: readonly string[]): readonly IndexFault[] {
    expected.clear(0);
    for (const [column, words] of columns.entries()) {
      let offset = 0;
      for (const token of tokensOf(words)) {
        expected.add(0, hashToken(token), column * 2 ** OFFSET_BITS + offset);
        offset += 1;
      }
    }
    const isSame = indexed.equal(documentKey, expected, 0);
    const counts = { indexed: indexed.tokens(documentKey), expected: expected.tokens(0) };
    indexed.clear(documentKey);
    if (hasText.get(documentKey) === undefined) return [{ code: 'index-missing', facts: { table: text } }];
    return isSame ? [] : [{ code: 'index-words', facts: counts }];
  }

  function checkColumns(documentKey: number, form: IndexedForm): readonly IndexFault[] {
    const { counted, titleLength, coverage } = form;
    const row = readColumns.get(documentKey);
    if (row === undefined) return [{ code: 'index-missing', facts: { table: documents } }];
    const terms = new Uint32Array(counted.length / 2);
    for (const place of terms.keys()) {
      terms[place] = termKeys.get(`${counted[2 * place] ?? ''}\u0000${counted[2 * place + 1] ?? ''}`) ?? 0;
    }
    const isSame =
      Buffer.from(terms.buffer).equals(row.terms) &&
      !terms.includes(0) &&
      row.title_length === titleLength &&
      (coverage === null ? row.coverage === null : row.coverage?.equals(coverage) === true);
    return isSame ? [] : [{ code: 'index-terms', facts: {} }];
  }

  function* unknown(): Iterable<Disagreement> {
    for (const [table, key] of [
      [`${text}_docsize`, 'id'],
      [documents, 'document_key'],
    ] as const) {
      const keys = database
        .prepare<[], number>(
          `SELECT ${key} FROM ${table} WHERE ${key} NOT IN (SELECT document_key FROM document)`,
        )
        .pluck();
      for (const documentKey of keys.iterate()) {
        if (table !== documents) indexed.clear(documentKey);
        yield { code: 'index-unknown', facts: { table, document: documentKey } };
      }
    }
    for (let documentKey = 0; documentKey <= (maxKey ?? 0); documentKey += 1) {
      // Neither in the store nor in FTS5's own list of its documents.
      if (indexed.tokens(documentKey) > 0)
        yield { code: 'index-unknown', facts: { table: text, document: documentKey } };
    }
  }

  return {
    read,
    check(documentKey, document) {
      const form = toIndexedForm(document);
      return [...checkWords(documentKey, form.columns), ...checkColumns(documentKey, form)];
    },
    unknown,
  };
}

/** As FTS5's tokenizer splits what the index writer gives it. */
function tokensOf(words: string): readonly string[] {
  return words.split(' ').filter((token) => token !== '');
}
