import type { Bound, Query, WildcardPart } from './ast.js';
import { readDate } from './date-maths.js';
import { kindOfCkanField } from './query-options.js';
import type { FieldKind, QueryOptions } from './query-options.js';
import { faultAt } from './query-text.js';
import type { QueryText } from './query-text.js';
import type { RangeEnd, RangeToken, TextToken, TildeToken } from './tokens.js';

const MAX_EDITS = 2;
const MAX_SLOP = 2_147_483_647;
const INTEGER = /^[+-]?\d{1,15}$/;

/** Where a value belongs: its field, and where the clause begins. */
export interface Place {
  readonly field: string;
  readonly position: number;
}

/** Makes the leaves of the tree; dates and numbers are read here, for the fields that hold them. */
export interface LeafMaker {
  text(place: Place, token: TextToken, tilde: TildeToken | undefined): Query;
  range(place: Place, token: RangeToken): Query;
}

export function createLeafMaker(source: QueryText, options: QueryOptions): LeafMaker {
  const kindOf = options.kindOf ?? kindOfCkanField;

  function read(kind: FieldKind, text: string, from: number): { text: string; value?: number } {
    if (kind === 'other') return { text };
    if (kind === 'date') {
      const time = readDate(text, options.now);
      if (time === undefined) throw faultAt(source, from, `Invalid Date String:'${text.slice(0, 60)}'`);
      return { text: new Date(time).toISOString(), value: time };
    }
    if (!INTEGER.test(text)) throw faultAt(source, from, `Invalid Number: ${text.slice(0, 60)}`);
    // Minus nought is nought.
    const value = Number(text) + 0;
    return { text: String(value), value };
  }

  function boundOf(field: string, end: RangeEnd): Bound | undefined {
    if (end.text === undefined) return undefined;
    return { ...read(kindOf(field), end.text, end.from), inclusive: end.inclusive };
  }

  function fuzzy({ field, position }: Place, text: string, tilde: TildeToken): Query {
    const amount = Math.fround(tilde.amount ?? MAX_EDITS);
    if (amount >= 1 && !Number.isInteger(amount) && Number.isFinite(amount)) {
      throw faultAt(source, tilde.from, 'Fractional edit distances are not allowed!');
    }
    // Below one it is a similarity, as in old versions of Lucene.
    const allowed = amount >= 1 || amount === 0 ? amount : Math.trunc((1 - amount) * Array.from(text).length);
    return { type: 'fuzzy', field, text, edits: Math.min(allowed, MAX_EDITS), position };
  }

  return {
    text: (place, { kind, text, from }, tilde) => {
      const { field, position } = place;
      if (kindOf(field) !== 'other') {
        const bound = { ...read(kindOf(field), text, from), inclusive: true };
        return { type: 'range', field, lower: bound, upper: bound, position };
      }
      if (kind === 'phrase') {
        return {
          type: 'phrase',
          field,
          text,
          slop: Math.min(Math.trunc(tilde?.amount ?? 0), MAX_SLOP),
          position,
        };
      }
      return tilde === undefined ? { type: 'term', field, text, position } : fuzzy(place, text, tilde);
    },
    range: (place, { lower, upper }) => {
      if (lower.text === undefined && upper.text === undefined) return exists(place);
      const { field } = place;
      return { type: 'range', ...place, lower: boundOf(field, lower), upper: boundOf(field, upper) };
    },
  };
}

export function exists({ field, position }: Place): Query {
  return field === '*' ? { type: 'all', position } : { type: 'exists', field, position };
}

export function wildcard(place: Place, pattern: readonly WildcardPart[]): Query {
  const [first, second] = pattern;
  if (pattern.length === 1 && first === 'any') return exists(place);
  if (pattern.length === 2 && typeof first === 'object' && second === 'any') {
    return { type: 'prefix', ...place, text: first.literal };
  }
  return { type: 'wildcard', ...place, pattern };
}
