import { joinXml, xml } from './xml.js';

export interface SitemapEntry {
  readonly url: string;
  /** ISO, UTC. */
  readonly changed?: string;
}

const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/** The head of a sitemap and its end; between them stand entries. */
export const SITEMAP = {
  start: `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="${NAMESPACE}">\n`,
  end: '</urlset>\n',
} as const;

export function sitemapEntries(entries: readonly SitemapEntry[]): string {
  return joinXml(
    entries.map(({ url, changed }) => xml`<url><loc>${url}</loc>${lastModified(changed)}</url>\n`),
  ).text;
}

export function sitemapIndex(sitemaps: readonly SitemapEntry[]): string {
  const entries = sitemaps.map(
    ({ url, changed }) => xml`<sitemap><loc>${url}</loc>${lastModified(changed)}</sitemap>\n`,
  );
  const index = joinXml(entries).text;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="${NAMESPACE}">\n${index}</sitemapindex>\n`;
}

function lastModified(changed: string | undefined): ReturnType<typeof xml> | undefined {
  return changed === undefined ? undefined : xml`<lastmod>${changed}</lastmod>`;
}
