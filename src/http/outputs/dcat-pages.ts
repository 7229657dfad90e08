import { Readable } from 'node:stream';
import type { PublishedDataset } from '../../domain/published.js';
import type { DatasetReader } from '../../pipeline/read-ports.js';
import { describeCatalog, describeView, toListedGraph, toMemberGraph } from '../../serialise/dcat/catalog.js';
import { createDcatDocument } from '../../serialise/dcat/document.js';
import type { HubIris } from '../../serialise/dcat/hub-iris.js';
import type { SyntaxName } from '../../serialise/dcat/syntax/syntaxes.js';
import type { Site } from '../site.js';
import type { Slices } from '../slices.js';

const PAGE_SIZE = 100;
/** Datasets that are written in one turn of the event loop: a few milliseconds. */
const BATCH = 10;
/** Fewer where their texts are long. */
const LONG_TEXT = 200_000;

export interface DcatSources {
  readonly datasets: DatasetReader;
  readonly site: Site;
  readonly slices: Slices;
  readonly iris: HubIris;
}

export interface CatalogPage {
  readonly syntax: SyntaxName;
  /** Identifier that the page begins after; empty on the first. */
  readonly after: string;
  /** As the caller named it: the next page is asked for with the same. */
  readonly profiles: string | undefined;
}

interface Batch {
  readonly text: string;
  readonly last: string;
  readonly written: number;
}

/** A page of the catalogue, made while it is read. */
export function catalogPage(page: CatalogPage, sources: DcatSources): Readable {
  return Readable.from(pieces(page, sources), { objectMode: false });
}

async function* pieces(
  { syntax, after, profiles }: CatalogPage,
  { datasets, site, slices, iris }: DcatSources,
): AsyncGenerator<string, void> {
  const document = createDcatDocument(syntax, iris);
  const addressOf = (last: string): string => pageAddress(site.url, { syntax, profiles, after: last });
  function writeBatch(from: string, most: number): Batch {
    let [text, last, written] = ['', from, 0];
    for (const published of datasets.after(from, most)) {
      text += document.addGraph(toListedGraph(published, site, iris));
      last = published.dataset.identifier;
      written += 1;
      if (text.length > LONG_TEXT) break;
    }
    return { text, last, written };
  }
  const total = datasets.publishers().reduce((sum, publisher) => sum + publisher.datasets, 0);
  yield document.start() + document.add(describeCatalog(site, iris, total));
  let last = after;
  let left = PAGE_SIZE;
  while (left > 0) {
    const batch = await slices(() => writeBatch(last, Math.min(left, BATCH)));
    if (batch.written === 0) break;
    last = batch.last;
    left -= batch.written;
    yield batch.text;
  }
  const isLast = datasets.after(last, 1).length === 0;
  const previous = previousOf(after, datasets);
  const view = {
    page: addressOf(after),
    first: addressOf(''),
    previous: previous === undefined ? undefined : addressOf(previous),
    next: isLast ? undefined : addressOf(last),
  };
  yield document.add(describeView(view, iris)) + document.end();
}

/** Where the page begins whose last dataset is the last one before this page; undefined where there is none before. */
function previousOf(after: string, datasets: DatasetReader): string | undefined {
  // No two identifiers are so near that one stood between.
  const before = `${after} `;
  const stamps = datasets.stamps({ after: '', before, limit: PAGE_SIZE + 1, end: 'last' });
  if (stamps.length === 0) return undefined;
  return stamps.length > PAGE_SIZE ? stamps[0]?.identifier : '';
}

function pageAddress(url: string, { syntax, after, profiles }: CatalogPage): string {
  const query = new URLSearchParams({
    ...(profiles !== undefined && { profiles }),
    ...(after !== '' && { after }),
  }).toString();
  return `${url}/catalog.${syntax}${query === '' ? '' : `?${query}`}`;
}

export function datasetDocument(
  published: PublishedDataset,
  syntax: SyntaxName,
  { site, iris }: Pick<DcatSources, 'site' | 'iris'>,
): string {
  const document = createDcatDocument(syntax, iris);
  return document.start() + document.addGraph(toMemberGraph(published, site, iris)) + document.end();
}
