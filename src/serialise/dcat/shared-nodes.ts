import type { NamedNode, Quad } from 'n3';
import { labelOf, THEMES } from '../../domain/code-lists.js';
import type { PublishedPublisher } from '../../domain/published.js';
import { toWebUri } from '../iri.js';
import type { SiteFacts } from '../site-facts.js';
import { DATA_THEME_SCHEME, DATA_THEMES, euCode, euThemesOf, fileTypeOf } from './authorities.js';
import type { HubIris } from './hub-iris.js';
import { type Curie, describe, iri, text, words } from './terms.js';

/** A node that many datasets name: described once in a document. */
export type SharedNode = readonly [address: string, quads: readonly Quad[]];

export function publisherNode(publisher: PublishedPublisher, iris: HubIris): SharedNode {
  const address = iris.agent(publisher.identifier);
  const name = words(publisher.title) ?? text(publisher.name) ?? text(publisher.identifier);
  return [
    address,
    describe(
      address,
      ['foaf:Agent', 'foaf:Organization'],
      [
        ['foaf:name', name],
        ['dct:identifier', text(publisher.code)],
        ['dct:description', words(publisher.description)],
        ['foaf:depiction', iri(toWebUri(publisher.imageUrl))],
      ],
    ),
  ];
}

/** A domain of the national list, and the EU's themes for it. */
export function themeNodes(domain: string, iris: HubIris): readonly SharedNode[] {
  const concept = iris.concept('theme', domain);
  if (concept === undefined) return [];
  const own: SharedNode = [
    concept.value,
    describe(
      concept.value,
      ['skos:Concept'],
      [
        ['skos:inScheme', iri(iris.list('theme'))],
        [
          'skos:prefLabel',
          [text(labelOf(THEMES, domain, 'zh'), 'zh'), text(labelOf(THEMES, domain, 'en'), 'en')],
        ],
      ],
    ),
  ];
  return [own, ...euThemesOf(domain).map(euThemeNode)];
}

function euThemeNode(code: string): SharedNode {
  const address = euCode('data-theme', code);
  const label = DATA_THEMES.get(code);
  return [
    address,
    describe(
      address,
      ['skos:Concept'],
      [
        ['skos:inScheme', iri(DATA_THEME_SCHEME)],
        ['skos:prefLabel', [text(label?.zh, 'zh'), text(label?.en, 'en')]],
      ],
    ),
  ];
}

/** Undefined for a format without a character that can be seen. */
export function formatNode(format: string | undefined, iris: HubIris): SharedNode | undefined {
  const label = text(format);
  if (format === undefined || label === undefined) return undefined;
  const code = fileTypeOf(format);
  const address = code === undefined ? iris.format(format) : euCode('file-type', code);
  return [address, describe(address, ['dct:MediaTypeOrExtent'], [['rdfs:label', label]])];
}

/** A node of which nothing is said here but what it is. */
export function typedNode(address: string, type: Curie): SharedNode {
  return [address, describe(address, [type])];
}

export function nodesOf(shared: readonly SharedNode[]): readonly NamedNode[] {
  return shared.map(([address]) => iri(address));
}

/** Who runs the hub, as the publisher of its catalogues. */
export function hubNode(site: SiteFacts, iris: HubIris): SharedNode {
  const address = iris.publisher;
  return [
    address,
    describe(
      address,
      ['foaf:Agent', 'foaf:Organization'],
      [['foaf:name', words(site.publisher.name) ?? text(site.url)]],
    ),
  ];
}
