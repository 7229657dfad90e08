import { FoundForPrograms, plainFound } from '../components/found-in-english.js';
import { SearchForm } from '../components/search-form.js';
import type { Page, PageAnswer, PageContext, PageRequest } from '../page.js';
import { createSay, number } from '../say.js';
import { DOMAINS } from './domains.js';
import { cityLinks, formatLinks, publisherLinks } from './part-links.js';
import {
  feedAlternates,
  Newest,
  Parts,
  PlaceLinks,
  sentenceOf,
  Trail,
  type ShownPlace,
} from './place-parts.js';
import { domainPlace, findContent } from './place.js';
import { PLACES } from './texts.js';

/** The 21 domains, those without datasets too. */
export async function domainsPage(request: PageRequest, { figures }: PageContext): Promise<Page> {
  const { language, link } = request;
  const say = createSay(PLACES, language);
  const counts = await figures.groups();
  const datasets = await figures.total();
  return {
    title: say('domains'),
    main: (
      <>
        <h1>{say('domains')}</h1>
        <p>
          {say('domainsLead', { domains: DOMAINS.length, datasets })}{' '}
          <FoundForPrograms count={DOMAINS.length} thing="group" />
        </p>
        <ul class="plain cards">
          {DOMAINS.map(({ name, title, meaning }) => (
            <li key={name}>
              <a href={link(`/group/${name}`)}>{title[language]}</a>{' '}
              <span class="count">{number(counts.get(name) ?? 0)}</span>
              {meaning !== undefined && <p class="muted">{meaning[language]}</p>}
            </li>
          ))}
        </ul>
        <p>
          <a href={link('/dataset')}>{say('allDatasets')}</a>
        </p>
      </>
    ),
  };
}

/** A domain by the name of its group; its id leads there. */
export async function domainPage(
  request: PageRequest,
  context: PageContext,
): Promise<PageAnswer | undefined> {
  const { language, link, params } = request;
  const key = params['name'] ?? '';
  const domain = DOMAINS.find(({ id, name }) => key === name || key === id);
  if (domain === undefined) return undefined;
  const { name, meaning } = domain;
  if (key !== name) return { seeOther: link(`/group/${name}`, [...request.query]) };
  const say = createSay(PLACES, language);
  const title = domain.title[language];
  const place = domainPlace(name);
  const content = await findContent(place, context);
  const shown: ShownPlace = { place, content, request, context, say };
  const publishers = publisherLinks(shown);
  const cities = cityLinks(shown);
  const feed = `/feeds/group/${name}.atom`;
  const sentence = sentenceOf(shown, [
    ['publishers', publishers.length],
    ['cities', cities.length],
  ]);
  return {
    title,
    description: [`${plainFound(content.count, 'dataset')}.`, meaning?.[language] ?? '', sentence]
      .filter((part) => part !== '')
      .join(' '),
    hasSearch: true,
    alternates: feedAlternates(feed, title),
    main: (
      <>
        <Trail href={link('/group')} title={say('domains')} say={say} />
        <h1>{title}</h1>
        {meaning !== undefined && <p>{meaning[language]}</p>}
        <p>
          {sentence} <FoundForPrograms count={content.count} thing="dataset" />
        </p>
        <SearchForm request={request} keep={[['groups', name]]} label={say('searchDomain', { title })} />
        <PlaceLinks shown={shown} statistics={[]} feed={feed} />
        <div class="place">
          <Newest shown={shown} />
          <div>
            <Parts id="publishers" title={say('publishers')} links={publishers} say={say} />
            <Parts id="cities" title={say('cities')} links={cities} say={say} />
            <Parts id="formats" title={say('formats')} links={formatLinks(shown)} say={say} />
          </div>
        </div>
      </>
    ),
  };
}
