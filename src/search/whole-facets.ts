import type { SearchRequest, SearchResult } from '../pipeline/read-ports.js';
import { SOURCE_TITLE } from './fields/source-field.js';

type Asked = SearchRequest['facets'];
type Facets = SearchResult['facets'];

/** Ways to ask that are remembered, and how much of each. */
const MOST_ASKED = 64;
const MOST_FIELDS = 16;
const MOST_VALUES = 200;

/** Facets of the whole catalogue, which are the same until its next state. */
export class WholeFacets {
  readonly #known = new Map<string, Facets>();

  of(asked: Asked, count: () => Facets): Facets {
    const { fields, limit } = asked;
    // Titles of sources change without a publication.
    if (limit < 0 || limit > MOST_VALUES || fields.length > MOST_FIELDS || fields.includes(SOURCE_TITLE))
      return count();
    const name = JSON.stringify(asked);
    const known = this.#known.get(name) ?? count();
    if (this.#known.size < MOST_ASKED) this.#known.set(name, known);
    return known;
  }

  forget(): void {
    this.#known.clear();
  }
}
