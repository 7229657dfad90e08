import { dayBefore } from '../../../domain/day.js';
import { MODIFIED_DAYS, type Filter, type ModifiedSpan } from './address.js';

export interface FilterFacts {
  readonly sources: readonly { readonly id: string; readonly region?: string }[];
  /** CCYY-MM-DD. */
  readonly today: string;
}

/** The filters in the language of the index, each to be met. */
export function toFilterQueries(filters: readonly Filter[], facts: FilterFacts): readonly string[] {
  return filters.map(([key, value]) => {
    switch (key) {
      case 'region':
        return inRegion(value, facts);
      case 'modified':
        return `cn_modified:[${dayBefore(facts.today, MODIFIED_DAYS[value as ModifiedSpan])} TO *]`;
      default:
        return `${key}:${quoted(value)}`;
    }
  });
}

/** A city is the portals that are its own; of a city without any nothing is found: no portal has its name for an id. */
function inRegion(region: string, { sources }: FilterFacts): string {
  const ids = sources.flatMap((source) => (source.region === region ? [quoted(source.id)] : []));
  return `harvest_source_id:${ids.length > 1 ? `(${ids.join(' OR ')})` : (ids[0] ?? quoted(`-${region}`))}`;
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
