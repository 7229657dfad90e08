/**
 * What a query asks, whatever it was written in; the whole language of the evaluator. `position` is where the part stands
 * in the parameter's text.
 *
 * A tree is never deeper than a few hundred nodes, however it was written, so that it can be walked by recursion. Whether
 * a field exists, is text or exact is not known here: a field that nothing has simply matches nothing.
 */
export type Query =
  | AllQuery
  | NothingQuery
  | TermQuery
  | PhraseQuery
  | PrefixQuery
  | WildcardQuery
  | FuzzyQuery
  | RangeQuery
  | ExistsQuery
  | WordsQuery
  | BooleanQuery
  | BoostQuery
  | ConstantQuery;

interface Placed {
  readonly position: number;
}

/** `*:*` */
export interface AllQuery extends Placed {
  readonly type: 'all';
}

export interface NothingQuery extends Placed {
  readonly type: 'nothing';
}

/** `field:value`: the value as it is in an exact field, all of its words in a text field (none: it asks nothing). */
export interface TermQuery extends Placed {
  readonly type: 'term';
  readonly field: string;
  readonly text: string;
}

/** `field:"…"~slop`: the value as it is in an exact field; in a text field its words in a row, `slop` moves apart. */
export interface PhraseQuery extends Placed {
  readonly type: 'phrase';
  readonly field: string;
  readonly text: string;
  readonly slop: number;
}

/** `field:text*` */
export interface PrefixQuery extends Placed {
  readonly type: 'prefix';
  readonly field: string;
  readonly text: string;
}

/** `field:a?b*c`; never only `any`, nor literals with one `any` at the end, which are `exists` and `prefix`. */
export interface WildcardQuery extends Placed {
  readonly type: 'wildcard';
  readonly field: string;
  readonly pattern: readonly WildcardPart[];
}

/** Any characters, also none; exactly one character; or these. */
export type WildcardPart = 'any' | 'one' | { readonly literal: string };

/** `field:text~edits`, at most two insertions, deletions, changes or swaps of neighbours. */
export interface FuzzyQuery extends Placed {
  readonly type: 'fuzzy';
  readonly field: string;
  readonly text: string;
  readonly edits: number;
}

/** `field:[lower TO upper}`; an open end is undefined, and never both are: that is `exists`. */
export interface RangeQuery extends Placed {
  readonly type: 'range';
  readonly field: string;
  readonly lower: Bound | undefined;
  readonly upper: Bound | undefined;
}

/**
 * One end of a range. `value` is there in fields of dates (milliseconds since 1970, date maths done) and of numbers; then
 * `text` says the same in its plain form.
 */
export interface Bound {
  readonly text: string;
  readonly inclusive: boolean;
  readonly value?: number;
}

/** `field:*`: the field has a value. */
export interface ExistsQuery extends Placed {
  readonly type: 'exists';
  readonly field: string;
}

/**
 * A word, or a phrase in quotes, of a simple search: to be found in at least one of the fields. Its score is the best
 * field's, each times its boost, and `tie` times the others'.
 */
export interface WordsQuery extends Placed {
  readonly type: 'words';
  readonly text: string;
  readonly quoted: boolean;
  readonly fields: readonly WeightedField[];
  readonly tie: number;
}

export interface WeightedField {
  readonly field: string;
  readonly boost: number;
}

/**
 * All `must`, none of `mustNot`, and at least `minimumShouldMatch` of `should` (the number is worked out: it is 1 when
 * nothing is required and something should, for instance); what `should` raises the score. Without any `must` or `should`
 * it matches nothing.
 */
export interface BooleanQuery extends Placed {
  readonly type: 'boolean';
  readonly clauses: readonly Clause[];
  readonly minimumShouldMatch: number;
}

export interface Clause {
  readonly occur: 'must' | 'should' | 'mustNot';
  readonly query: Query;
}

/** `…^factor`: the score times the factor. */
export interface BoostQuery extends Placed {
  readonly type: 'boost';
  readonly query: Query;
  readonly factor: number;
}

/** `…^=score`: whatever matches has this score. */
export interface ConstantQuery extends Placed {
  readonly type: 'constant';
  readonly query: Query;
  readonly score: number;
}
