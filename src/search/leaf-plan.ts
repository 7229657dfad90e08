import type { Lexicon } from './analysis/lexicon.js';
import type { Columns } from './columns.js';
import { scratchCopy, scratchSet } from './document-set.js';
import type { DocumentSet } from './document-set.js';
import { exactToken, hasField } from './exact-token.js';
import type { ExactField } from './fields/exact-field.js';
import { isIndexed, plainName } from './fields/fields.js';
import type { Field } from './fields/fields.js';
import type {
  BooleanQuery,
  BoostQuery,
  ConstantQuery,
  Query,
  TermQuery,
  WordsQuery,
} from './language/ast.js';
import { DEFAULT_FIELD, DEFAULT_TIE } from './language/query-options.js';
import type { Matcher } from './matcher.js';
import type { LeafPlan } from './plan.js';
import { testOf, timesWithin } from './ranges.js';
import type { Stems } from './stems.js';
import type { TermBook } from './term-book.js';
import { findInText } from './text-plan.js';
import type { FieldLeaf, Found } from './text-plan.js';
import type { TimeBudget } from './time-budget.js';
import { planWords } from './words-plan.js';

export type Leaf = Exclude<Query, BooleanQuery | BoostQuery | ConstantQuery>;

/** A word in the field of all texts is looked for, and ranked, as one of a simple search. */
const EVERYWHERE = {
  field: DEFAULT_FIELD,
  words: ({ text, position }: TermQuery): WordsQuery => {
    const fields = [
      { field: 'title', boost: 4 },
      { field: 'tags', boost: 2 },
      { field: DEFAULT_FIELD, boost: 1 },
    ];
    return { type: 'words', text, quoted: false, fields, tie: DEFAULT_TIE, position };
  },
} as const;

/** The plan of a leaf; undefined when it asks nothing. */
export type LeafPlanner = (leaf: Leaf) => LeafPlan | undefined;

export interface LeafParts {
  readonly columns: Columns;
  readonly book: TermBook;
  readonly matcher: Matcher;
  readonly fieldOf: (name: string) => Field;
  readonly budget: TimeBudget;
  readonly lexicon: Lexicon;
  readonly stems: Stems;
}

export function createLeafPlanner(parts: LeafParts): LeafPlanner {
  const { columns, book, matcher, fieldOf, budget, stems } = parts;
  const textParts = { matcher, budget, stems, capacity: () => columns.capacity };

  function find(leaf: FieldLeaf): Found {
    const field = fieldOf(leaf.field);
    if (field.type === 'text') return findInText(leaf, field.columns, textParts);
    if (field.type === 'exact') return findExactly(leaf, field.field);
    if (leaf.type !== 'range') return () => scratchSet(columns.capacity);
    const { from, before } = timesWithin(leaf);
    return () => columns.between(field.column, from, before);
  }

  function findExactly(leaf: FieldLeaf, field: ExactField): Found {
    if (leaf.type !== 'term' && leaf.type !== 'phrase') {
      const test = testOf(leaf);
      return () =>
        field.where(test, () => {
          budget.check(leaf.position);
        });
    }
    const name = plainName(leaf.field);
    const term = book.ofField(name).get(leaf.text);
    const inMemory = term !== undefined && columns.terms.common(term) !== undefined;
    if (isIndexed(name) && !inMemory) return `exact : "${exactToken(name, leaf.text)}"`;
    return () => field.term(leaf.text);
  }

  function findPresent(name: string): Found {
    const field = fieldOf(name);
    if (field.type === 'exact') return () => field.field.exists();
    // Every dataset has a title, and times.
    return name === 'notes' || name === 'res_description' ? hasField(name) : all;
  }

  function all(): DocumentSet {
    return scratchCopy(columns.live);
  }

  function found(leaf: Exclude<Leaf, { readonly type: 'words' }>): Found {
    switch (leaf.type) {
      case 'all':
        return all;
      case 'nothing':
        return () => scratchSet(columns.capacity);
      case 'exists':
        return findPresent(leaf.field);
      default:
        return find(leaf);
    }
  }

  return (leaf) => {
    if (leaf.type === 'words') return planWords(leaf, parts);
    if (leaf.type === 'term' && leaf.field === EVERYWHERE.field)
      return planWords(EVERYWHERE.words(leaf), parts);
    const how = found(leaf);
    return how === undefined ? undefined : { type: 'leaf', found: how, parts: [] };
  };
}
