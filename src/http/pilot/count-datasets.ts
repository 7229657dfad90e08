import type { DatasetFilter } from '../../domain/pilot/measures.js';
import type { CountedDatasets, PilotScope } from '../../domain/pilot/report.js';
import { type RegionalSource, sourcesWithin } from '../../domain/pilot/scope.js';
import type { SearchIndex } from '../../pipeline/read-ports.js';

/** How many datasets pass a filter, in all and by each value of the fields that figures are told apart by. */
export interface Counted extends CountedDatasets {
  by(field: CountedBy): ReadonlyMap<string, number>;
}

export type CountedBy = (typeof FIELDS)[number];
const FIELDS = ['organization', 'harvest_source_id', 'groups', 'cn_missing'] as const;

export type CountDatasets = (filter: DatasetFilter) => Promise<Counted>;

/** Counts within a scope; each filter is asked for once. */
export function createCounter(
  search: SearchIndex,
  scope: PilotScope,
  sources: readonly RegionalSource[],
): CountDatasets {
  const within = filterOf(scope, sources);
  const asked = new Map<string, Promise<Counted>>();

  async function count(filter: DatasetFilter): Promise<Counted> {
    const { count: found, facets } = await search.search({
      q: '',
      fq: filter,
      sort: '',
      start: 0,
      rows: 0,
      facets: { fields: FIELDS, limit: -1, minCount: 1 },
    });
    return { count: found, filter, by: (field) => facets.get(field) ?? new Map<string, number>() };
  }

  return (filter) => {
    const whole = [...filter, ...within];
    const key = JSON.stringify(whole);
    const known = asked.get(key) ?? count(whole);
    asked.set(key, known);
    return known;
  };
}

function filterOf(scope: PilotScope, sources: readonly RegionalSource[]): DatasetFilter {
  if (scope.of === 'publisher') return [`organization:${quoted(scope.name)}`];
  const ids = sourcesWithin(scope, sources);
  return ids === undefined ? [] : [`harvest_source_id:(${ids.map(quoted).join(' OR ')})`];
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
