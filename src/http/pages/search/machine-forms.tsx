import type { VNode } from 'preact';
import { queryText } from '../../outputs/query-text.js';
import { createSay } from '../say.js';
import { SORTS, toParameters, type SearchAddress } from './address.js';
import type { SearchParts } from './facets.js';
import { queryOf } from './find.js';
import { TEXTS } from './texts.js';

/** The same search in the forms that programs read. */
export function ForPrograms({ request, context, address }: SearchParts): VNode {
  const say = createSay(TEXTS, request.language);
  const feed = feedQuery(address);
  return (
    <p class="muted no-print">
      {say('machine')}
      {request.language === 'zh' ? '' : ' '}
      <a href={apiAddress({ request, context, address })}>JSON</a>
      {request.asOf === undefined && (
        <>
          {request.language === 'zh' ? '、' : ', '}
          <a href={feed === '' ? '/feeds/all.atom' : `/feeds/custom.atom?${feed}`}>{say('feed')}</a>
        </>
      )}
    </p>
  );
}

/** The same search of the same moment in the API. */
export function apiAddress({ request, context, address }: SearchParts): string {
  const { q, fq } = queryOf(address, context);
  const query = queryText([
    ['q', q],
    ...(fq.length === 0 ? [] : [['fq', fq.join(' AND ')] as const]),
    ...(address.sort === 'relevance' ? [] : [['sort', SORTS[address.sort]] as const]),
    ...(request.asOf === undefined ? [] : [['as_of', request.asOf.text] as const]),
  ]);
  return `/api/3/action/package_search?${query}`;
}

/** What a feed of the search is asked for by: its words and filters. */
export function feedQuery(address: SearchAddress): string {
  return queryText(toParameters({ ...address, sort: 'relevance', page: 1, expanded: [] }));
}
