import type { WildcardPart } from './ast.js';

/** What Lucene's grammar is written in; `from` is where the token begins. */
export type Token = MarkToken | ValueToken | BoostToken | TildeToken;

export interface MarkToken {
  readonly kind: Mark;
  readonly from: number;
}

export type Mark =
  'and' | 'or' | 'not' | 'plus' | 'minus' | 'open' | 'filter' | 'close' | 'colon' | 'star' | 'end';

/** Words that are operators, in capitals only. */
export const OPERATORS: ReadonlyMap<string, 'and' | 'or' | 'not'> = new Map([
  ['AND', 'and'],
  ['&&', 'and'],
  ['OR', 'or'],
  ['||', 'or'],
  ['NOT', 'not'],
]);

export type ValueToken = TextToken | WildToken | RangeToken;

/** A word or a phrase, escapes done. */
export interface TextToken {
  readonly kind: 'term' | 'phrase';
  readonly text: string;
  readonly from: number;
  /** An operator with a blank behind it, which Lucene reads as a word. It names no field. */
  readonly bare?: true;
}

export interface WildToken {
  readonly kind: 'wild';
  readonly pattern: readonly WildcardPart[];
  readonly from: number;
}

export interface RangeToken {
  readonly kind: 'range';
  readonly lower: RangeEnd;
  readonly upper: RangeEnd;
  readonly from: number;
}

export interface RangeEnd {
  /** Undefined: open. */
  readonly text: string | undefined;
  readonly inclusive: boolean;
  readonly from: number;
}

export interface BoostToken {
  readonly kind: 'boost';
  readonly factor: number;
  readonly constant: boolean;
  readonly from: number;
}

export interface TildeToken {
  readonly kind: 'tilde';
  readonly amount: number | undefined;
  readonly from: number;
}
