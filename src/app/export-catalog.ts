import type { ExportFormat, ExportRequest } from '../cli/application.js';
import type { HubConfig } from '../config/hub-config.js';
import { InvalidRequestError, NotFoundError } from '../domain/errors.js';
import type { PublishedDataset } from '../domain/published.js';
import type { DatasetReader } from '../pipeline/read-ports.js';
import { dataJsonCatalog } from '../serialise/data-json/catalog.js';
import { describeCatalog, toListedGraph } from '../serialise/dcat/catalog.js';
import { createDcatDocument } from '../serialise/dcat/document.js';
import { createHubIris } from '../serialise/dcat/hub-iris.js';
import type { SyntaxName } from '../serialise/dcat/syntax/syntaxes.js';
import { toExportLine } from '../serialise/export-line.js';
import { closedRows, CLOSED_HEADER } from '../serialise/guide/closed-sheet.js';
import { GUIDE_HEADER, guideRows } from '../serialise/guide/guide-sheet.js';
import type { SiteFacts } from '../serialise/site-facts.js';
import type { Cell } from '../serialise/xlsx/sheet.js';
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
  'guide-xlsx': guideWorkbook,
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

function guideWorkbook(datasets: () => Iterable<PublishedDataset>): AsyncIterable<Uint8Array> {
  return writeWorkbook([
    {
      name: '政务信息资源目录',
      header: GUIDE_HEADER,
      rows: rowsOf(datasets, (published) => guideRows(published.dataset)),
    },
    {
      name: '未开放资源清单',
      header: CLOSED_HEADER,
      rows: rowsOf(datasets, (published) => closedRows(published.dataset)),
    },
  ]);
}

async function* rowsOf(
  datasets: () => Iterable<PublishedDataset>,
  toRows: (published: PublishedDataset) => readonly (readonly Cell[])[],
): AsyncGenerator<readonly Cell[]> {
  for (const published of datasets()) {
    yield* toRows(published);
    await Promise.resolve();
  }
}

function* exportLines(datasets: () => Iterable<PublishedDataset>): Generator<string> {
  for (const published of datasets()) yield toExportLine(published);
}

export function siteFactsOf({ title, description, baseUrl, publisher }: HubConfig): SiteFacts {
  return { title, description, url: baseUrl, publisher };
}

/** Reads the datasets as they are asked for; what else is to be done in this thread gets its turn after each piece. */
export async function* exportCatalog(
  { format, signal, onDataset, publisher, source }: ExportRequest,
  datasets: Pick<DatasetReader, 'all' | 'publishers'>,
  site: SiteFacts,
): AsyncGenerator<string | Uint8Array> {
  const publisherId = publisher === undefined ? undefined : publisherIdOf(publisher, datasets);
  const isWanted = (published: PublishedDataset): boolean =>
    (publisherId === undefined || published.publisher.identifier === publisherId) &&
    (source === undefined || published.dataset.sourceId === source);
  let passes = 0;
  function* wanted(): Generator<PublishedDataset> {
    const isFirst = (passes += 1) === 1;
    for (const published of datasets.all()) {
      signal.throwIfAborted();
      if (!isWanted(published)) continue;
      yield published;
      if (isFirst) onDataset?.();
    }
  }
  for await (const piece of FORMATS[format](wanted, site)) yield piece;
}

function publisherIdOf(key: string, datasets: Pick<DatasetReader, 'publishers'>): string {
  const found = datasets
    .publishers()
    .filter(({ identifier, name, title }) => [identifier, name, title].includes(key));
  const [first, second] = found;
  if (first === undefined) throw new NotFoundError(`no publisher is called ${key}`);
  if (second !== undefined) {
    const names = found.map(({ name }) => name).join(', ');
    throw new InvalidRequestError(`several publishers are called ${key}: ${names}`, { publisher: [names] });
  }
  return first.identifier;
}
