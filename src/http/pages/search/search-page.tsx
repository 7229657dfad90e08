import type { VNode } from 'preact';
import { SearchSyntaxError } from '../../../domain/errors.js';
import { SearchForm } from '../components/search-form.js';
import { feedAlternates } from '../feed-alternates.js';
import type { Page, PageContext, PageRequest } from '../page.js';
import { createSay, number } from '../say.js';
import { readSearchAddress, SORTS, toParameters, type SortName } from './address.js';
import { Chips, conditionName } from './chips.js';
import { Facets, type SearchParts } from './facets.js';
import { findHints, findOrFault, type FoundDatasets, type Hint } from './find.js';
import { feedQuery, ForPrograms } from './machine-forms.js';
import { lastPage, Paging } from './paging.js';
import { plainWords } from './plain-words.js';
import { queryWords } from './query-words.js';
import { ResultItem } from './result-item.js';
import { TEXTS } from './texts.js';
import { nameOf } from './value-names.js';

/** `/dataset`: the search of the catalogue. */
export async function searchPage(request: PageRequest, context: PageContext): Promise<Page> {
  const address = readSearchAddress(request.query);
  const parts = { request, context, address };
  const found = await findOrFault(address, context);
  if (found instanceof SearchSyntaxError) return unreadablePage(found, parts);
  const isNone = found.count === 0;
  const hints = isNone ? await findHints(address, context) : [];
  return {
    title: titleOf(parts),
    description: foundInEnglish(found.count),
    alternates: feedAlternates(context.site, request.language, feedQuery(address)),
    hasSearch: true,
    isUnlisted: address.filters.length > 0 || address.q !== '',
    main: (
      <div class="search-page">
        <Box {...parts} />
        <Chips {...parts} />
        <div class="search-columns">
          <div class="search-head">
            <h1>
              <Found count={found.count} request={request} />
            </h1>
            {!isNone && <Sorts {...parts} />}
          </div>
          {!isNone && <Facets found={found} {...parts} />}
          <div class="search-results">
            {isNone ? <Nothing hints={hints} {...parts} /> : <Results found={found} {...parts} />}
            <Paging request={request} address={address} count={found.count} />
            <ForPrograms {...parts} />
          </div>
        </div>
      </div>
    ),
  };
}

/** Programs read this sentence off CKAN's page, whatever its language, so it stands on the Chinese page too. */
function foundInEnglish(count: number): string {
  return count === 1 ? '1 dataset found' : `${number(count)} datasets found`;
}

function Found({ count, request }: { readonly count: number; readonly request: PageRequest }): VNode {
  const english = foundInEnglish(count);
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

function Box({ request, address }: SearchParts): VNode {
  const kept = toParameters({ ...address, q: '', page: 1 });
  return <SearchForm request={request} q={address.q} keep={kept} />;
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

/** Which condition to drop, and what is found then. */
function Nothing({ hints, ...parts }: SearchParts & { readonly hints: readonly Hint[] }): VNode {
  const { request, address } = parts;
  const say = createSay(TEXTS, request.language);
  if (address.q === '' && address.filters.length === 0) return <p>{say('empty')}</p>;
  return (
    <div class="note">
      <p>
        {say('none')}
        {hints.length > 0 ? ` ${say('noneHint')}` : ''}
      </p>
      {hints.length > 0 ? (
        <ul>
          {hints.map((hint) => (
            <li key={conditionName(hint.dropped, parts)}>
              <a href={request.link('/dataset', toParameters(hint.address))}>
                {say(hint.count === 1 ? 'droppedOne' : 'dropped', {
                  condition: conditionName(hint.dropped, parts),
                  count: hint.count,
                })}
              </a>
            </li>
          ))}
        </ul>
      ) : (
        <p>
          {say('stillNone')} <a href={request.link('/dataset')}>{say('everything')}</a>
        </p>
      )}
    </div>
  );
}

function unreadablePage(error: SearchSyntaxError, parts: SearchParts): Page {
  const { request, address } = parts;
  const say = createSay(TEXTS, request.language);
  const { q } = address;
  const words = plainWords(q);
  const isPlaced = error.parameter === 'q' && error.position < q.length;
  return {
    status: 400,
    title: say('unreadable'),
    hasSearch: true,
    isUnlisted: true,
    main: (
      <div class="search-page">
        <Box {...parts} />
        <Chips {...parts} />
        <div role="alert">
          <h1>{say('unreadable')}</h1>
          <p>{say('unreadableText')}</p>
          {isPlaced && (
            <p>
              {say('position', { position: Array.from(q.slice(0, error.position)).length + 1 })}{' '}
              <code>
                {q.slice(0, error.position)}
                <mark>{q.slice(error.position)}</mark>
              </code>
            </p>
          )}
          <p class="muted" lang="en">
            {error.message}
          </p>
          {words !== '' && words !== q && (
            <p>
              <a href={request.link('/dataset', toParameters({ ...address, q: words, page: 1 }))}>
                {say('asWords')}
                {request.language === 'zh' ? '：' : ': '}
                {words}
              </a>
            </p>
          )}
        </div>
      </div>
    ),
  };
}
