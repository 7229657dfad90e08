import type { SearchView } from '../pipeline/read-ports.js';
import { soundsLike } from '../serialise/pinyin.js';

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

  /** Sorted; those that hold all of these texts, in any case; then, with `sounds`, those that sound like all of them. */
  holding(
    field: string,
    texts: readonly string[],
    { sounds = false }: { readonly sounds?: boolean } = {},
  ): readonly string[] {
    const { sorted, lower } = this.#valuesOf(field);
    const wanted = texts.map((text) => text.toLowerCase()).filter((text) => text !== '');
    if (wanted.length === 0) return sorted;
    const holds = (place: number): boolean => wanted.every((text) => lower[place]?.includes(text));
    const held = sorted.filter((_value, place) => holds(place));
    if (!sounds) return held;
    const alike = sorted.filter(
      (value, place) => !holds(place) && wanted.every((text) => soundsLike(value, text)),
    );
    return [...held, ...alike];
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
