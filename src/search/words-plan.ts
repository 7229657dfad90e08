import { isEmpty, unite } from './document-set.js';
import type { DocumentSet } from './document-set.js';
import { exactToken, presenceToken } from './exact-token.js';
import { isIndexed, plainName, textColumns } from './fields/fields.js';
import type { Field } from './fields/fields.js';
import type { WordsQuery } from './language/ast.js';
import type { Matcher } from './matcher.js';
import type { LeafPlan } from './plan.js';
import { COUNTED_FIELDS } from './tables.js';
import type { TermBook } from './term-book.js';
import { allWords, wordsInRow } from './text-expression.js';

/** In a simple search tags and publishers are words, too. */
const WORD_COLUMNS: ReadonlyMap<string, readonly string[]> = new Map([
  ['tags', ['tags']],
  ['organization', ['publisher']],
]);
/** Whoever looks in all texts finds by the publisher's name, too: that is worth as much as a tag. */
const IN_TEXT = { field: 'text', columns: ['publisher'], factor: 2 } as const;

export interface WordsParts {
  readonly book: TermBook;
  readonly matcher: Matcher;
  readonly fieldOf: (name: string) => Field;
}

/** An expression that no document matches. */
const NOTHING = `exact : "${presenceToken('')}"`;

/** A word in any of several fields; its score is the best field's. */
export function planWords(query: WordsQuery, { matcher, book, fieldOf }: WordsParts): LeafPlan | undefined {
  const { text, quoted, position } = query;
  const find = quoted ? wordsInRow : allWords;
  if (find('{title}', text, position) === undefined) return undefined;
  const elsewhere: DocumentSet[] = [];
  const byScore = new Map<number, Places>();
  for (const { field, boost } of query.fields) {
    const columns = textColumns(field) ?? WORD_COLUMNS.get(field);
    if (columns !== undefined) placesAt(byScore, boost).columns.push(...columns);
    else if (COUNTED_FIELDS.has(field) && !book.ofField(field).has(text)) continue;
    else if (isIndexed(plainName(field)))
      placesAt(byScore, boost).exact.push(`exact : "${exactToken(plainName(field), text)}"`);
    else elsewhere.push(...documentsNamed(field, text, fieldOf));
    if (field === IN_TEXT.field) placesAt(byScore, boost * IN_TEXT.factor).columns.push(...IN_TEXT.columns);
  }
  const places = [...byScore].sort(([one], [other]) => other - one);
  const expressionOf = ({ columns, exact }: Places): string => {
    const inColumns =
      columns.length === 0 ? undefined : find(`{${[...new Set(columns)].join(' ')}}`, text, position);
    return [inColumns ?? [], exact]
      .flat()
      .map((part) => `(${part})`)
      .join(' OR ');
  };
  const scored = places.map(([score, at]) => ({ score, expression: expressionOf(at) }));
  const expression = expressionOf({
    columns: places.flatMap(([, at]) => at.columns),
    exact: places.flatMap(([, at]) => at.exact),
  });
  const least = scored.at(-1)?.score ?? 1;
  return {
    type: 'leaf',
    score: least,
    better: scored.filter(({ score }) => score > least),
    found:
      elsewhere.length === 0 && expression !== '' ? expression : () => union(elsewhere, expression, matcher),
  };
}

interface Places {
  /** FTS5 columns. */
  readonly columns: string[];
  /** Expressions of exact values. */
  readonly exact: string[];
}

function placesAt(byScore: Map<number, Places>, score: number): Places {
  const places = byScore.get(score) ?? { columns: [], exact: [] };
  byScore.set(score, places);
  return places;
}

/** A field that FTS5 does not have: nearly always nothing has the word for its name. */
function documentsNamed(field: string, text: string, fieldOf: WordsParts['fieldOf']): readonly DocumentSet[] {
  const other = fieldOf(field);
  const set = other.type === 'exact' ? other.field.term(text) : undefined;
  return set === undefined || isEmpty(set) ? [] : [set];
}

function union(sets: readonly DocumentSet[], expression: string, matcher: Matcher): DocumentSet {
  const all = matcher.match(expression === '' ? NOTHING : expression);
  for (const set of sets) unite(all, set);
  return all;
}
