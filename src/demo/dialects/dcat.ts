import type { ActionRequest } from '../actions.js';
import { openTypeOf } from '../extras.js';
import { viewed } from '../listing.js';
import type { CkanPackage } from '../package.js';
import { planOf } from '../plan.js';
import type { PortalState } from '../portal-state.js';
import type { City } from '../province.js';
import type { PackageResource } from '../resources.js';
import type { OpenType } from '../vocabulary.js';
import type { DatasetOnDay, Dialect } from './dialect.js';
import { statementsOf } from './statements.js';
import { describe, iri, literal, typed } from './turtle.js';

const ROWS = 20;

const PREFIXES = `@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix hydra: <http://www.w3.org/ns/hydra/core#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

`;

const AUTHORITY = 'http://publications.europa.eu/resource/authority';

const ACCESS: Readonly<Record<OpenType, string>> = {
  unconditional: 'PUBLIC',
  conditional: 'RESTRICTED',
  not_open: 'NON_PUBLIC',
};

/** DCAT in Turtle, a few datasets a page; the links between pages are relative, so that content does not depend on the port. */
export const DCAT: Dialect = {
  actionOf: (path) => (path === '/catalog.ttl' ? 'catalog' : undefined),
  reply: (state, request) => ({
    status: 200,
    mediaType: 'text/turtle;charset=utf-8',
    body: pageOf(state, request),
  }),
  shown: () => undefined,
};

function pageOf(state: PortalState, { params, view }: ActionRequest): string {
  const listing = viewed(state.catalog, view);
  const last = Math.max(1, Math.ceil(listing.count / ROWS));
  const page = Math.max(1, Math.floor(Number(params['page'] ?? 1)) || 1);
  const { city } = state;
  const datasets = listing
    .page((page - 1) * ROWS, ROWS)
    .map((index) => ({ index, dataset: state.package(index) }));
  const paging = describe(`<?page=${page}>`, 'hydra:PartialCollectionView', [
    ['hydra:first', '<?page=1>'],
    ['hydra:previous', page > 1 ? `<?page=${page - 1}>` : undefined],
    ['hydra:next', page < last ? `<?page=${page + 1}>` : undefined],
    ['hydra:last', `<?page=${last}>`],
  ]);
  const catalog = describe(iri(`${city.publicUrl}/catalog`), 'dcat:Catalog, hydra:Collection', [
    ['dct:title', literal(city.title, 'zh')],
    ['hydra:totalItems', typed(String(listing.count), 'integer')],
    ['hydra:view', `<?page=${page}>`],
    ['dcat:dataset', datasets.map(({ dataset }) => iri(dataset.url ?? '')).join(', ')],
  ]);
  return (
    PREFIXES +
    paging +
    catalog +
    datasets.map(({ index, dataset }) => toTurtle(city, dataset, { index, day: state.catalog.day })).join('')
  );
}

/** The description of a dataset with all that belongs to it. */
export function toTurtle(city: City, dataset: CkanPackage, { index, day }: DatasetOnDay): string {
  const { key, organization, domain } = planOf(city, index);
  const stated = statementsOf(city, index, day);
  const subject = iri(dataset.url ?? '');
  const publisher =
    dataset.organization === null
      ? undefined
      : iri(`${city.publicUrl}/organization/${organization.ckan.name}`);
  const theme = iri(`${city.publicUrl}/theme/${domain.id}`);
  const [start = '', end = ''] = stated.temporal ?? [];
  const described = describe(subject, 'dcat:Dataset', [
    ['dct:identifier', literal(dataset.id)],
    ['dct:title', literal(dataset.title, 'zh')],
    ['dct:description', literal(dataset.notes, 'zh')],
    ['dcat:keyword', keywordsOf(dataset)],
    ['dcat:theme', theme],
    ['dct:publisher', publisher],
    ['dct:issued', typed(stated.issued, 'date')],
    ['dct:modified', typed(stated.modified, 'date')],
    [
      'dct:accrualPeriodicity',
      stated.frequency === undefined ? undefined : iri(`${AUTHORITY}/frequency/${stated.frequency}`),
    ],
    ['dct:accessRights', iri(`${AUTHORITY}/access-right/${ACCESS[openTypeOf(key)]}`)],
    [
      'dct:temporal',
      stated.temporal === undefined
        ? undefined
        : `[ a dct:PeriodOfTime ; dcat:startDate ${typed(start, 'date')} ; dcat:endDate ${typed(end, 'date')} ]`,
    ],
    ['dct:spatial', `[ a dct:Location ; skos:prefLabel ${literal(stated.spatial, 'zh')} ]`],
    [
      'dcat:contactPoint',
      `[ a vcard:Organization ; vcard:fn ${literal(organization.office, 'zh')} ; vcard:hasTelephone <tel:${organization.phone}> ]`,
    ],
    ['dcat:landingPage', subject],
    ['dcat:distribution', dataset.resources.map(({ id }) => distributionOf(dataset, id)).join(', ')],
  ]);
  return (
    described +
    dataset.resources.map((resource) => toDistribution(dataset, resource)).join('') +
    describe(theme, 'skos:Concept', [['skos:prefLabel', literal(domain.name, 'zh')]]) +
    (publisher === undefined
      ? ''
      : describe(publisher, 'foaf:Organization', [['foaf:name', literal(organization.ckan.title, 'zh')]]))
  );
}

function keywordsOf({ tags }: CkanPackage): string {
  return tags.map((tag) => literal(typeof tag === 'string' ? tag : tag.name, 'zh')).join(', ');
}

function distributionOf(dataset: CkanPackage, resourceId: string): string {
  return iri(`${dataset.url ?? ''}/distribution/${resourceId}`);
}

function toDistribution(dataset: CkanPackage, resource: PackageResource): string {
  return describe(distributionOf(dataset, resource.id), 'dcat:Distribution', [
    ['dct:title', literal(resource.name, 'zh')],
    ['dct:description', resource.description === '' ? undefined : literal(resource.description, 'zh')],
    [resource.url_type === 'upload' ? 'dcat:downloadURL' : 'dcat:accessURL', iri(resource.url)],
    ['dct:format', literal(resource.format)],
    [
      'dcat:byteSize',
      resource.size === null ? undefined : typed(String(resource.size), 'nonNegativeInteger'),
    ],
  ]);
}
