import type { Language } from '../../domain/dataset.js';
import type { SiteFacts } from '../site-facts.js';

export function catalogUrl({ url }: Pick<SiteFacts, 'url'>): string {
  return `${url}/`;
}

/** The hub as a `DataCatalog` of schema.org, for its home page. */
export function toSchemaOrgCatalog(site: SiteFacts, language: Language): object {
  const { name, url, email } = site.publisher;
  return {
    '@context': 'https://schema.org/',
    '@type': 'DataCatalog',
    '@id': catalogUrl(site),
    name: site.title[language],
    description: site.description[language],
    url: catalogUrl(site),
    publisher: { '@type': 'Organization', name, url, email },
  };
}
