import type { ExportFormat, ExportRequest } from '../cli/requests.js';
import type { HubConfig } from '../config/hub-config.js';
import type { PublishedDataset } from '../domain/published.js';
import type { Source } from '../domain/source.js';
import type { DatasetReader } from '../pipeline/read-ports.js';
import { choosePart } from '../serialise/catalog-part.js';
import { dataJsonCatalog } from '../serialise/data-json/catalog.js';
import { describeCatalog, toListedGraph } from '../serialise/dcat/catalog.js';
import { createDcatDocument } from '../serialise/dcat/document.js';
import { createHubIris } from '../serialise/dcat/hub-iris.js';
import type { SyntaxName } from '../serialise/dcat/syntax/syntaxes.js';
import { toExportLine } from '../serialise/export-line.js';
import { type WorkbookName, WORKBOOKS } from '../serialise/guide/workbooks.js';
import type { SiteFacts } from '../serialise/site-facts.js';
import { writeWorkbook } from '../serialise/xlsx/workbook.js';

/** The whole file, in pieces of some datasets, which may be gone through more than once. */
type WriteCatalog = (
  datasets: () => Iterable<PublishedDataset>,
  site: SiteFacts,
) => Iterable<string> | AsyncIterable<Uint8Array>;

const FORMATS: Readonly<Record<ExportFormat, WriteCatalog>> = {
  jsonl: exportLines,
  'data-json': (datasets, site) => dataJsonCatalog(datasets(), site),
  'dcat-ttl': dcat('ttl'),
  'dcat-nt': dcat('nt'),
  'dcat-jsonld': dcat('jsonld'),
  'dcat-xml': dcat('xml'),
  'guide-xlsx': workbook('guide'),
  'open-catalog-xlsx': workbook('open-catalog'),
};

function dcat(syntax: SyntaxName): WriteCatalog {
  return function* write(datasets, site) {
    const iris = createHubIris(site.url);
    const document = createDcatDocument(syntax, iris);
    yield document.start() + document.add(describeCatalog(site, iris));
    for (const published of datasets()) yield document.addGraph(toListedGraph(published, site, iris));
    yield document.end();
  };
}

function workbook(name: WorkbookName): WriteCatalog {
  return (datasets, site) => writeWorkbook(WORKBOOKS[name].sheets(datasets, site));
}

function* exportLines(datasets: () => Iterable<PublishedDataset>): Generator<string> {
  for (const published of datasets()) yield toExportLine(published);
}

export function siteFactsOf({ title, description, baseUrl, publisher }: HubConfig): SiteFacts {
  return { title, description, url: baseUrl, publisher };
}

/** Reads the datasets as they are asked for; what else is to be done in this thread gets its turn after each piece. */
export async function* exportCatalog(
  { format, signal, onDataset, ...part }: ExportRequest,
  {
    datasets,
    sources,
  }: {
    readonly datasets: Pick<DatasetReader, 'all' | 'publishers'>;
    readonly sources: readonly Source[];
  },
  site: SiteFacts,
): AsyncGenerator<string | Uint8Array> {
  const chosen = choosePart(part, datasets.publishers(), sources);
  let passes = 0;
  function* wanted(): Generator<PublishedDataset> {
    const isFirst = (passes += 1) === 1;
    for (const published of datasets.all()) {
      signal.throwIfAborted();
      if (!chosen.includes(published)) continue;
      yield published;
      if (isFirst) onDataset?.();
    }
  }
  for await (const piece of FORMATS[format](wanted, site)) yield piece;
}
