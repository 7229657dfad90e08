import type { VNode } from 'preact';
import { FoundForPrograms } from '../components/found-in-english.js';
import { Table } from '../components/table.js';
import type { Page, PageContext, PageRequest } from '../page.js';
import { createSay, number } from '../say.js';
import { PageLinks } from './page-links.js';
import type { SayOfPlaces } from './place-parts.js';
import { findPublishers, readPublisherQuery, type PublisherPage } from './publisher-list.js';
import { cityPath } from './regions.js';
import { PLACES } from './texts.js';

/** Publishers that have datasets; there may be thousands. */
export async function publishersPage(request: PageRequest, context: PageContext): Promise<Page> {
  const { language, link, query } = request;
  const say = createSay(PLACES, language);
  const list = await findPublishers(readPublisherQuery(query), context);
  const { q, order, page, pages, found, all, publishers } = list;
  const hrefOf = (to: Partial<PublisherPage>): string => {
    const asked = { q, order, page: 1, ...to };
    return link('/organization', [
      ['q', asked.q === '' ? undefined : asked.q],
      ['sort', asked.order === 'count' ? undefined : asked.order],
      ['page', asked.page === 1 ? undefined : asked.page],
    ]);
  };
  return {
    title: say('publishers'),
    isUnlisted: q !== '',
    main: (
      <>
        <h1>{say('publishers')}</h1>
        <p>
          {say('publishersLead', { publishers: all })} <FoundForPrograms count={found} thing="organization" />
        </p>
        <FindForm request={request} list={list} say={say} />
        {q !== '' && (
          <p role="status">
            {found === 0 ? say('notFound', { q }) : say('found', { count: found, q })}{' '}
            <a href={hrefOf({ q: '' })}>{say('allPublishers')}</a>
          </p>
        )}
        {found > 1 && (
          <p class="links">
            <span class="muted">{say('sortedBy')}</span>{' '}
            {(['count', 'name'] as const).map((each) => (
              <a key={each} href={hrefOf({ order: each })} aria-current={each === order ? 'true' : undefined}>
                {say(each === 'count' ? 'sortCount' : 'sortName')}
              </a>
            ))}
          </p>
        )}
        {found > 0 && (
          <Table
            heads={[say('publisher'), say('region'), say('portal'), say('datasets')]}
            numeric={[3]}
            rows={publishers.map((publisher) => [
              <a href={link(`/organization/${encodeURIComponent(publisher.name)}`)}>{publisher.title}</a>,
              ...originCells(publisher.sourceId, request, context),
              number(publisher.datasets),
            ])}
          />
        )}
        <PageLinks page={page} pages={pages} hrefOf={(to) => hrefOf({ page: to })} say={say} />
      </>
    ),
  };
}

function originCells(
  sourceId: string,
  { link }: PageRequest,
  { harvest }: PageContext,
): readonly [VNode | undefined, VNode] {
  const source = harvest.sources.find(({ id }) => id === sourceId);
  const region = source?.region;
  return [
    region === undefined ? undefined : <a href={link(cityPath(region))}>{region}</a>,
    <a href={link(`/source/${encodeURIComponent(sourceId)}`)}>{source?.title ?? sourceId}</a>,
  ];
}

function FindForm({ request, list, say }: FindFormProps): VNode {
  const { locale, asOf } = request;
  return (
    <form class="find" action="/organization" method="get" role="search" aria-label={say('find')}>
      <label for="find">{say('find')}</label>
      <span class="row">
        <input id="find" type="search" name="q" value={list.q} placeholder={say('findHint')} />
        <button type="submit">{say('findButton')}</button>
      </span>
      {list.order !== 'count' && <input type="hidden" name="sort" value={list.order} />}
      {locale !== 'zh' && <input type="hidden" name="lang" value={locale} />}
      {asOf !== undefined && <input type="hidden" name="as_of" value={asOf.text} />}
    </form>
  );
}

interface FindFormProps {
  readonly request: PageRequest;
  readonly list: PublisherPage;
  readonly say: SayOfPlaces;
}
