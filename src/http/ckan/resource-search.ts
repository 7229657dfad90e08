import { SearchTimeError } from '../../domain/errors.js';
import type { PublishedDataset } from '../../domain/published.js';
import type { SearchRequest } from '../../pipeline/read-ports.js';
import { toCkanResources } from '../../serialise/ckan/package.js';
import type { CkanResource } from '../../serialise/ckan/resource.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';
import { readResourceSearch, type ResourceTerm } from './resource-search-parameters.js';

/** Datasets read in one turn of the event loop: a few milliseconds. */
const SLICE = 100;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Datasets that are read sooner than names and addresses are looked through. */
const FEW = 1000;
/** Datasets that one request may read: what takes longer is left to `package_search`. */
const MOST_READ = 20_000;
/** Milliseconds that a request may take, the waiting for others included. */
const MOST_TIME = 1800;

/**
 * Substrings of the columns of resources: the datasets are read, in slices. Ids, formats, names and addresses lead to the few
 * that matter; where nothing does, a larger catalogue is refused.
 */
export async function resourceSearch(parameters: Parameters, context: ActionContext): Promise<unknown> {
  const { terms, orderBy, limit, offset } = readResourceSearch(parameters);
  const end = performance.now() + MOST_TIME;
  const found: CkanResource[] = [];
  const slices = inSlices(await candidates(terms, context));
  for (let done = false; !done;) {
    if (performance.now() > end) throw tooMany();
    done = await context.slices(() => {
      const slice = slices.next();
      for (const published of slice.done === true ? [] : slice.value) {
        for (const resource of toCkanResources(published)) {
          if (terms.every((term) => matches(resource, term))) found.push(resource);
        }
      }
      return slice.done === true;
    });
  }
  // Whatever order they were read in, pages of them have one.
  found.sort((one, other) => compare(one.package_id, other.package_id));
  if (orderBy !== undefined) found.sort((one, other) => compare(one[orderBy], other[orderBy]));
  return { count: found.length, results: found.slice(offset, offset + limit) };
}

function tooMany(): SearchTimeError {
  return new SearchTimeError(
    'too many resources to look through; name more of it, or a rarer format',
    'query',
    0,
  );
}

function matches(resource: CkanResource, { field, value }: ResourceTerm): boolean {
  const held = textOf(resource[field])?.toLowerCase();
  if (held === undefined) return false;
  return field === 'hash' ? held.startsWith(value) : held.includes(value);
}

function compare(one: unknown, other: unknown): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  const [first, second] = [textOf(one) ?? '', textOf(other) ?? ''];
  return first < second ? -1 : first > second ? 1 : 0;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

async function candidates(
  terms: readonly ResourceTerm[],
  context: ActionContext,
): Promise<Iterable<PublishedDataset>> {
  const { datasets, figures } = context;
  const id = terms.find(({ field, value }) => (field === 'id' || field === 'package_id') && UUID.test(value));
  if (id !== undefined) return read(await documentsOf(id, context), datasets);
  const formats = terms.filter(({ field }) => field === 'format').map(({ value }) => value);
  const ofFormat = formats.length === 0 ? undefined : await documentsWith(formats, context);
  if (ofFormat !== undefined && ofFormat.length <= FEW) return read(ofFormat, datasets);
  const holding = terms.flatMap(heldInIndex);
  const held = holding.length === 0 ? undefined : await documentsHolding(holding, context);
  const documents = fewest(ofFormat, held);
  if ((documents?.length ?? (await figures.total())) > MOST_READ) throw tooMany();
  return documents === undefined ? datasets.all() : read(documents, datasets);
}

function fewest(
  one: readonly number[] | undefined,
  other: readonly number[] | undefined,
): readonly number[] | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one.length < other.length ? one : other;
}

/** The document with this resource, or of this dataset: whole ids are looked up. */
async function documentsOf(
  { field, value }: ResourceTerm,
  { search }: ActionContext,
): Promise<readonly number[]> {
  const fq = [`${field === 'id' ? 'res_id' : 'id'}:"${value}"`];
  const facets = { fields: [], limit: 0, minCount: 1 };
  return (await search.search({ q: '', fq, sort: '', start: 0, rows: 1, facets })).documents;
}

/** The documents with a format that holds all these texts. */
async function documentsWith(
  texts: readonly string[],
  { figures, search }: ActionContext,
): Promise<readonly number[]> {
  const formats = [...(await figures.formats()).keys()].filter((format) =>
    texts.every((text) => format.toLowerCase().includes(text)),
  );
  const documents = new Set<number>();
  for (const format of formats) {
    const fq = [`res_format:"${format.replaceAll(/["\\]/g, '\\$&')}"`];
    for (const document of await documentsThat({ fq }, { search })) documents.add(document);
    if (documents.size > MOST_READ) break;
  }
  return [...documents];
}

/** Undefined where there are so many values that looking through them takes too long. */
async function documentsHolding(
  holding: NonNullable<SearchRequest['holding']>,
  context: ActionContext,
): Promise<readonly number[] | undefined> {
  try {
    return await documentsThat({ holding }, context);
  } catch (error) {
    if (error instanceof SearchTimeError) return undefined;
    throw error;
  }
}

/** One more than may be read, at most. */
async function documentsThat(
  asked: Partial<Pick<SearchRequest, 'fq' | 'holding'>>,
  { search }: Pick<ActionContext, 'search'>,
): Promise<readonly number[]> {
  const facets = { fields: [], limit: 0, minCount: 1 };
  const request = { q: '', fq: [], sort: 'id asc', start: 0, rows: MOST_READ + 1, facets, ...asked };
  return (await search.search(request)).documents;
}

/** What the index has of the columns that texts are looked for in. */
const INDEXED: ReadonlyMap<string, string> = new Map([
  ['name', 'res_name'],
  ['url', 'res_url'],
]);
/** What an address without one is given to begin with: see `withScheme`. */
const SCHEME = 'http://';

/** What a value of the index must hold for a resource to match; nothing where the index says nothing of it. */
function heldInIndex({ field, value }: ResourceTerm): readonly { field: string; text: string }[] {
  const index = INDEXED.get(field);
  if (index === undefined) return [];
  const text = field === 'url' ? withoutScheme(value) : value;
  return text === '' ? [] : [{ field: index, text }];
}

/** The text without what may be the end of a scheme that the portal did not write. */
function withoutScheme(text: string): string {
  if (SCHEME.includes(text)) return '';
  for (let from = 0; from < SCHEME.length; from += 1) {
    const end = SCHEME.slice(from);
    if (text.startsWith(end)) return text.slice(end.length);
  }
  return text;
}

function* read(
  documents: readonly number[],
  datasets: ActionContext['datasets'],
): Generator<PublishedDataset> {
  // As they lie in the store: so they are read in two thirds of the time.
  const lying = documents.toSorted((one, other) => one - other);
  for (let start = 0; start < lying.length; start += SLICE) {
    yield* datasets.byDocuments(lying.slice(start, start + SLICE));
  }
}

function* inSlices(datasets: Iterable<PublishedDataset>): Generator<readonly PublishedDataset[]> {
  let slice: PublishedDataset[] = [];
  for (const published of datasets) {
    slice.push(published);
    if (slice.length < SLICE) continue;
    yield slice;
    slice = [];
  }
  yield slice;
}
