import type { SearchDatabase } from './tables.js';

interface Term {
  readonly term_key: number;
  readonly field: string;
  readonly value: string;
}

const NONE: ReadonlyMap<string, number> = new Map();

/** Counted terms by number and by value. Terms are only ever added, so that what is known stays true. */
export class TermBook {
  readonly #after;
  readonly #values: string[] = [];
  readonly #fields: string[] = [];
  readonly #byField = new Map<string, Map<string, number>>();
  readonly #termsOf = new Map<string, number[]>();
  #last = 0;

  constructor(database: SearchDatabase) {
    this.#after = database.prepare<[number], Term>(
      'SELECT term_key, field, value FROM search_term WHERE term_key > ? ORDER BY term_key',
    );
    this.catchUp();
  }

  /** Exclusive upper bound of the term numbers known now. */
  get size(): number {
    return this.#last + 1;
  }

  value(term: number): string {
    return this.#values[term] ?? '';
  }

  /** The field that the term is a value of. */
  field(term: number): string {
    if (term > this.#last) this.catchUp();
    return this.#fields[term] ?? '';
  }

  /** Value → term number. */
  ofField(field: string): ReadonlyMap<string, number> {
    return this.#byField.get(field) ?? NONE;
  }

  /** The numbers of a field's terms, rising. */
  termsOf(field: string): readonly number[] {
    return this.#termsOf.get(field) ?? [];
  }

  /** Takes in what was written since. */
  catchUp(): void {
    for (const { term_key: term, field, value } of this.#after.iterate(this.#last)) {
      this.#values[term] = value;
      this.#fields[term] = field;
      this.#last = term;
      const values = this.#byField.get(field);
      if (values === undefined) this.#byField.set(field, new Map([[value, term]]));
      else values.set(value, term);
      const terms = this.#termsOf.get(field);
      if (terms === undefined) this.#termsOf.set(field, [term]);
      else terms.push(term);
    }
  }
}
