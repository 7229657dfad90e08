import type { SearchResult } from '../../pipeline/read-ports.js';
import { licenseTitle } from '../../serialise/ckan/license.js';
import { groupTitle } from '../../serialise/ckan/themes.js';
import type { Figures } from '../figures.js';

interface FacetItem {
  readonly count: number;
  readonly display_name: string;
  readonly name: string;
}

export interface Facets {
  readonly facets: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly search_facets: Readonly<
    Record<string, { readonly items: readonly FacetItem[]; readonly title: string }>
  >;
}

/** CKAN's two forms of the same counts: bare, and with display names sorted from the last to the first. */
export function toFacets(result: SearchResult, figures: Figures): Facets {
  const facets: [string, Readonly<Record<string, number>>][] = [];
  const searchFacets: [string, { readonly items: readonly FacetItem[]; readonly title: string }][] = [];
  for (const [field, counts] of result.facets) {
    facets.push([field, Object.fromEntries(counts)]);
    const items = [...counts].map(([name, count]) => ({
      count,
      display_name: displayName(field, name, figures),
      name,
    }));
    items.sort(byDisplayNameDescending);
    searchFacets.push([field, { items, title: field }]);
  }
  return { facets: Object.fromEntries(facets), search_facets: Object.fromEntries(searchFacets) };
}

function displayName(field: string, value: string, figures: Figures): string {
  if (field === 'organization') return figures.publisherTitles().get(value) ?? value;
  if (field === 'groups') return groupTitle(value) ?? value;
  if (field === 'license_id') return licenseTitle(value) ?? value;
  return value;
}

function byDisplayNameDescending(one: FacetItem, other: FacetItem): number {
  return one.display_name < other.display_name ? 1 : one.display_name > other.display_name ? -1 : 0;
}
