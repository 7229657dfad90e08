import type { ValueTest } from './fields/exact-field.js';
import { endOfPrefix } from './fields/exact-field.js';
import type { FuzzyQuery, PrefixQuery, RangeQuery, WildcardQuery } from './language/ast.js';
import { isSpeltAlike, literalStart, longestLiteral, patternTest } from './spelling.js';

/** Which values of an exact field a leaf asks for. */
export function testOf(leaf: PrefixQuery | WildcardQuery | FuzzyQuery | RangeQuery): ValueTest {
  switch (leaf.type) {
    case 'prefix': {
      const { text } = leaf;
      return {
        from: text,
        to: endOfPrefix(text),
        accepts: (value) => value.startsWith(text),
        allBut: [],
      };
    }
    case 'wildcard': {
      const start = literalStart(leaf.pattern);
      return {
        from: start,
        to: start === '' ? undefined : endOfPrefix(start),
        accepts: patternTest(leaf.pattern),
        holds: longestLiteral(leaf.pattern),
      };
    }
    case 'fuzzy':
      return { from: '', to: undefined, accepts: (value) => isSpeltAlike(leaf.text, value, leaf.edits) };
    case 'range':
      return rangeTest(leaf, (text) => text);
  }
}

/** `fold` makes of the ends what values look like. */
export function rangeTest({ lower, upper }: RangeQuery, fold: (text: string) => string): ValueTest {
  const from = fold(lower?.text ?? '');
  const to = upper === undefined ? undefined : fold(upper.text);
  const isAbove = lower?.inclusive === false ? above : atLeast;
  const isBelow = upper?.inclusive === false ? above : atLeast;
  return {
    from,
    to,
    accepts: (value) => isAbove(value, from) && (to === undefined || isBelow(to, value)),
    allBut: [
      ...(lower?.inclusive === false ? [from] : []),
      ...(upper?.inclusive === false && to !== undefined ? [to] : []),
    ],
  };
}

function above(one: string, other: string): boolean {
  return one > other;
}

function atLeast(one: string, other: string): boolean {
  return one >= other;
}

/** Microseconds from, and before which. Queries know milliseconds: the microseconds of one belong to it. */
export function timesWithin({ lower, upper }: RangeQuery): {
  readonly from: number;
  readonly before: number;
} {
  const first = (lower?.value ?? -Infinity) + (lower?.inclusive === false ? 1 : 0);
  const end = (upper?.value ?? Infinity) + (upper?.inclusive === false ? 0 : 1);
  return { from: first * 1000, before: end * 1000 };
}
