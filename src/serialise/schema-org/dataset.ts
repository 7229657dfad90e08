import type { Dataset, Distribution, Language } from '../../domain/dataset.js';
import type { Extent } from '../../domain/extent.js';
import type { PublishedDataset } from '../../domain/published.js';
import { visibleDistributions } from '../../domain/visibility.js';
import { spatialExtent } from '../extents/spatial-extent.js';
import { toWebUri } from '../iri.js';
import { licenseUri } from '../license-uri.js';
import { mediaTypeOf } from '../media-types.js';
import { shortText } from '../plain-text.js';
import { datasetPageUrl, type SiteFacts } from '../site-facts.js';
import { catalogUrl } from './data-catalog.js';

/** Search engines cut longer ones. */
const MOST_DESCRIPTION = 5000;

/** A `Dataset` of schema.org, for the dataset's page. Members without a value are left out by JSON. */
export function toSchemaOrgDataset(published: PublishedDataset, site: SiteFacts, language: Language): object {
  const { dataset, name } = published;
  const url = datasetPageUrl(site, name);
  return {
    '@context': 'https://schema.org/',
    '@type': 'Dataset',
    '@id': url,
    ...describe(published, url),
    temporalCoverage: temporalCoverage(dataset),
    spatialCoverage: spatialCoverage(dataset),
    isAccessibleForFree: accessibleForFree(dataset),
    conditionsOfAccess: dataset.openness?.condition ?? dataset.openness?.basis,
    includedInDataCatalog: {
      '@type': 'DataCatalog',
      '@id': catalogUrl(site),
      name: site.title[language],
      url: catalogUrl(site),
    },
    distribution: unlessEmpty(visibleDistributions(dataset).flatMap(download)),
  };
}

/** What a dataset is, in the words that Croissant shares with schema.org. */
export function describe({ dataset, name, changed }: PublishedDataset, url: string): object {
  const { titleEn, code, identifier, publisher, keywords = [], license, issued, modified } = dataset;
  const title = dataset.title === '' ? name : dataset.title;
  const organization = { '@type': 'Organization', name: publisher.name, identifier: publisher.code };
  return {
    name: title,
    alternateName: titleEn,
    description: shortText(dataset.abstract, MOST_DESCRIPTION) ?? shortText(title, MOST_DESCRIPTION),
    url,
    sameAs: toWebUri(dataset.landingPage),
    identifier: unlessEmpty([identifier, code].filter((id) => id !== undefined)),
    keywords: unlessEmpty(keywords),
    publisher: organization,
    creator: organization,
    license: licenseUri(license) ?? license?.title ?? license?.id,
    datePublished: issued,
    dateModified: modified ?? changed.slice(0, 'CCYY-MM-DD'.length),
  };
}

function temporalCoverage({ temporal }: Dataset): string | undefined {
  const { start, end } = temporal ?? {};
  return start === undefined && end === undefined ? undefined : `${start ?? '..'}/${end ?? '..'}`;
}

function spatialCoverage({ spatial, extras }: Dataset): object | undefined {
  const extent = spatialExtent(extras);
  if (extent === undefined) return spatial === undefined ? undefined : { '@type': 'Place', name: spatial };
  return { '@type': 'Place', name: spatial, geo: { '@type': 'GeoShape', box: boxOf(extent) } };
}

/** South-west and north-east, latitude first. */
function boxOf({ west, south, east, north }: Extent): string {
  return [south, west, north, east > 180 ? east - 360 : east].join(' ');
}

/** Whether what is given on request costs anything is not known. */
function accessibleForFree({ visibility }: Dataset): boolean | undefined {
  return visibility === 'on-request' ? undefined : visibility === 'open';
}

function download(distribution: Distribution): readonly object[] {
  const contentUrl = toWebUri(distribution.url);
  if (contentUrl === undefined) return [];
  const { title, description, format, bytes, modified } = distribution;
  return [
    {
      '@type': 'DataDownload',
      name: title,
      description: shortText(description, MOST_DESCRIPTION),
      contentUrl,
      encodingFormat: mediaTypeOf(distribution) ?? format,
      contentSize: bytes === undefined ? undefined : `${bytes} B`,
      dateModified: modified,
    },
  ];
}

function unlessEmpty<Item>(items: readonly Item[]): readonly Item[] | undefined {
  return items.length === 0 ? undefined : items;
}
