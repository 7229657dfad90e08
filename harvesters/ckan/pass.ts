import type { ListedItem } from '../../src/pipeline/ports.js';
import type { Page, PageReader } from './page-reader.js';
import { type PassResult, PassTally } from './pass-tally.js';
import { packageId } from './records.js';

/** How far to look back, in records, for a place already seen when a list moved; grows tenfold. */
const FIRST_LOOK_BACK = 10;

/** A list that has to be looked back in more often than this in one walk is not one that can be paged. */
const MAX_LOOK_BACKS = 30;

/** A list may grow while it is read; one that has grown to so many times what it was has no end. */
const MOST_GROWTH = 2;
/** A small list may grow by so many pages. */
const SPARE_PAGES = 20;
/** No portal has so many records; it holds also where the portal does not count. */
const MOST_RECORDS = 20_000_000;

/**
 * Walks a paged list and yields each page's elements that this walk has not met, the next page already under way.
 *
 * Each page after the first begins with the last element of the one before. If something else stands there, the list
 * moved: what was seen before is skipped, and where nothing seen is found, the walk goes back until it meets it, so that
 * a record deleted near the front pushes none through the gap between two pages.
 */
export async function* walkPages(reader: PageReader): AsyncGenerator<readonly ListedItem[], PassResult> {
  const tally = new PassTally();
  let total = 0;
  let reached = 0;
  let lastKey: string | undefined;
  let lookBack = 0;
  let lookBacks = 0;
  let isOverlapping = true;
  let isMoved = false;
  let isStuck = false;
  let isEndless = false;
  let most: number | undefined;
  let request: PageRequest | undefined = ask(reader, 0, 'first');
  while (request !== undefined) {
    const page: Page = await request.page;
    const { start, items } = page;
    total = page.total;
    if (items.length === 0) break;
    most ??= Math.min(MOST_RECORDS, total * MOST_GROWTH + items.length * SPARE_PAGES);
    isEndless = start + items.length > most;
    if (isEndless) break;
    const fit = judge(page, request.place, lastKey, tally);
    if (fit !== 'regular') isMoved = true;
    if (fit === 'lost') {
      lookBacks += 1;
      isStuck = lookBacks > MAX_LOOK_BACKS;
      if (isStuck) break;
      lookBack = lookBack === 0 ? FIRST_LOOK_BACK : lookBack * 10;
      request = ask(reader, Math.max(0, reached - lookBack), 'looking-back');
      continue;
    }
    lookBack = 0;
    const { place } = request;
    const skip = place === 'overlapping' ? 1 : 0;
    // Without an overlap a repetition may be the list's own or come of its moving.
    const isSteady = fit === 'regular' && place !== 'exact';
    const fresh = isSteady ? tally.takeRegular(items, skip) : tally.takeMoved(items);
    const isEnd = start + items.length >= total;
    if (fresh.length === 0 && !isEnd && place !== 'looking-back') {
      if (items.length === skip) break;
      // The same page again: the portal counts in whole pages, or it does not page at all.
      isStuck = !isOverlapping;
      isOverlapping = false;
      request = isStuck ? undefined : ask(reader, reached, 'exact');
      continue;
    }
    reached = start + items.length;
    lastKey = packageId(items.at(-1)?.head);
    if (isEnd) request = undefined;
    else if (isOverlapping && items.length > 1) request = ask(reader, reached - 1, 'overlapping');
    else request = ask(reader, reached, 'exact');
    yield fresh;
  }
  return tally.result({
    total,
    moved: isMoved,
    overlapping: isOverlapping,
    stuck: isStuck,
    endless: isEndless,
  });
}

/** Where a page was asked for, seen from the one before. */
type Place = 'first' | 'overlapping' | 'exact' | 'looking-back';

interface PageRequest {
  readonly page: Promise<Page>;
  readonly place: Place;
}

function ask(reader: PageReader, start: number, place: Place): PageRequest {
  const page = reader.read(start);
  // The page is awaited only when its predecessor is used up; until then its failure is nobody's.
  page.catch(() => undefined);
  return { page, place };
}

/** `regular`: goes on where the last page ended. `moved`: overlaps with what was seen. `lost`: does not touch it. */
function judge(
  page: Page,
  place: Place,
  lastKey: string | undefined,
  tally: PassTally,
): 'regular' | 'moved' | 'lost' {
  if (place === 'first' || place === 'exact') return 'regular';
  const key = packageId(page.items[0]?.head);
  if (place === 'overlapping' && key === lastKey) return 'regular';
  return page.start === 0 || tally.has(key) ? 'moved' : 'lost';
}
