import { themeName } from '../../domain/code-lists.js';
import type { PublishedDataset } from '../../domain/published.js';
import { datasetPageUrl } from '../site-facts.js';
import { joinXml, xml, type Xml } from '../xml.js';
import { summaryOf, titleOf, urnOf, type NewsFeed } from './news-feed.js';

/** RSS 2.0, which has no way to say that something is gone. */
export function toRss(feed: NewsFeed): string {
  const links = feed.links.map(({ rel, href }) => xml`    <atom:link rel="${rel}" href="${href}"/>\n`);
  const items = feed.items.flatMap((item) =>
    item.kind === 'put' ? [itemOf(item.publication, feed.siteUrl)] : [],
  );
  return xml`<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel>
    <title>${feed.title}</title>
    <link>${feed.page}</link>
    <description>${feed.description}</description>
    <language>zh-cn</language>
    <lastBuildDate>${rfc822(feed.updated)}</lastBuildDate>
    <atom:link rel="self" type="application/rss+xml" href="${feed.self}"/>
${joinXml(links)}${joinXml(items)}  </channel>
</rss>
`.text;
}

function itemOf(publication: PublishedDataset, siteUrl: string): Xml {
  const { dataset, changed, publisher } = publication;
  const themes = (dataset.themes ?? []).map((code) => themeName(code, 'zh') ?? code);
  const categories = themes.map((theme) => xml`      <category>${theme}</category>\n`);
  return xml`    <item>
      <title>${titleOf(publication)}</title>
      <link>${datasetPageUrl({ url: siteUrl }, publication.name)}</link>
      <guid isPermaLink="false">${urnOf(dataset.identifier)}</guid>
      <pubDate>${rfc822(changed)}</pubDate>
      <dc:creator>${publisher.title}</dc:creator>
${joinXml(categories)}      <description>${summaryOf(publication)}</description>
    </item>
`;
}

/** To the second, in English, as it has been since the mail of 1982. */
function rfc822(time: string): string {
  return new Date(`${time}Z`).toUTCString().replace('GMT', '+0000');
}
