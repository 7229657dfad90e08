import { viewed } from '../listing.js';
import type { ListView } from '../listing.js';
import type { PortalState } from '../portal-state.js';
import { unit } from '../random.js';
import { keyOf } from '../timeline.js';

const SALT = { twice: 0x6002, broken: 0x6003 } as const;

const STEP = 500;

/** Whether the record with this key is among the `share` that stands twice. */
export function standsTwice(key: number, share: number): boolean {
  return unit(key, SALT.twice) < share;
}

/** One place of a list in one file. */
export type ListedPlace = { readonly index: number } | 'broken';

/**
 * What a file lists, in order and without holding it: the catalogue of the day as the view shows it, with records that
 * stand there twice and some that are no records, where the portal misbehaves so.
 */
export function* placesOf(state: PortalState, view: ListView): Generator<ListedPlace> {
  const listing = viewed(state.catalog, view);
  for (let start = 0; start < listing.count; start += STEP) {
    for (const index of listing.page(start, STEP)) {
      const key = keyOf(state.city, index);
      yield { index };
      if (standsTwice(key, view.twice ?? 0)) yield { index };
      if (unit(key, SALT.broken) < (view.broken ?? 0)) yield 'broken';
    }
  }
}

const SENT_AT_ONCE = 65_536;

/** The same text in pieces that are worth sending. */
export function* inPieces(texts: Iterable<string>): Generator<string> {
  let waiting = '';
  for (const text of texts) {
    waiting += text;
    if (waiting.length < SENT_AT_ONCE) continue;
    yield waiting;
    waiting = '';
  }
  if (waiting !== '') yield waiting;
}
