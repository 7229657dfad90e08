import type { VNode } from 'preact';
import { SearchSyntaxError } from '../../../domain/errors.js';
import { foundInEnglish, plainFound } from '../components/found-in-english.js';
import { feedAlternates } from '../feed-alternates.js';
import type { Page, PageContext, PageRequest } from '../page.js';
import { createSay } from '../say.js';
import { readSearchAddress, SORTS, toParameters, type SortName } from './address.js';
import { Chips } from './chips.js';
import { Facets, type SearchParts } from './facets.js';
import { findHints, findOrFault, type FoundDatasets } from './find.js';
import { apiAddress, feedQuery, ForPrograms } from './machine-forms.js';
import { Nothing, otherWords } from './nothing.js';
import { lastPage, Paging } from './paging.js';
import { queryWords } from './query-words.js';
import { ResultItem } from './result-item.js';
import { SearchBox } from './search-box.js';
import { TEXTS } from './texts.js';
import { unreadablePage } from './unreadable-page.js';
import { nameOf } from './value-names.js';

/** `/dataset`: the search of the catalogue. */
export async function searchPage(request: PageRequest, context: PageContext): Promise<Page> {
  const address = readSearchAddress(request.query);
  const parts = { request, context, address };
  const found = await findOrFault(address, context);
  if (found instanceof SearchSyntaxError) return unreadablePage(found, parts);
  const isNone = found.count === 0;
  const hints = isNone ? await findHints(address, context) : [];
  const others = isNone ? await otherWords(address.q, context.search) : [];
  return {
    title: titleOf(parts),
    description: plainFound(found.count, 'dataset'),
    alternates: [
      ...feedAlternates(context.site, request.language, feedQuery(address)),
      { type: 'application/json', title: 'CKAN JSON', href: apiAddress(parts) },
    ],
    hasSearch: true,
    isUnlisted: address.filters.length > 0 || address.q !== '',
    main: (
      <div class="search-page">
        <SearchBox request={request} address={address} />
        <Chips {...parts} />
        <div class="search-columns">
          <div class="search-head">
            <h1>
              <Found count={found.count} request={request} />
            </h1>
            {found.count > 1 && <Sorts {...parts} />}
          </div>
          {!isNone && <Facets found={found} {...parts} />}
          <div class="search-results">
            {isNone ? (
              <Nothing hints={hints} others={others} {...parts} />
            ) : (
              <Results found={found} {...parts} />
            )}
            <Paging request={request} address={address} count={found.count} />
            <ForPrograms {...parts} />
          </div>
        </div>
      </div>
    ),
  };
}

function Found({ count, request }: { readonly count: number; readonly request: PageRequest }): VNode {
  const english = foundInEnglish(count, 'dataset');
  if (request.language === 'en') return <>{english}</>;
  return (
    <>
      {createSay(TEXTS, 'zh')('found', { count })}{' '}
      <span class="muted" lang="en">
        {english}
      </span>
    </>
  );
}

function titleOf({ request, context, address }: SearchParts): string {
  const names = address.filters.map((filter) => nameOf(filter, request.language, context));
  return [address.q, ...names, createSay(TEXTS, request.language)('datasets')]
    .filter((text) => text !== '')
    .join(' - ');
}

function Sorts({ request, address }: SearchParts): VNode {
  const say = createSay(TEXTS, request.language);
  return (
    <nav class="sorts no-print" aria-label={say('sort')}>
      <span class="muted">{say('sort')}</span>
      <ul>
        {(Object.keys(SORTS) as SortName[]).map((sort) => (
          <li key={sort}>
            <a
              href={request.link('/dataset', toParameters({ ...address, sort, page: 1 }))}
              aria-current={sort === address.sort ? 'true' : undefined}
              rel="nofollow"
            >
              {say(sort)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Results({ found, ...parts }: SearchParts & { readonly found: FoundDatasets }): VNode {
  const { request, context, address } = parts;
  const words = queryWords(address.q);
  if (found.datasets.length === 0) {
    const say = createSay(TEXTS, request.language);
    const pages = lastPage(found.count);
    return (
      <p class="note">
        {say('beyond', { page: address.page, pages })}{' '}
        <a href={request.link('/dataset', toParameters({ ...address, page: pages }))}>{say('lastPage')}</a>
      </p>
    );
  }
  return (
    <ul class="results">
      {found.datasets.map((published) => (
        <ResultItem key={published.name} {...{ published, words, request, context }} />
      ))}
    </ul>
  );
}
