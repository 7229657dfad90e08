import type { Addresses } from '../load.js';
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

/**
 * Each time another address of the same search, by the blanks around what is asked: else all but the first would be answers
 * that the hub has kept.
 */
export function freshAddresses(base: string, asked: readonly Asked[]): Addresses {
  return {
    length: asked.length,
    at(place) {
      const one = asked[place];
      if (one === undefined) throw new Error('nothing is asked');
      const url = new URL(toUrl(base, one));
      turn += 1;
      const blanks = turn.toString(2).replaceAll('0', ' ').replaceAll('1', '\t');
      url.searchParams.set('q', (url.searchParams.get('q') ?? '') + blanks);
      return url.toString();
    },
  };
}

let turn = 0;

/** A page of a thousand whole packages. */
export function pageUrl(base: string, start: number): string {
  return `${base}${ACTION}package_search?rows=1000&sort=id+asc&start=${start}`;
}

export function showUrls(base: string, names: readonly string[]): readonly string[] {
  return names.map((name) => `${base}${ACTION}package_show?id=${encodeURIComponent(name)}`);
}

export async function countOf(url: string): Promise<number> {
  // By a connection of its own: one that has waited while others were measured may be closed by now.
  const answer = await fetch(url, { headers: { connection: 'close' } });
  return ((await answer.json()) as { result: { count: number } }).result.count;
}
