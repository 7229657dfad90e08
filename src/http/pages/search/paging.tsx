import type { VNode } from 'preact';
import type { PageRequest } from '../page.js';
import { createSay, number } from '../say.js';
import { toParameters, type SearchAddress } from './address.js';
import { PAGE_SIZE } from './find.js';
import { TEXTS } from './texts.js';

interface PagingProps {
  readonly request: PageRequest;
  readonly address: SearchAddress;
  readonly count: number;
}

export function lastPage(count: number): number {
  return Math.max(1, Math.ceil(count / PAGE_SIZE));
}

/** The first, the last, and the pages about this one. */
export function Paging({ request, address, count }: PagingProps): VNode | null {
  const say = createSay(TEXTS, request.language);
  const pages = lastPage(count);
  const { page } = address;
  if (pages === 1 || page > pages) return null;
  const at = (number: number): string => request.link('/dataset', toParameters({ ...address, page: number }));
  return (
    <nav class="pages" aria-label={say('pages')}>
      {page > 1 && (
        <a href={at(page - 1)} rel="prev">
          {say('previous')}
        </a>
      )}
      {shownPages(page, pages).map((shown, index) =>
        shown === undefined ? (
          <span key={`gap${index}`} class="gap">
            …
          </span>
        ) : (
          <a
            key={shown}
            href={at(shown)}
            aria-current={shown === page ? 'page' : undefined}
            aria-label={say('pageOf', { page: shown, pages })}
          >
            {number(shown)}
          </a>
        ),
      )}
      {page < pages && (
        <a href={at(page + 1)} rel="next">
          {say('next')}
        </a>
      )}
    </nav>
  );
}

/** Undefined is a gap. */
export function shownPages(page: number, pages: number): readonly (number | undefined)[] {
  const near = [page - 2, page - 1, page, page + 1, page + 2].filter(
    (number) => number > 1 && number < pages,
  );
  const shown = [1, ...near, ...(pages > 1 ? [pages] : [])];
  return shown.flatMap((number, index) => {
    const before = shown[index - 1] ?? number - 1;
    if (number - before === 2) return [number - 1, number];
    return number - before > 2 ? [undefined, number] : [number];
  });
}
