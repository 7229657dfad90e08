import { decodeValue, endOfField, startOfField } from './exact-token.js';
import type { Matcher } from './matcher.js';
import type { TimeBudget } from './time-budget.js';

/** All values of a field, sorted, each with its documents, live or not. */
export interface FieldPostings {
  readonly values: readonly string[];
  /** The documents of value n are those from `starts[n]` to before `starts[n + 1]`. */
  readonly starts: readonly number[];
  readonly documents: readonly number[];
}

/** Fields kept until the next publication. */
const KEPT = 4;
const STRIDE = 1024;

/** Reads fields that are not counted out of the index, for facets and sorting; each is read once a publication. */
export class PostingsReader {
  readonly #matcher: Matcher;
  readonly #kept = new Map<string, FieldPostings>();

  constructor(matcher: Matcher) {
    this.#matcher = matcher;
  }

  forget(): void {
    this.#kept.clear();
  }

  read(field: string, budget: TimeBudget): FieldPostings {
    const kept = this.#kept.get(field);
    if (kept !== undefined) return kept;
    const postings = this.#read(field, budget);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= KEPT && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(field, postings);
    return postings;
  }

  #read(field: string, budget: TimeBudget): FieldPostings {
    const values: string[] = [];
    const starts: number[] = [];
    const documents: number[] = [];
    let last = '';
    let read = 0;
    for (const [token, key] of this.#matcher.postings(startOfField(field), endOfField(field))) {
      if (token !== last) {
        last = token;
        values.push(decodeValue(field, token));
        starts.push(documents.length);
      }
      if (documents.length === starts.at(-1) || documents.at(-1) !== key) documents.push(key);
      if ((read += 1) % STRIDE === 0) budget.check(0);
    }
    starts.push(documents.length);
    return { values, starts, documents };
  }
}
