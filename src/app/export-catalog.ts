import type { ExportFormat, ExportRequest } from '../cli/application.js';
import type { HubConfig } from '../config/hub-config.js';
import type { PublishedDataset } from '../domain/published.js';
import type { DatasetReader } from '../pipeline/read-ports.js';
import { dataJsonCatalog } from '../serialise/data-json/catalog.js';
import { describeCatalog, toListedGraph } from '../serialise/dcat/catalog.js';
import { createDcatDocument } from '../serialise/dcat/document.js';
import { createHubIris } from '../serialise/dcat/hub-iris.js';
import type { SyntaxName } from '../serialise/dcat/syntax/syntaxes.js';
import { toExportLine } from '../serialise/export-line.js';
import type { SiteFacts } from '../serialise/site-facts.js';

/** The whole file, in pieces that hold no more than a dataset. */
type WriteCatalog = (datasets: Iterable<PublishedDataset>, site: SiteFacts) => Iterable<string>;

const FORMATS: Readonly<Record<ExportFormat, WriteCatalog>> = {
  jsonl: exportLines,
  'data-json': dataJsonCatalog,
  'dcat-ttl': dcat('ttl'),
  'dcat-nt': dcat('nt'),
  'dcat-jsonld': dcat('jsonld'),
  'dcat-xml': dcat('xml'),
};

function dcat(syntax: SyntaxName): WriteCatalog {
  return function* write(datasets, site) {
    const iris = createHubIris(site.url);
    const document = createDcatDocument(syntax, iris);
    yield document.start() + document.add(describeCatalog(site, iris));
    for (const published of datasets) yield document.addGraph(toListedGraph(published, site, iris));
    yield document.end();
  };
}

function* exportLines(datasets: Iterable<PublishedDataset>): Generator<string> {
  for (const published of datasets) yield toExportLine(published);
}

export function siteFactsOf({ title, description, baseUrl, publisher }: HubConfig): SiteFacts {
  return { title, description, url: baseUrl, publisher };
}

/** Reads the datasets as they are asked for; what else is to be done in this thread gets its turn after each piece. */
export async function* exportCatalog(
  { format, signal, onDataset }: ExportRequest,
  datasets: Pick<DatasetReader, 'all'>,
  site: SiteFacts,
): AsyncGenerator<string> {
  function* counted(): Generator<PublishedDataset> {
    for (const published of datasets.all()) {
      signal.throwIfAborted();
      yield published;
      onDataset?.();
    }
  }
  for (const text of FORMATS[format](counted(), site)) {
    yield text;
    await Promise.resolve();
  }
}
