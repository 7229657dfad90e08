import type { DatasetReader } from '../../pipeline/read-ports.js';
import { THEME_GROUPS } from '../../serialise/ckan/themes.js';
import { robotsText } from '../../serialise/robots-text.js';
import { catalogUrl } from '../../serialise/schema-org/data-catalog.js';
import { datasetPageUrl } from '../../serialise/site-facts.js';
import { SITEMAP, sitemapEntries, type SitemapEntry, sitemapIndex } from '../../serialise/sitemap.js';
import type { Site } from '../site.js';
import type { AddOutput, OutputContext } from './output.js';
import { slicedText } from './sliced-text.js';

const XML_TYPE = 'application/xml;charset=utf-8';

/** Pages besides those of datasets. */
const PAGES = [
  ...['/dataset', '/group', '/organization', '/city', '/source', '/statistics', '/developers', '/help'],
  ...THEME_GROUPS.map(({ name }) => `/group/${name}`),
];
/** Publishers whose pages are listed: there is room for more than there will be. */
const MOST_PUBLISHERS = 5000;

/** How many are meant for a sitemap: identifiers are hashes, so parts differ by some hundreds. It may list 50,000. */
const USUAL_URLS = 40_000;
const ROWS_A_PIECE = 500;
const MOST_PIECES = 99;

/** `/robots.txt`, `/sitemap.xml`, and the sitemaps that it lists. */
export function addSitemap(add: AddOutput, context: OutputContext): void {
  const { datasets, site, figures, catalog, slices } = context;

  add('/robots.txt', () => ({ type: 'text/plain;charset=utf-8', find: () => () => robotsText(site) }));

  add('/sitemap.xml', () => ({ type: XML_TYPE, find: () => makeIndex }));

  add('/sitemap-:number.xml', ({ params }) => ({
    type: XML_TYPE,
    async find() {
      const { number } = params as { readonly number: string };
      const parts = partsOf(await figures.total());
      const part = /^[1-9]\d{0,6}$/.test(number) ? Number(number) : Infinity;
      if (part > parts) return undefined;
      return () => slicedText(sitemapOf({ datasets, site }, { part, parts }), slices);
    },
  }));

  async function makeIndex(): Promise<string> {
    const [latest] = await catalog.latestChanges({ of: 'all' }, { offset: 0, limit: 1 });
    const changed = latest && { changed: toUtc(latest.time) };
    const parts = partsOf(await figures.total());
    const sitemaps = Array.from({ length: parts }, (_, index) => ({
      url: `${site.url}/sitemap-${index + 1}.xml`,
      ...changed,
    }));
    return sitemapIndex(sitemaps);
  }
}

interface Part {
  /** From 1. */
  readonly part: number;
  readonly parts: number;
}

/** A power of two: a dataset stays in its sitemap until the catalogue has doubled. */
function partsOf(total: number): number {
  return 2 ** Math.max(0, Math.ceil(Math.log2(total / USUAL_URLS)));
}

/** A part of the identifiers, which starts where its first one would stand: none before it is read. */
function* sitemapOf(
  { datasets, site }: { readonly datasets: DatasetReader; readonly site: Site },
  { part, parts }: Part,
): Generator<string> {
  // No sitemap is empty: the first one has the home page.
  yield SITEMAP.start + (part === 1 ? sitemapEntries(pagesOf({ datasets, site })) : '');
  const before = borderAfter({ part, parts });
  let after = part === 1 ? '' : borderAfter({ part: part - 1, parts });
  for (let piece = 0; piece < MOST_PIECES; piece += 1) {
    const stamps = datasets.stamps({ after, before, limit: ROWS_A_PIECE });
    if (stamps.length > 0) {
      yield sitemapEntries(
        stamps.map(({ name, changed }) => ({ url: datasetPageUrl(site, name), changed: toUtc(changed) })),
      );
    }
    if (stamps.length < ROWS_A_PIECE) break;
    after = stamps.at(-1)?.identifier ?? after;
  }
  yield SITEMAP.end;
}

function pagesOf({
  datasets,
  site,
}: {
  readonly datasets: DatasetReader;
  readonly site: Site;
}): readonly SitemapEntry[] {
  const publishers = datasets.publishers().filter((publisher) => publisher.datasets > 0);
  const paths = publishers
    .slice(0, MOST_PUBLISHERS)
    .map(({ name }) => `/organization/${encodeURIComponent(name)}`);
  return [{ url: catalogUrl(site) }, ...[...PAGES, ...paths].map((path) => ({ url: `${site.url}${path}` }))];
}

/** No identifier is a border: each is longer than eight digits. */
function borderAfter({ part, parts }: Part): string {
  return part === parts ? '\u{10ffff}' : ((2 ** 32 / parts) * part).toString(16).padStart(8, '0');
}

/** Naive UTC to the second. */
function toUtc(time: string): string {
  return `${time.slice(0, 'CCYY-MM-DDThh:mm:ss'.length)}Z`;
}
