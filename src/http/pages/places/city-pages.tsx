import type { ComponentChildren, VNode } from 'preact';
import type { Job, JobState } from '../../../domain/job.js';
import { SearchForm } from '../components/search-form.js';
import { Table } from '../components/table.js';
import { keptPerState } from '../kept.js';
import type { Page, PageAnswer, PageContext, PageRequest } from '../page.js';
import { createSay, number } from '../say.js';
import { dayOf } from './days.js';
import { domainLinks, formatLinks, publisherLinks } from './part-links.js';
import {
  feedAlternates,
  Newest,
  Parts,
  PlaceLinks,
  type SayOfPlaces,
  sentenceOf,
  type ShownPlace,
  Trail,
} from './place-parts.js';
import { cityPlace, findContent } from './place.js';
import { Freshness } from './publisher-page.js';
import { cityPath, regionsOf, type RegionalSource } from './regions.js';
import { PLACES } from './texts.js';
import { timelinessOf } from './timeliness.js';

const countsBySource = keptPerState(async ({ search }: PageContext): Promise<ReadonlyMap<string, number>> => {
  const field = 'harvest_source_id';
  const facets = { fields: [field], limit: -1, minCount: 1 };
  const found = await search.search({ q: '', fq: [], sort: '', start: 0, rows: 0, facets });
  return found.facets.get(field) ?? new Map<string, number>();
});

/** All cities and counties, those with the most datasets first, and the portals that belong to none. */
export async function citiesPage(request: PageRequest, context: PageContext): Promise<Page> {
  const { language, link } = request;
  const say = createSay(PLACES, language);
  const counts = await countsBySource(context);
  const { sources } = context.harvest;
  const regions = regionsOf(sources).map((region) => ({
    ...region,
    count: region.sources.reduce((sum, { id }) => sum + (counts.get(id) ?? 0), 0),
  }));
  const others = sources.filter(({ region }) => region === undefined);
  return {
    title: say('cities'),
    main: (
      <>
        <h1>{say('cities')}</h1>
        <p>{regions.length === 0 ? say('noCities') : say('citiesLead', { cities: regions.length })}</p>
        {regions.length > 0 && (
          <Table
            heads={[say('city'), say('portals'), say('datasets')]}
            numeric={[2]}
            rows={regions
              .sort((one, other) => other.count - one.count)
              .map(({ name, sources: regional, count }) => [
                <a href={link(cityPath(name))}>{name}</a>,
                inLines(regional.map((source) => <SourceLink source={source} request={request} />)),
                number(count),
              ])}
          />
        )}
        {others.length > 0 && (
          <>
            <h2>{say('otherPortals')}</h2>
            <Table
              heads={[say('portal'), say('datasets')]}
              numeric={[1]}
              rows={others.map((source) => [
                <SourceLink source={source} request={request} />,
                number(counts.get(source.id) ?? 0),
              ])}
            />
          </>
        )}
      </>
    ),
  };
}

/** A city by its full name. */
export async function cityPage(request: PageRequest, context: PageContext): Promise<PageAnswer | undefined> {
  const { language, link, params } = request;
  const region = regionsOf(context.harvest.sources).find(({ name }) => name === params['region']);
  if (region === undefined) return undefined;
  const { name, sources } = region;
  const say = createSay(PLACES, language);
  const place = cityPlace(region);
  const [content, timeliness, jobs] = await Promise.all([
    findContent(place, context),
    timelinessOf(place, context),
    // What became of runs is known of the present alone.
    request.asOf === undefined ? lastJobs(sources, context) : undefined,
  ]);
  const shown: ShownPlace = { place, content, request, context, say };
  const publishers = publisherLinks(shown);
  // By the city's name: its portals come and go.
  const feed = `/feeds/custom.atom?${new URLSearchParams({ region: name }).toString()}`;
  const sentence = sentenceOf(shown, [
    ['portals', sources.length],
    ['publishers', publishers.length],
  ]);
  return {
    title: name,
    description: `${name}: ${sentence}`,
    hasSearch: true,
    alternates: feedAlternates(feed, name),
    main: (
      <>
        <Trail href={link('/city')} title={say('cities')} say={say} />
        <h1>{name}</h1>
        <p>{sentence}</p>
        <SearchForm request={request} keep={[['region', name]]} label={say('searchCity', { name })} />
        <PlaceLinks shown={shown} statistics={[['region', name]]} feed={feed} />
        <h2>{say('portals')}</h2>
        <Portals sources={sources} jobs={jobs} shown={shown} />
        {content.count > 0 && (
          <div class="place">
            <Newest shown={shown} />
            <div>
              <Freshness timeliness={timeliness} shown={shown} />
              <Parts id="domains" title={say('domains')} links={domainLinks(shown)} say={say} />
              <Parts id="publishers" title={say('publishers')} links={publishers} say={say} />
              <Parts id="formats" title={say('formats')} links={formatLinks(shown)} say={say} />
            </div>
          </div>
        )}
      </>
    ),
  };
}

type PublicJob = Pick<Job, 'startedAt'> & { readonly state: Exclude<JobState, 'held'> };

/** Of runs that wait for a decision only the operator hears: one of a source at most. */
async function lastJobs(
  sources: readonly RegionalSource[],
  { catalog }: PageContext,
): Promise<ReadonlyMap<string, PublicJob>> {
  const found = await Promise.all(
    sources.map(async ({ id }) => {
      const jobs = await catalog.listJobs({ sourceId: id, limit: 2 });
      return jobs.flatMap(({ state, startedAt }) =>
        state === 'held' ? [] : [[id, { state, startedAt }] as const],
      )[0];
    }),
  );
  return new Map(found.filter((entry) => entry !== undefined));
}

function Portals({ sources, jobs, shown }: PortalsProps): VNode {
  const { say, request, content, context } = shown;
  const counts = content.by('harvest_source_id');
  return (
    <Table
      heads={[say('portal'), ...(jobs === undefined ? [] : [say('state'), say('lastRun')]), say('datasets')]}
      numeric={[jobs === undefined ? 1 : 3]}
      rows={sources.map((source) => {
        const job = jobs?.get(source.id);
        return [
          <SourceLink source={source} request={request} />,
          ...(jobs === undefined
            ? []
            : [
                <StateBadge state={source.enabled ? (job?.state ?? 'never') : 'disabled'} say={say} />,
                job && dayOf(job.startedAt, context.harvest.timezone),
              ]),
          number(counts.get(source.id) ?? 0),
        ];
      })}
    />
  );
}

const BADGES = {
  complete: 'badge good',
  partial: 'badge attention',
  aborted: 'badge attention',
  failed: 'badge bad',
} as const;

function StateBadge({ state, say }: StateBadgeProps): VNode {
  return <span class={state in BADGES ? BADGES[state as keyof typeof BADGES] : 'badge'}>{say(state)}</span>;
}

interface StateBadgeProps {
  readonly state: PublicJob['state'] | 'never' | 'disabled';
  readonly say: SayOfPlaces;
}

interface PortalsProps {
  readonly sources: readonly RegionalSource[];
  /** Absent: of an earlier day. */
  readonly jobs: ReadonlyMap<string, PublicJob> | undefined;
  readonly shown: ShownPlace;
}

function SourceLink({
  source,
  request,
}: {
  readonly source: RegionalSource;
  readonly request: PageRequest;
}): VNode {
  return <a href={request.link(`/source/${encodeURIComponent(source.id)}`)}>{source.title}</a>;
}

function inLines(parts: readonly VNode[]): ComponentChildren {
  return parts.map((part, place) => (
    <>
      {place > 0 && <br />}
      {part}
    </>
  ));
}
