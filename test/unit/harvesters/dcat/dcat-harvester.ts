import { DCAT } from '../../../../harvesters/dcat/index.js';
import type { DatasetDraft } from '../../../../src/domain/dataset.js';
import type { Source } from '../../../../src/domain/source.js';
import type {
  Gathered,
  Harvester,
  LabelReader,
  PortalClient,
  PortalDocument,
} from '../../../../src/pipeline/ports.js';
import { testSource } from '../../../support/source.js';
import { memoryDocument } from './memory-document.js';

export const PREFIXES = `@prefix adms: <http://www.w3.org/ns/adms#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix hydra: <http://www.w3.org/ns/hydra/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix spdx: <http://spdx.org/rdf/terms#> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://data.example/> .
`;

export const PORTAL = 'https://portal.example.org/catalog.ttl';

export function never(): AbortSignal {
  return new AbortController().signal;
}

interface Settings {
  readonly options?: Source['options'];
  readonly keep?: readonly string[];
  readonly labels?: LabelReader;
  /** Pages by address; a page that is not there is a failure. */
  readonly pages?: Readonly<Record<string, string>>;
}

/** A harvester over a portal of given pages. */
export function dcatHarvester({
  options = {},
  keep = [],
  labels = () => undefined,
  pages = {},
}: Settings = {}): {
  readonly harvester: Harvester;
  readonly asked: readonly string[];
  readonly accepted: readonly string[];
} {
  const asked: string[] = [];
  const accepted: string[] = [];
  const source = testSource({ kind: 'dcat', url: PORTAL, options, personalData: { keep } });
  const portal = portalOf((url, accept) => {
    asked.push(url);
    accepted.push(accept);
    const page = pages[url];
    if (page === undefined) throw new Error(`no page at ${url}`);
    return memoryDocument(page, { url });
  });
  return { harvester: DCAT.create(source, { portal, labels }), asked, accepted };
}

export function portalOf(open: (url: string, accept: string) => PortalDocument): PortalClient {
  const refuse = (): never => {
    throw new Error('only documents are asked for');
  };
  return {
    ...{ getJson: refuse, getJsonList: refuse, getText: refuse, close: () => undefined },
    // eslint-disable-next-line @typescript-eslint/require-await -- as the port has it
    openDocument: async (request, accept) =>
      open(typeof request === 'string' ? request : request.url, accept),
  };
}

export async function collect(items: AsyncIterable<Gathered>): Promise<readonly Gathered[]> {
  const gathered: Gathered[] = [];
  for await (const item of items) gathered.push(item);
  return gathered;
}

export interface ReadRecord {
  readonly remoteId: string;
  readonly raw: unknown;
  readonly draft: DatasetDraft;
}

/** The records of a document, as they are stored and mapped, by their ids. */
export async function recordsOf(
  document: PortalDocument,
  settings: Settings = {},
): Promise<readonly ReadRecord[]> {
  const { harvester } = dcatHarvester(settings);
  const records: ReadRecord[] = [];
  for (const item of await collect(harvester.read(document, never()))) {
    if (item.type !== 'record') throw new Error(`not a record: ${JSON.stringify(item)}`);
    const { raw } = await harvester.fetch(item, never());
    records.push({ remoteId: item.remoteId, raw, draft: harvester.map(raw, item.remoteId) });
  }
  return records.sort((a, b) => (a.remoteId < b.remoteId ? -1 : 1));
}

/** The draft of the one record in Turtle without its prefixes. */
export async function draftOf(turtle: string, settings: Settings = {}): Promise<DatasetDraft> {
  const [record] = await recordsOf(memoryDocument(PREFIXES + turtle), settings);
  if (record === undefined) throw new Error('no record');
  return record.draft;
}
