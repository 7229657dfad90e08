import type { DatasetFilter } from '../../domain/pilot/measures.js';

/** The address of the very datasets of a figure, in the API of the hub; `seq`: as they were at that position of the change log. */
export function datasetsUrl(base: string, filter: DatasetFilter, seq?: number): string {
  const parameters = new URLSearchParams({ fq: filter.map((part) => `(${part})`).join(' AND ') || '*:*' });
  if (seq !== undefined) parameters.set('as_of', String(seq));
  return `${base}/api/3/action/package_search?${parameters.toString()}`;
}
