import type { VNode } from 'preact';
import { number } from '../say.js';

type Thing = 'dataset' | 'organization' | 'group';

/** Programs read this sentence off CKAN's pages, whatever their language, so it stands on the Chinese ones too. */
export function foundInEnglish(count: number, thing: Thing): string {
  return `${number(count)} ${nounFor(count, thing)}`;
}

/** The same for the head of a page, which they meet first: they take the digits before the words for the number. */
export function plainFound(count: number, thing: Thing): string {
  return `${count} ${nounFor(count, thing)}`;
}

function nounFor(count: number, thing: Thing): string {
  return count === 1 ? `${thing} found` : `${thing}s found`;
}

/** The same where the page says in its own words how many there are. */
export function FoundForPrograms({ count, thing }: { readonly count: number; readonly thing: Thing }): VNode {
  return (
    <span class="visually-hidden" lang="en">
      {foundInEnglish(count, thing)}
    </span>
  );
}
