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
  const { q, fq } = queryOf(address, context);
  const api = queryText([
    ['q', q],
    ...(fq.length === 0 ? [] : [['fq', fq.join(' AND ')] as const]),
    ...(address.sort === 'relevance' ? [] : [['sort', SORTS[address.sort]] as const]),
  ]);
  return (
    <p class="muted no-print">
      {say('machine')}
      {request.language === 'zh' ? '' : ' '}
      <a href={`/api/3/action/package_search?${api}`}>JSON</a>
      {request.language === 'zh' ? '、' : ', '}
      <a href={feed === '' ? '/feeds/all.atom' : `/feeds/custom.atom?${feed}`}>{say('feed')}</a>
    </p>
  );
}

/** What a feed of the search is asked for by: its words and filters. */
export function feedQuery(address: SearchAddress): string {
  return queryText(toParameters({ ...address, sort: 'relevance', page: 1, expanded: [] }));
}
