import type { Quad } from 'n3';
import type { PublishedDataset } from '../../domain/published.js';
import { visibleDistributions } from '../../domain/visibility.js';
import { toWebUri } from '../iri.js';
import { accessRight, frequencyOf } from './authorities.js';
import { describeContact } from './contact.js';
import { describePeriod, describePlace } from './coverage.js';
import { describeDistribution } from './distribution.js';
import type { HubIris } from './hub-iris.js';
import { describeLicense } from './license.js';
import { nationalParts, nationalProperties } from './national.js';
import { nodesOf, publisherNode, type SharedNode, themeNodes, typedNode } from './shared-nodes.js';
import { describe, iri, text, time, words } from './terms.js';

/** What is said of one dataset, and of the nodes that it shares with others. */
export interface DatasetGraph {
  readonly quads: readonly Quad[];
  readonly shared: readonly SharedNode[];
}

/** A dataset after DCAT-AP 3.0.1, with the hub's vocabulary for the rest. Distributions pass through visibility. */
export function toDatasetGraph(published: PublishedDataset, iris: HubIris): DatasetGraph {
  const { dataset, publisher } = published;
  const address = iris.dataset(dataset.identifier);
  const part = (name: string): string => `${address}#${name}`;
  const page = iris.page(published.name);
  const landing = toWebUri(dataset.landingPage);
  const frequency = frequencyOf(dataset.updateCycle);
  const access = accessRight(dataset.visibility);
  const license = describeLicense(dataset.license, part('license'));
  const contact = describeContact(published, part('contact'));
  const period = describePeriod(dataset, part('temporal'));
  const place = describePlace(dataset, part('spatial'));
  const code = describeCode(dataset.code, part('code'));
  const agent = publisherNode(publisher, iris);
  const themes = (dataset.themes ?? []).flatMap((domain) => themeNodes(domain, iris));
  const distributions = visibleDistributions(dataset).map((distribution, index) =>
    describeDistribution(distribution, { dataset: address, page, license: license?.address, index, iris }),
  );
  const own = describe(
    address,
    ['dcat:Dataset'],
    [
      ...wordsOf(published),
      ['dct:identifier', text(dataset.identifier)],
      ['adms:identifier', partOf(code)],
      ['dct:publisher', iri(agent[0])],
      ['dcat:contactPoint', partOf(contact)],
      ['dcat:theme', nodesOf(themes)],
      ['dct:accrualPeriodicity', iri(frequency)],
      ['dct:accessRights', iri(access)],
      ['dct:issued', time(dataset.issued)],
      ['dct:modified', time(dataset.modified)],
      ['dct:temporal', partOf(period)],
      ['dct:spatial', partOf(place)],
      ['dcat:landingPage', iri(landing)],
      ['foaf:page', iri(page)],
      ['dct:license', iri(license?.address)],
      ['dcat:version', text(dataset.version)],
      ['dcat:distribution', distributions.map((distribution) => iri(distribution.address))],
      ...nationalProperties(dataset, address, iris),
      [iris.national('address'), landing === dataset.landingPage ? undefined : text(dataset.landingPage)],
      [iris.national('originChain'), text(JSON.stringify(published.chain))],
    ],
  );
  const pages = [page, ...(landing === undefined ? [] : [landing])];
  return {
    quads: [
      ...own,
      ...[code, contact, period, place, license?.quads ?? []].flat(),
      ...pages.flatMap((document) => describe(document, ['foaf:Document'])),
      ...distributions.flatMap(({ quads }) => quads),
      ...nationalParts(dataset, address, iris),
    ],
    shared: [
      agent,
      ...themes,
      ...(frequency === undefined ? [] : [typedNode(frequency, 'dct:Frequency')]),
      typedNode(access, 'dct:RightsStatement'),
      ...distributions.flatMap(({ shared }) => shared),
    ],
  };
}

/** Title, description and keywords. DCAT-AP asks for a description: where the portal has none it is the title again. */
function wordsOf({ dataset }: PublishedDataset): Parameters<typeof describe>[2] & object {
  const english = text(dataset.titleEn, 'en');
  // Beside an English one the title is Chinese, even where it is written in figures and Latin letters.
  const main = english === undefined ? words(dataset.title) : text(dataset.title, 'zh');
  const title = main ?? english ?? text(dataset.identifier);
  return [
    ['dct:title', [title, english === title ? undefined : english]],
    ['dct:description', words(dataset.abstract) ?? title],
    ['dcat:keyword', (dataset.keywords ?? []).map(words)],
  ];
}

/** 信息资源代码, beside the identifier that is the hub's own. */
function describeCode(code: string | undefined, address: string): readonly Quad[] {
  const notation = text(code);
  return notation === undefined ? [] : describe(address, ['adms:Identifier'], [['skos:notation', notation]]);
}

/** The node that these statements are about, where there are any. */
function partOf(quads: readonly Quad[]): ReturnType<typeof iri> | undefined {
  return iri(quads[0]?.subject.value);
}
