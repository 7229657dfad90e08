import type { VNode } from 'preact';
import { THEME_GROUPS } from '../../../serialise/ckan/themes.js';
import { createSay, number } from '../say.js';
import { domainName } from '../search/value-names.js';
import type { HomeParts } from './home-page.js';
import { TEXTS } from './texts.js';

/** All 21 domains, in the plan's order. */
export function Domains({ request, overview }: HomeParts): VNode {
  const { language, link } = request;
  return (
    <section class="home-domains" aria-labelledby="domains">
      <h2 id="domains">{createSay(TEXTS, language)('domains')}</h2>
      <ul class="columns">
        {THEME_GROUPS.map(({ name }) => (
          <Counted
            key={name}
            href={link(`/group/${name}`)}
            title={domainName(name, language) ?? name}
            count={overview.byDomain.get(name) ?? 0}
          />
        ))}
      </ul>
    </section>
  );
}

/** More would not fit the screen. */
const MOST_PLACES = 14;

/** Cities, and portals that are no city's, the most datasets first. */
export function Places({ request, context, overview }: HomeParts): VNode {
  const { language, link } = request;
  const say = createSay(TEXTS, language);
  const places = placesOf(context.harvest.sources, overview.bySource);
  const sources = context.harvest.sources.length;
  return (
    <section class="home-places" aria-labelledby="places">
      <h2 id="places">{say('cities')}</h2>
      {places.length === 0 ? (
        <p class="muted">{say('noSources')}</p>
      ) : (
        <ul class="columns">
          {places.slice(0, MOST_PLACES).map(({ path, title, count }) => (
            <Counted key={path} href={link(path)} title={title} count={count} />
          ))}
        </ul>
      )}
      {places.length > MOST_PLACES && (
        <p class="home-more">
          <a href={link('/source')}>{say('allSources', { count: sources })}</a>
        </p>
      )}
    </section>
  );
}

interface Place {
  readonly path: string;
  readonly title: string;
  readonly count: number;
}

export function placesOf(
  sources: readonly { readonly id: string; readonly title: string; readonly region?: string }[],
  bySource: ReadonlyMap<string, number>,
): readonly Place[] {
  const places = new Map<string, Place>();
  const add = (path: string, title: string, count: number): void => {
    places.set(path, { path, title, count: (places.get(path)?.count ?? 0) + count });
  };
  for (const { id, title, region } of sources) {
    const count = bySource.get(id) ?? 0;
    if (region === undefined) add(`/source/${encodeURIComponent(id)}`, title, count);
    else add(`/city/${encodeURIComponent(region)}`, region, count);
  }
  return [...places.values()].sort((one, other) => other.count - one.count);
}

function Counted({
  href,
  title,
  count,
}: {
  readonly href: string;
  readonly title: string;
  readonly count: number;
}): VNode {
  return (
    <li>
      <a href={href}>
        <span class="one-line" title={title}>
          {title}
        </span>{' '}
        <span class="count">{number(count)}</span>
      </a>
    </li>
  );
}
