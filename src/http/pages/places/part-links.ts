import { OPEN_TYPES } from '../../../domain/code-lists.js';
import type { CountedLink } from '../components/count-list.js';
import { groupName } from './domains.js';
import { searchLink, type ShownPlace } from './place-parts.js';
import { cityPlace, publisherPlace } from './place.js';
import { regionsOf } from './regions.js';

type Links = readonly CountedLink[];

/** The datasets of a place by domain: each link finds those that are counted. */
export function domainLinks(shown: ShownPlace): Links {
  return [...shown.content.by('groups')].map(([name, count]) => ({
    title: groupName(name, shown.request.language),
    count,
    href: searchLink(shown, [['groups', name]]),
  }));
}

export function formatLinks(shown: ShownPlace): Links {
  return [...shown.content.by('res_format')]
    .filter(([format]) => format !== '')
    .map(([format, count]) => ({ title: format, count, href: searchLink(shown, [['res_format', format]]) }));
}

export function publisherLinks(shown: ShownPlace): Links {
  const titles = new Map(shown.context.figures.publishers().map(({ name, title }) => [name, title]));
  return [...shown.content.by('organization')].map(([name, count]) => ({
    title: titles.get(name) ?? name,
    count,
    href: searchLink(shown, publisherPlace(name).address),
  }));
}

export function cityLinks(shown: ShownPlace): Links {
  const bySource = shown.content.by('harvest_source_id');
  return regionsOf(shown.context.harvest.sources)
    .map((region) => ({
      title: region.name,
      count: region.sources.reduce((sum, { id }) => sum + (bySource.get(id) ?? 0), 0),
      href: searchLink(shown, cityPlace(region).address),
    }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count);
}

/** By open type, in the order of the list, those without one last; they add up to all. */
export function openTypeLinks(shown: ShownPlace, unstated: string): Links {
  const counts = shown.content.by('cn_open_type');
  const links = OPEN_TYPES.map(({ code, ...title }) => ({
    title: title[shown.request.language],
    count: counts.get(code) ?? 0,
    href: searchLink(shown, [['cn_open_type', code]]),
  }));
  const rest = shown.content.count - links.reduce((sum, { count }) => sum + count, 0);
  return [...links, { title: unstated, count: rest, href: searchLink(shown, [['q', '-cn_open_type:*']]) }];
}

/** Portals of a publisher or domain, each with its own page. */
export function portalLinks({ content, context, request }: ShownPlace): Links {
  const titles = new Map(context.harvest.sources.map(({ id, title }) => [id, title]));
  return [...content.by('harvest_source_id')].map(([id, count]) => ({
    title: titles.get(id) ?? content.newest.find(({ dataset }) => dataset.sourceId === id)?.sourceTitle ?? id,
    count,
    href: request.link(`/source/${encodeURIComponent(id)}`),
  }));
}
