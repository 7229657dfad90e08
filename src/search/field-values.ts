import type { SearchView } from '../pipeline/read-ports.js';

interface Values {
  readonly seq: number;
  readonly sorted: readonly string[];
  readonly lower: readonly string[];
}

/** All values of fields, read once a published state when somebody asks for them. */
export class FieldValues {
  readonly #view: SearchView;
  readonly #known = new Map<string, Values>();

  constructor(view: SearchView) {
    this.#view = view;
  }

  /** Sorted; those that hold all of these texts, in any case. */
  holding(field: string, texts: readonly string[]): readonly string[] {
    const { sorted, lower } = this.#valuesOf(field);
    const wanted = texts.map((text) => text.toLowerCase()).filter((text) => text !== '');
    if (wanted.length === 0) return sorted;
    return sorted.filter((_value, place) => wanted.every((text) => lower[place]?.includes(text)));
  }

  #valuesOf(field: string): Values {
    const known = this.#known.get(field);
    if (known?.seq === this.#view.seq) return known;
    const { seq } = this.#view;
    const { facets } = this.#view.search({
      ...{ q: '', fq: [], sort: '', start: 0, rows: 0 },
      facets: { fields: [field], limit: -1, minCount: 1 },
    });
    const sorted = [...(facets.get(field)?.keys() ?? [])].sort();
    const values = { seq, sorted, lower: sorted.map((value) => value.toLowerCase()) };
    this.#known.set(field, values);
    return values;
  }
}
