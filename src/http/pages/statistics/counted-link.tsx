import type { VNode } from 'preact';
import type { CountedDatasets } from '../../../domain/pilot/report.js';
import type { PageRequest } from '../page.js';
import { number } from '../say.js';

/** A number that leads to the search for the very datasets that it counts. */
export function CountedLink({ counted, request }: CountedLinkProps): VNode {
  return <a href={request.link('/dataset', [['q', queryOf(counted.filter)]])}>{number(counted.count)}</a>;
}

interface CountedLinkProps {
  readonly counted: CountedDatasets;
  readonly request: PageRequest;
}

/** Filters that all have to be passed as one query; one that only excludes needs something to exclude from. */
export function queryOf(filter: CountedDatasets['filter']): string {
  if (filter.length === 0) return '*:*';
  return filter.map((part) => (part.startsWith('-') ? `(*:* AND ${part})` : `(${part})`)).join(' AND ');
}
