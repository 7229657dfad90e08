import { unite } from './document-set.js';
import type { DocumentSet } from './document-set.js';
import { exactToken } from './exact-token.js';
import { isIndexed, plainName, textColumns } from './fields/fields.js';
import type { Field } from './fields/fields.js';
import type { WordsQuery } from './language/ast.js';
import type { Matcher } from './matcher.js';
import type { LeafPlan } from './plan.js';
import { allWords, wordsInRow } from './text-expression.js';

/** In a simple search tags and publishers are words, too. */
const WORD_COLUMNS: ReadonlyMap<string, string> = new Map([
  ['tags', '{tags}'],
  ['organization', '{publisher}'],
]);
/** Whoever looks in all texts finds by the publisher's name, too: that is worth as much as a tag. */
const IN_TEXT = { field: 'text', columns: '{publisher}', factor: 2 } as const;

export interface WordsParts {
  readonly matcher: Matcher;
  readonly fieldOf: (name: string) => Field;
}

/** A word in any of several fields; its score is the best field's. */
export function planWords(query: WordsQuery, { matcher, fieldOf }: WordsParts): LeafPlan | undefined {
  const { text, quoted, position } = query;
  const find = quoted ? wordsInRow : allWords;
  if (find('{title}', text, position) === undefined) return undefined;
  const scored: { expression: string; score: number }[] = [];
  const elsewhere: DocumentSet[] = [];
  for (const { field, boost } of query.fields) {
    const columns = textColumns(field) ?? WORD_COLUMNS.get(field);
    const name = plainName(field);
    const expression = columns === undefined ? undefined : find(columns, text, position);
    if (expression !== undefined) scored.push({ expression, score: boost });
    else if (isIndexed(name))
      scored.push({ expression: `exact : "${exactToken(name, text)}"`, score: boost });
    else {
      const other = fieldOf(field);
      const set = other.type === 'exact' ? other.field.term(text) : undefined;
      if (set?.some((word) => word !== 0) === true) elsewhere.push(set);
    }
    const inside = field === IN_TEXT.field ? find(IN_TEXT.columns, text, position) : undefined;
    if (inside !== undefined) scored.push({ expression: inside, score: boost * IN_TEXT.factor });
  }
  scored.sort((one, other) => other.score - one.score);
  const expression = scored.map((part) => `(${part.expression})`).join(' OR ');
  const least = scored.at(-1)?.score ?? 1;
  return {
    type: 'leaf',
    score: least,
    better: scored.filter(({ score }) => score > least),
    found:
      elsewhere.length === 0 && expression !== ''
        ? expression
        : () => {
            const [first = matcher.match(expression), ...others] = [
              ...elsewhere,
              ...(expression === '' ? [] : [matcher.match(expression)]),
            ];
            for (const other of others) unite(first, other);
            return first;
          },
  };
}
