import type { VNode } from 'preact';
import { CountList, type CountedLink } from '../components/count-list.js';
import { DatasetList } from '../components/dataset-list.js';
import type { LinkParameters } from '../links.js';
import type { Alternate, PageContext, PageRequest } from '../page.js';
import { number, type Say } from '../say.js';
import { dayInWords, dayOf } from './days.js';
import { asQuery, type Place, type PlaceContent } from './place.js';
import type { PLACES } from './texts.js';

export type SayOfPlaces = Say<keyof typeof PLACES>;

/** A place as its page shows it. */
export interface ShownPlace {
  readonly place: Place;
  readonly content: PlaceContent;
  readonly request: PageRequest;
  readonly context: PageContext;
  readonly say: SayOfPlaces;
}

type Countable = 'datasets' | 'publishers' | 'cities' | 'portals' | 'overdue';

export function counted(say: SayOfPlaces, what: Countable, count: number): string {
  return count === 1 ? say(`${what}One`) : say(`${what}Many`, { count });
}

/** What one would say of a place in a sentence. */
export function sentenceOf(
  { content, request, context, say }: ShownPlace,
  from: readonly (readonly [what: Countable, count: number])[],
): string {
  const [last] = content.newest;
  if (last === undefined) return say('none');
  const named = from.filter(([, count]) => count > 0).map(([what, count]) => counted(say, what, count));
  const values = {
    counts: counted(say, 'datasets', content.count),
    day: dayInWords(dayOf(last.changed, context.harvest.timezone), request.language),
  };
  return named.length === 0
    ? say('sentence', values)
    : say('sentenceFrom', { ...values, from: named.join(say('and')) });
}

/** Where one is among the pages. */
export function Trail({
  href,
  title,
  say,
}: {
  readonly href: string;
  readonly title: string;
  readonly say: SayOfPlaces;
}): VNode {
  return (
    <nav class="trail" aria-label={say('path')}>
      <a href={href}>{title}</a>
    </nav>
  );
}

/** The search page with the place chosen, and what is chosen besides. */
export function searchLink(
  { place, request }: Pick<ShownPlace, 'place' | 'request'>,
  more: LinkParameters = [],
): string {
  const texts = (parameters: LinkParameters, key: string): string[] =>
    parameters.flatMap(([name, value]) => (name === key && value !== undefined ? [String(value)] : []));
  const all = [...place.address, ...more];
  // A search has one query.
  const query = texts(all, 'q');
  const others = all.filter(([key]) => key !== 'q');
  return request.link('/dataset', [
    ...others,
    ...(query.length === 0 ? [] : [['q', asQuery(query)] as const]),
  ]);
}

/** What can be done with the whole place. */
export function PlaceLinks({ shown, statistics, feed }: PlaceLinksProps): VNode {
  const { say, request } = shown;
  return (
    <p class="links">
      <a href={searchLink(shown)}>{say('toSearch')}</a>
      <a href={request.link('/statistics', statistics)}>{say('statistics')}</a>
      {request.asOf === undefined && <a href={feed}>{say('feed')}</a>}
    </p>
  );
}

interface PlaceLinksProps {
  readonly shown: ShownPlace;
  readonly statistics: LinkParameters;
  readonly feed: string;
}

export function Newest({
  shown,
  hasPublishers = true,
}: {
  readonly shown: ShownPlace;
  readonly hasPublishers?: boolean;
}): VNode | null {
  const { content, request, say } = shown;
  if (content.newest.length === 0) return null;
  return (
    <section aria-labelledby="newest">
      <h2 id="newest">{say('newest')}</h2>
      <DatasetList datasets={content.newest} request={request} hasPublishers={hasPublishers} />
      {content.count > content.newest.length && (
        <p>
          <a href={searchLink(shown)}>{say('more', { count: content.count })}</a>
        </p>
      )}
    </section>
  );
}

const SHOWN_LINKS = 16;

/** Parts of a place by one property, the largest first; nothing where there are none. */
export function Parts({ id, title, links, say }: PartsProps): VNode | null {
  if (links.length === 0) return null;
  const shown = links.slice(0, SHOWN_LINKS);
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <CountList links={shown} />
      {links.length > shown.length && (
        <p class="muted">{say('moreOf', { shown: shown.length, all: number(links.length) })}</p>
      )}
    </section>
  );
}

interface PartsProps {
  readonly id: string;
  readonly title: string;
  readonly links: readonly CountedLink[];
  readonly say: SayOfPlaces;
}

export function feedAlternates(feed: string, title: string): readonly Alternate[] {
  return (['atom', 'rss'] as const).map((format) => ({
    type: `application/${format}+xml`,
    title: `${title} (${format === 'atom' ? 'Atom' : 'RSS'})`,
    href: feed.replace('.atom', `.${format}`),
  }));
}
