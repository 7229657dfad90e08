import type { Quad } from 'n3';
import type { PublishedDataset } from '../../domain/published.js';
import { toWebUri } from '../iri.js';
import type { SiteFacts } from '../site-facts.js';
import { euCode } from './authorities.js';
import { CONCEPT_LISTS } from './concept-lists.js';
import { type DatasetGraph, toDatasetGraph } from './dataset.js';
import type { HubIris } from './hub-iris.js';
import { hubNode, type SharedNode } from './shared-nodes.js';
import { count, describe, iri, text, time, words } from './terms.js';

/** The catalogue itself. */
export function describeCatalog(site: SiteFacts, iris: HubIris, total?: number): readonly Quad[] {
  const home = `${site.url}/`;
  const languages = [euCode('language', 'ZHO'), euCode('language', 'ENG')];
  const schemes = iris.list('theme');
  const { title } = CONCEPT_LISTS.theme;
  return [
    ...describe(
      iris.catalog,
      ['dcat:Catalog', 'hydra:Collection'],
      [
        ['dct:title', [text(site.title.zh, 'zh'), text(site.title.en, 'en')]],
        [
          'dct:description',
          [text(site.description.zh, 'zh') ?? text(site.title.zh, 'zh'), text(site.description.en, 'en')],
        ],
        ['dct:publisher', iri(iris.publisher)],
        ['dct:language', languages.map((language) => iri(language))],
        ['dcat:themeTaxonomy', iri(schemes)],
        ['foaf:homepage', iri(home)],
        ['hydra:totalItems', count(total)],
      ],
    ),
    ...hubNode(site, iris)[1],
    ...languages.flatMap((language) => describe(language, ['dct:LinguisticSystem'])),
    ...describe(home, ['foaf:Document']),
    ...describe(
      schemes,
      ['skos:ConceptScheme'],
      [['dct:title', [text(title.zh, 'zh'), text(title.en, 'en')]]],
    ),
  ];
}

/** A dataset with its record in the catalogue, and the catalogue of its source, which both belong to. */
export function toMemberGraph(published: PublishedDataset, site: SiteFacts, iris: HubIris): DatasetGraph {
  const { quads, shared } = toDatasetGraph(published, iris);
  const dataset = iris.dataset(published.dataset.identifier);
  const source = sourceNode(published, iris);
  return {
    quads: [
      ...quads,
      ...describeRecord(published, dataset, iris),
      ...describe(
        source[0],
        [],
        [
          ['dcat:dataset', iri(dataset)],
          ['dcat:record', iri(`${dataset}#record`)],
        ],
      ),
    ],
    shared: [...shared, source, hubNode(site, iris)],
  };
}

/** The same, named by the catalogue as its own. */
export function toListedGraph(published: PublishedDataset, site: SiteFacts, iris: HubIris): DatasetGraph {
  const { quads, shared } = toMemberGraph(published, site, iris);
  const { identifier, sourceId } = published.dataset;
  const dataset = iris.dataset(identifier);
  const source = iris.source(sourceId);
  const listed = describe(
    iris.catalog,
    [],
    [
      ['dcat:dataset', iri(dataset)],
      ['dcat:record', iri(`${dataset}#record`)],
    ],
  );
  const part: SharedNode = [
    `${iris.catalog} ${source}`,
    describe(iris.catalog, [], [['dcat:catalog', iri(source)]]),
  ];
  return { quads: [...listed, ...quads], shared: [part, ...shared] };
}

/** Where the hub has it from: the record on the portal, and its id there. */
function describeRecord(published: PublishedDataset, dataset: string, iris: HubIris): readonly Quad[] {
  const { origin } = published.dataset;
  return describe(
    `${dataset}#record`,
    ['dcat:CatalogRecord'],
    [
      ['foaf:primaryTopic', iri(dataset)],
      ['dct:issued', time(`${published.created}Z`)],
      ['dct:modified', time(`${published.changed}Z`)],
      ['dct:identifier', text(origin.remoteId)],
      ['prov:hadPrimarySource', iri(toWebUri(origin.url))],
      [iris.national('remoteName'), text(origin.remoteName)],
    ],
  );
}

function sourceNode({ dataset, sourceTitle }: PublishedDataset, iris: HubIris): SharedNode {
  const address = iris.source(dataset.sourceId);
  const title = words(sourceTitle) ?? text(dataset.sourceId);
  return [
    address,
    describe(
      address,
      ['dcat:Catalog'],
      [
        ['dct:title', title],
        ['dct:description', title],
        ['dct:identifier', text(dataset.sourceId)],
        ['dct:publisher', iri(iris.publisher)],
      ],
    ),
  ];
}

export interface PageView {
  readonly page: string;
  readonly first: string;
  readonly previous: string | undefined;
  readonly next: string | undefined;
}

export function describeView({ page, first, previous, next }: PageView, iris: HubIris): readonly Quad[] {
  return [
    ...describe(iris.catalog, [], [['hydra:view', iri(page)]]),
    ...describe(
      page,
      ['hydra:PartialCollectionView'],
      [
        ['hydra:first', iri(first)],
        ['hydra:previous', iri(previous)],
        ['hydra:next', iri(next)],
      ],
    ),
  ];
}
