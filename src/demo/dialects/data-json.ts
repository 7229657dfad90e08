import type { ActionRequest } from '../actions.js';
import { openTypeOf } from '../extras.js';
import type { CkanPackage } from '../package.js';
import { planOf } from '../plan.js';
import type { PortalState } from '../portal-state.js';
import type { City } from '../province.js';
import type { PackageResource } from '../resources.js';
import type { OpenType } from '../vocabulary.js';
import { jsonReply } from './dialect.js';
import type { DatasetOnDay, Dialect } from './dialect.js';
import { inPieces, placesOf } from './records.js';
import { statementsOf } from './statements.js';

const SCHEMA = 'https://project-open-data.cio.gov/v1.1/schema';

const ACCESS: Readonly<Record<OpenType, string>> = {
  unconditional: 'public',
  conditional: 'restricted public',
  not_open: 'non-public',
};

/** DCAT-US 1.1: the catalogue as one `data.json`. */
export const DATA_JSON: Dialect = {
  actionOf: (path) => (path === '/data.json' ? 'catalog' : undefined),
  reply: (state, request) => jsonReply(inPieces(write(state, request))),
  shown: () => undefined,
};

function* write(state: PortalState, { view }: ActionRequest): Generator<string> {
  const { city, catalog } = state;
  const head = {
    '@context': `${SCHEMA}/catalog.jsonld`,
    '@id': `${city.publicUrl}/data.json`,
    '@type': 'dcat:Catalog',
    conformsTo: SCHEMA,
    describedBy: `${SCHEMA}/catalog.json`,
  };
  yield `${JSON.stringify(head).slice(0, -1)},"dataset":[`;
  let separator = '';
  for (const place of placesOf(state, view)) {
    const dataset: unknown =
      place === 'broken'
        ? '（此行待补）'
        : toDataset(city, state.package(place.index), { index: place.index, day: catalog.day });
    yield separator + JSON.stringify(dataset);
    separator = ',';
  }
  yield ']}';
}

/** A dataset as a member of the file's list. */
export function toDataset(
  city: City,
  dataset: CkanPackage,
  { index, day }: DatasetOnDay,
): Readonly<Record<string, unknown>> {
  const { key, organization } = planOf(city, index);
  const stated = statementsOf(city, index, day);
  const rights = stated.condition !== '' ? stated.condition : stated.basis;
  return {
    '@type': 'dcat:Dataset',
    identifier: dataset.id,
    title: dataset.title,
    description: dataset.notes,
    keyword: dataset.tags.map((tag) => (typeof tag === 'string' ? tag : tag.name)),
    issued: stated.issued,
    modified: stated.modified,
    publisher:
      dataset.organization === null
        ? null
        : { '@type': 'org:Organization', name: dataset.organization.title },
    contactPoint: {
      '@type': 'vcard:Contact',
      fn: organization.office,
      hasEmail: `mailto:data@${organization.ckan.name}.example`,
    },
    accessLevel: ACCESS[openTypeOf(key)],
    ...(rights === '' ? {} : { rights }),
    ...(stated.interval === undefined ? {} : { accrualPeriodicity: stated.interval }),
    ...(stated.temporal === undefined ? {} : { temporal: stated.temporal.join('/') }),
    spatial: stated.spatial,
    theme: [stated.theme],
    landingPage: dataset.url,
    ...(dataset.resources.length === 0
      ? {}
      : { distribution: dataset.resources.map((resource) => toDistribution(resource)) }),
  };
}

function toDistribution(resource: PackageResource): Readonly<Record<string, unknown>> {
  const direct = resource.url_type === 'upload';
  return {
    '@type': 'dcat:Distribution',
    title: resource.name,
    ...(resource.description === '' ? {} : { description: resource.description }),
    ...(direct ? { downloadURL: resource.url } : { accessURL: resource.url }),
    ...(resource.mimetype === null ? {} : { mediaType: resource.mimetype }),
    format: resource.format,
  };
}
