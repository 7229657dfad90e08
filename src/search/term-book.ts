import type { SearchDatabase } from './tables.js';

interface Term {
  readonly term_key: number;
  readonly field: string;
  readonly value: string;
}

/** Counted terms by number. Terms are only ever added, so that what is known stays true. */
export class TermBook {
  readonly #after;
  readonly #fields: string[] = [];
  readonly #values: string[] = [];
  #last = 0;

  constructor(database: SearchDatabase) {
    this.#after = database.prepare<[number], Term>(
      'SELECT term_key, field, value FROM search_term WHERE term_key > ? ORDER BY term_key',
    );
    this.#catchUp();
  }

  /** Exclusive upper bound of the term numbers known now. */
  size(): number {
    this.#catchUp();
    return this.#last + 1;
  }

  field(term: number): string | undefined {
    return this.#fields[term];
  }

  value(term: number): string {
    return this.#values[term] ?? '';
  }

  #catchUp(): void {
    for (const term of this.#after.iterate(this.#last)) {
      this.#fields[term.term_key] = term.field;
      this.#values[term.term_key] = term.value;
      this.#last = term.term_key;
    }
  }
}
