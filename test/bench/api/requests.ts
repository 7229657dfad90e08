import { FACETS } from './asked.js';
import type { Asked } from './asked.js';

const ACTION = '/api/3/action/';

/** A search as its client sends it: ten packages and six facets. */
export function toUrl(base: string, asked: Asked): string {
  const parameters = new URLSearchParams({
    rows: '10',
    'facet.field': JSON.stringify(FACETS),
    'facet.limit': '50',
  });
  if (asked.kind === 'filters')
    parameters.set('fq', `organization:"${asked.publisher}" groups:"${asked.group}"`);
  if (asked.kind === 'words')
    parameters.set('q', asked.words.map((word) => (asked.phrase ? `"${word}"` : word)).join(' '));
  return `${base}${ACTION}package_search?${parameters.toString()}`;
}

/** A page of a thousand whole packages. */
export function pageUrl(base: string, start: number): string {
  return `${base}${ACTION}package_search?rows=1000&sort=id+asc&start=${start}`;
}

export function showUrls(base: string, names: readonly string[]): readonly string[] {
  return names.map((name) => `${base}${ACTION}package_show?id=${encodeURIComponent(name)}`);
}

export async function countOf(url: string): Promise<number> {
  const answer = await fetch(url);
  return ((await answer.json()) as { result: { count: number } }).result.count;
}
