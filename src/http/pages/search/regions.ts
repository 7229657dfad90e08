import type { FacetCounts } from './find.js';

type Sources = readonly { readonly id: string; readonly region?: string }[];

/** City → datasets of its portals, the most first; portals without a city count nowhere. */
export function regionCounts(bySource: FacetCounts, sources: Sources): FacetCounts {
  const counts = new Map<string, number>();
  for (const { id, region } of sources) {
    const count = bySource.get(id) ?? 0;
    if (region !== undefined && count > 0) counts.set(region, (counts.get(region) ?? 0) + count);
  }
  return new Map([...counts].sort((one, other) => other[1] - one[1]));
}

/** Whether every portal is a city's only one: then its portals say no more than the cities. */
export function areCities(sources: Sources): boolean {
  const regions = sources.flatMap(({ region }) => region ?? []);
  return regions.length === sources.length && new Set(regions).size === regions.length;
}
