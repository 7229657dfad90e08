import type { VNode } from 'preact';
import type { SayOfPlaces } from './place-parts.js';

/** Links to the pages of a list; nothing where there is but one. */
export function PageLinks({ page, pages, hrefOf, say }: PageLinksProps): VNode | null {
  if (pages <= 1) return null;
  return (
    <nav class="pages" aria-label={say('pages')}>
      {page > 1 && (
        <a href={hrefOf(page - 1)} rel="prev">
          {say('previous')}
        </a>
      )}
      {pagesAround(page, pages).map((shown, place, all) => (
        <>
          {place > 0 && shown - (all[place - 1] ?? 0) > 1 && <span aria-hidden="true">…</span>}
          <a
            href={hrefOf(shown)}
            aria-current={shown === page ? 'page' : undefined}
            aria-label={say('page', { page: shown, pages })}
          >
            {shown}
          </a>
        </>
      ))}
      {page < pages && (
        <a href={hrefOf(page + 1)} rel="next">
          {say('next')}
        </a>
      )}
    </nav>
  );
}

interface PageLinksProps {
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  readonly hrefOf: (page: number) => string;
  readonly say: SayOfPlaces;
}

/** The first, the last, and two on each side. */
function pagesAround(page: number, pages: number): readonly number[] {
  const near = [-2, -1, 0, 1, 2].map((step) => page + step).filter((shown) => shown > 1 && shown < pages);
  return [1, ...near, pages];
}
