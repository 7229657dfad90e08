import type { SiteFacts } from './site-facts.js';

/**
 * robots.txt (RFC 9309): pages are for everybody. The API is closed to crawlers, as CKAN's is: every answer of it stands in a
 * page, and searches have no end; nor are bulk files of gigabytes for them. Other hubs of this kind read it.
 */
export function robotsText({ url }: Pick<SiteFacts, 'url'>): string {
  return [
    'User-agent: *',
    'Allow: /',
    'Allow: /api/docs',
    'Disallow: /api/',
    'Disallow: /snapshots/',
    '',
    'User-agent: Lianmu',
    'Allow: /',
    '',
    `Sitemap: ${url}/sitemap.xml`,
    '',
  ].join('\n');
}
