import type { DocumentFeed } from '../pipeline/store-ports.js';
import type { Query } from './query.js';
import { exactToken, phraseOf, segment } from './tokens.js';

/** How a query is answered: one FTS5 expression (or none) and tests on the columns. */
export interface Plan {
  /** FTS5 expression of what must match; undefined when only the columns are asked. */
  readonly match: string | undefined;
  /** FTS5 expression of what must not match, when there is nothing that must: answered by subtraction. */
  readonly without: string | undefined;
  /** The words alone, each to be tried against one column set, for ranking. */
  readonly words: string | undefined;
  readonly publishers: { readonly only: readonly number[]; readonly never: readonly number[] };
  readonly documents: { readonly only: readonly number[]; readonly never: readonly number[] };
  /** The query cannot match anything, whatever the catalogue holds. */
  readonly empty: boolean;
}

/** Fields that every published dataset has in one form: CKAN's own filters. */
const CONSTANT_FIELDS: Readonly<Record<string, string>> = {
  state: 'active',
  capacity: 'public',
  dataset_type: 'dataset',
};

const TEXT_COLUMNS = '{title tags publisher text}';

export function planQuery(queries: readonly Query[], feed: DocumentFeed): Plan {
  const required: string[] = [];
  const excluded: string[] = [];
  const words: string[] = [];
  const publishers = { only: [] as number[], never: [] as number[] };
  const documents = { only: [] as number[], never: [] as number[] };
  let empty = false;

  function add(query: Query, negative: boolean): void {
    switch (query.type) {
      case 'all':
        if (negative) empty = true;
        return;
      case 'and':
        // The filter language has no negated groups, so that conjunctions simply flatten.
        for (const part of query.queries) add(part, negative);
        return;
      case 'not':
        add(query.query, !negative);
        return;
      case 'words': {
        const expression = wordsExpression(query.text);
        if (expression === undefined) empty = true;
        else words.push(expression);
        return;
      }
      case 'term':
        addTerm(query.field, query.value, negative);
    }
  }

  function addTerm(field: string, value: string, negative: boolean): void {
    const constant = CONSTANT_FIELDS[field];
    if (constant !== undefined) {
      if ((value === constant || value === `(${constant})`) === negative) empty = true;
      return;
    }
    if (field === 'organization' || field === 'owner_org') {
      addKey(feed.publisherKey(field === 'organization' ? 'name' : 'id', value), publishers, negative);
      return;
    }
    if (field === 'id' || field === 'name') {
      addKey(feed.findDocument(field, value), documents, negative);
      return;
    }
    const textColumn = field === 'title' || field === 'notes' || field === 'text';
    const expression = textColumn
      ? wordsExpression(value, columnsOf(field))
      : `exact : "${exactToken(field, value)}"`;
    if (expression === undefined) {
      if (!negative) empty = true;
      return;
    }
    (negative ? excluded : required).push(expression);
  }

  function addKey(
    key: number | undefined,
    sets: { only: number[]; never: number[] },
    negative: boolean,
  ): void {
    if (key !== undefined) (negative ? sets.never : sets.only).push(key);
    else if (!negative) empty = true;
  }

  for (const query of queries) add(query, false);
  const all = [...words.map((expression) => `(${TEXT_COLUMNS} : (${expression}))`), ...required];
  const matched = all.join(' AND ');
  const unwanted = excluded.map((expression) => `(${expression})`).join(' OR ');
  // FTS5's NOT needs a left side.
  const match = excluded.length === 0 ? matched : `(${matched}) NOT (${unwanted})`;
  return {
    match: all.length === 0 ? undefined : match,
    without: all.length === 0 && excluded.length > 0 ? unwanted : undefined,
    words: words.length === 0 ? undefined : words.map((expression) => `(${expression})`).join(' AND '),
    publishers,
    documents,
    empty,
  };
}

function columnsOf(field: string): string {
  if (field === 'title') return 'title';
  return field === 'notes' ? 'text' : TEXT_COLUMNS;
}

/**
 * All words of a text, each a phrase; Chinese without blanks is segmented first, quotes keep a phrase whole. `AND` and `OR`
 * between words are the operators that dismax knows, `-` before a word excludes it.
 */
function wordsExpression(text: string, columns?: string): string | undefined {
  const wanted: string[] = [];
  const unwanted: string[] = [];
  let joint = ' AND ';
  for (const part of text.matchAll(/(-?)"([^"]*)"|(-?)(\S+)/g)) {
    const [, quotedSign, quoted, sign, bare = ''] = part;
    if (bare === 'AND' || bare === 'OR') {
      joint = ` ${bare} `;
      continue;
    }
    const words = quoted === undefined ? segment(bare) : [quoted];
    const phrases = words.map(phraseOf).filter((phrase) => phrase !== undefined);
    if (phrases.length === 0) continue;
    const expression = `(${phrases.join(' AND ')})`;
    if ((quotedSign ?? '') + (sign ?? '') === '-') unwanted.push(expression);
    else wanted.push(wanted.length === 0 ? expression : joint + expression);
    joint = ' AND ';
  }
  if (wanted.length === 0) return undefined;
  const found = wanted.join('');
  const expression = unwanted.length === 0 ? found : `(${found}) NOT (${unwanted.join(' OR ')})`;
  return columns === undefined ? expression : `${columns} : (${expression})`;
}
