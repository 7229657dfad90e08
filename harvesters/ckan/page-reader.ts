import type { ListedItem } from '../../src/pipeline/ports.js';
import { isTooMuch } from './faults.js';

/** A stretch of a portal's list. `total` is infinite where the listing does not say how many there are. */
export interface Page {
  readonly start: number;
  readonly items: readonly ListedItem[];
  readonly total: number;
}

export type FetchPage = (start: number, rows: number) => Promise<Page>;

export interface PageReader {
  read(start: number): Promise<Page>;
}

const SMALLEST_PAGE = 10;

/** A portal that never answered is tried with two smaller pages only: most likely it is down. */
const FIRST_SHRINKS = 2;
const LATER_SHRINKS = 6;

/** Reads pages, halving their size for good when the portal fails at a large one. */
export function createPageReader(fetchPage: FetchPage, pageSize: number): PageReader {
  let rows = pageSize;
  let shrinksLeft = FIRST_SHRINKS;
  return {
    async read(start) {
      for (;;) {
        try {
          const page = await fetchPage(start, rows);
          shrinksLeft = LATER_SHRINKS;
          return page;
        } catch (error) {
          if (!isTooMuch(error) || shrinksLeft === 0 || rows <= SMALLEST_PAGE) throw error;
          shrinksLeft -= 1;
          rows = Math.max(SMALLEST_PAGE, Math.floor(rows / 2));
        }
      }
    },
  };
}
