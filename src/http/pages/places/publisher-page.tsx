import type { VNode } from 'preact';
import type { CountedPublisher } from '../../figures.js';
import { FoundForPrograms, plainFound } from '../components/found-in-english.js';
import { SearchForm } from '../components/search-form.js';
import { Table } from '../components/table.js';
import type { PageAnswer, PageContext, PageRequest } from '../page.js';
import { createSay, number, percent } from '../say.js';
import { dayInWords } from './days.js';
import { domainLinks, formatLinks, openTypeLinks, portalLinks } from './part-links.js';
import {
  counted,
  feedAlternates,
  Newest,
  Parts,
  PlaceLinks,
  sentenceOf,
  type ShownPlace,
  Trail,
} from './place-parts.js';
import { asQuery, findContent, publisherPlace } from './place.js';
import { cityPath } from './regions.js';
import { PLACES } from './texts.js';
import { timelinessOf, type Timeliness } from './timeliness.js';

/** A publisher by its name; its id leads there. */
export async function publisherPage(
  request: PageRequest,
  context: PageContext,
): Promise<PageAnswer | undefined> {
  const { language, link, params } = request;
  const key = params['name'] ?? '';
  const publisher = context.datasets.findPublisher(key);
  if (publisher === undefined) return undefined;
  const { name, title } = publisher;
  if (key !== name)
    return { seeOther: link(`/organization/${encodeURIComponent(name)}`, [...request.query]) };
  const say = createSay(PLACES, language);
  const place = publisherPlace(name);
  const [content, timeliness] = await Promise.all([
    findContent(place, context),
    timelinessOf(place, context),
  ]);
  const shown: ShownPlace = { place, content, request, context, say };
  const feed = `/feeds/organization/${encodeURIComponent(name)}.atom`;
  const portals = portalLinks(shown);
  const sentence = sentenceOf(shown, portals.length > 1 ? [['portals', portals.length]] : []);
  return {
    title,
    description: `${plainFound(content.count, 'dataset')}. ${title}: ${sentence}`,
    hasSearch: true,
    isUnlisted: content.count === 0,
    alternates: feedAlternates(feed, title),
    main: (
      <>
        <Trail href={link('/organization')} title={say('publishers')} say={say} />
        <h1>{title}</h1>
        <p>
          {sentence} <FoundForPrograms count={content.count} thing="dataset" />
        </p>
        <Description publisher={publisher} more={say('wholeDescription')} />
        {content.count > 0 && (
          <SearchForm request={request} keep={[['organization', name]]} label={say('searchPublisher')} />
        )}
        <PlaceLinks shown={shown} statistics={[['publisher', name]]} feed={feed} />
        <Facts publisher={publisher} shown={shown} />
        {content.count > 0 && (
          <div class="place">
            <Newest shown={shown} hasPublishers={false} />
            <div>
              <Openness shown={shown} />
              <Freshness timeliness={timeliness} shown={shown} />
              <Parts id="domains" title={say('domains')} links={domainLinks(shown)} say={say} />
              <Parts id="formats" title={say('formats')} links={formatLinks(shown)} say={say} />
              {portals.length > 1 && <Parts id="portals" title={say('portals')} links={portals} say={say} />}
            </div>
          </div>
        )}
      </>
    ),
  };
}

const SHORT = 240;

function Description({
  publisher,
  more,
}: {
  readonly publisher: CountedPublisher;
  readonly more: string;
}): VNode | null {
  const description = publisher.description.trim();
  if (description === '') return null;
  const characters = Array.from(description);
  if (characters.length <= SHORT) return <p>{description}</p>;
  return (
    <>
      <p>{characters.slice(0, SHORT).join('')}…</p>
      <details>
        <summary>{more}</summary>
        <p>{description}</p>
      </details>
    </>
  );
}

function Facts({
  publisher,
  shown,
}: {
  readonly publisher: CountedPublisher;
  readonly shown: ShownPlace;
}): VNode {
  const { say, request, context } = shown;
  const { code, sourceId, name } = publisher;
  const source = context.harvest.sources.find(({ id }) => id === sourceId);
  const region = source?.region;
  return (
    <dl class="facts">
      {code !== undefined && (
        <>
          <dt>{say('code')}</dt>
          <dd>
            <code>{code}</code>
          </dd>
        </>
      )}
      {region !== undefined && (
        <>
          <dt>{say('region')}</dt>
          <dd>
            <a href={request.link(cityPath(region))}>{region}</a>
          </dd>
        </>
      )}
      <dt>{say('portal')}</dt>
      <dd>
        <a href={request.link(`/source/${encodeURIComponent(sourceId)}`)}>{source?.title ?? sourceId}</a>
      </dd>
      <dt>{say('name')}</dt>
      <dd>
        <code>{name}</code>
      </dd>
    </dl>
  );
}

function Openness({ shown }: { readonly shown: ShownPlace }): VNode {
  const { say, content } = shown;
  return (
    <section aria-labelledby="openness">
      <h2 id="openness">{say('openness')}</h2>
      <Table
        heads={[say('openType'), say('datasets'), say('share')]}
        numeric={[1, 2]}
        rows={openTypeLinks(shown, say('unstated')).map(({ title, count, href }) => [
          count === 0 ? title : <a href={href}>{title}</a>,
          number(count),
          percent(count / content.count),
        ])}
      />
    </section>
  );
}

export function Freshness({
  timeliness,
  shown,
}: {
  readonly timeliness: Timeliness;
  readonly shown: ShownPlace;
}): VNode {
  const { say, request } = shown;
  const { day, timely, periodic, overdue } = timeliness;
  const late = periodic - timely;
  return (
    <section aria-labelledby="freshness">
      <h2 id="freshness">{say('freshness')}</h2>
      <p>
        {periodic === 0
          ? say('noPeriodic')
          : say('timely', {
              ...{ timely, periodic },
              ...{ share: percent(timely / periodic), day: dayInWords(day, request.language) },
            })}
      </p>
      <p class="links">
        {late > 0 && (
          <a href={request.link('/dataset', [['q', asQuery(overdue)]])}>{counted(say, 'overdue', late)}</a>
        )}
        <a href={request.link('/help#figures')}>{say('howCounted')}</a>
      </p>
    </section>
  );
}
