import { themeName } from '../../domain/code-lists.js';
import type { PublishedDataset } from '../../domain/published.js';
import { toWebUri } from '../iri.js';
import { datasetPageUrl } from '../site-facts.js';
import { joinXml, xml, type Xml } from '../xml.js';
import { isBlank, summaryOf, titleOf, urnOf, type NewsFeed, type NewsItem } from './news-feed.js';

/** What RFC 4287 takes as an address of mail. */
const EMAIL = /^[^\s@]+@[^\s@]+$/;

/** Atom 1.0 (RFC 4287) in pages (RFC 5005), with entries for what is gone (RFC 6721). */
export function toAtom(feed: NewsFeed): string {
  const links = feed.links.map(({ rel, href }) => xml`  <link rel="${rel}" href="${href}"/>\n`);
  return xml`<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0" xml:lang="zh">
  <id>${feed.id}</id>
  <title>${feed.title}</title>
  <subtitle>${feed.description}</subtitle>
  <updated>${zoned(feed.updated)}</updated>
  <link rel="self" type="application/atom+xml" href="${feed.self}"/>
  <link rel="alternate" type="text/html" href="${feed.page}"/>
${joinXml(links)}  <author>${person(feed.author)}</author>
${joinXml(feed.items.map((item) => itemOf(item, feed.siteUrl)))}</feed>
`.text;
}

function person({ name, url, email }: NewsFeed['author']): Xml {
  const uri = toWebUri(url);
  return xml`<name>${name}</name>${uri === undefined ? undefined : xml`<uri>${uri}</uri>`}${
    email === undefined || !EMAIL.test(email) ? undefined : xml`<email>${email}</email>`
  }`;
}

function itemOf(item: NewsItem, siteUrl: string): Xml {
  if (item.kind === 'delete') {
    return xml`  <at:deleted-entry ref="${urnOf(item.identifier)}" when="${zoned(item.time)}"/>\n`;
  }
  return entry(item.publication, siteUrl);
}

function entry(publication: PublishedDataset, siteUrl: string): Xml {
  const { dataset, name, created, changed, publisher } = publication;
  return xml`  <entry>
    <id>${urnOf(dataset.identifier)}</id>
    <title>${titleOf(publication)}</title>
    <updated>${zoned(changed)}</updated>
    <published>${zoned(created)}</published>
    <author><name>${publisher.title}</name></author>
    <link rel="alternate" type="text/html" href="${datasetPageUrl({ url: siteUrl }, publication.name)}"/>
    <link rel="related" type="application/json" href="${siteUrl}/api/3/action/package_show?id=${name}"/>
${joinXml(categories(publication))}    <summary>${summaryOf(publication)}</summary>
  </entry>
`;
}

function categories({ dataset: { themes = [], keywords = [] } }: PublishedDataset): readonly Xml[] {
  const terms = [...themes.map((code) => themeName(code, 'zh') ?? code), ...keywords];
  return [...new Set(terms)]
    .filter((term) => !isBlank(term))
    .map((term) => xml`    <category term="${term}"/>\n`);
}

/** RFC 3339 wants the zone. */
function zoned(time: string): string {
  return `${time}Z`;
}
