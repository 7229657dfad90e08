import type { VNode } from 'preact';
import { SearchForm } from '../components/search-form.js';
import { toParameters } from './address.js';
import type { SearchParts } from './facets.js';

/** The words, to be written anew; the filters stay. */
export function SearchBox({ request, address }: Pick<SearchParts, 'request' | 'address'>): VNode {
  const kept = toParameters({ ...address, q: '', page: 1 });
  return <SearchForm request={request} q={address.q} keep={kept} />;
}
