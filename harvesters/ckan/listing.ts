import { type HubError, SourceResponseError } from '../../src/domain/errors.js';
import type { Gathered } from '../../src/pipeline/ports.js';
import type { Admission } from './admission.js';
import type { CkanClient } from './client.js';
import { isListingFault } from './faults.js';
import { membersToFilter } from './filter.js';
import type { CkanOptions } from './options.js';
import type { CkanPackage } from './package.js';
import { createPageReader, type FetchPage } from './page-reader.js';
import type { PassResult } from './pass-tally.js';
import { walkPages } from './pass.js';
import { notice } from './records.js';

/**
 * How a listing ended. `complete`: all that the portal has was listed. `shifted`: it moved too much to tell.
 * `unusable`: the portal cannot list in this way.
 */
export type ListingEnd =
  | { readonly type: 'complete' }
  | { readonly type: 'shifted'; readonly detail: string }
  | { readonly type: 'unusable'; readonly cause: HubError };

export type Listing = AsyncGenerator<Gathered<CkanPackage>, ListingEnd>;

export interface ListingContext {
  readonly client: CkanClient;
  readonly options: CkanOptions;
  /** Members of a package whose values are not kept. */
  readonly withhold: readonly string[];
  readonly admission: Admission;
}

/** `package_search` in the order of ids, which is the only one that does not change when a record is modified. */
export function listBySearch(context: ListingContext, fq: string | undefined): Listing {
  const { options, withhold } = context;
  const head = membersToFilter(options);
  return listPaged(context, 'package_search', async (start, rows) => {
    const { count, results } = await context.client.searchPackages({ start, rows, fq, head, withhold });
    return { start, items: results, total: count };
  });
}

/** `current_package_list_with_resources`: whole packages too, but in the order of modification and without a total. */
export function listCurrentPackages(context: ListingContext): Listing {
  return listPaged(context, 'current_package_list_with_resources', async (start, rows) => {
    const items = await context.client.listPackagesWithResources({ start, rows });
    return { start, items, total: Infinity };
  });
}

/** A second walk is enough to bring what slipped through the first: it makes up for one busy moment of the portal. */
const PASSES = 2;

async function* listPaged(context: ListingContext, action: string, fetchPage: FetchPage): Listing {
  let detail = '';
  for (let pass = 1; pass <= PASSES; pass += 1) {
    let result: PassResult;
    try {
      result = yield* admitPages(context, fetchPage);
    } catch (error) {
      if (!isListingFault(error)) throw error;
      return { type: 'unusable', cause: error };
    }
    // No other way of listing makes it trustworthy again: what it gave is of no known use.
    if (result.endless) throw endlessList(result, action);
    const fault = listingFault(result, action);
    if (fault !== undefined) return { type: 'unusable', cause: fault };
    if (result.firstDuplicate !== undefined && pass === 1) {
      const times = `${result.duplicates} element(s) repeat the id of another`;
      yield notice('duplicate-record', {
        value: result.firstDuplicate,
        detail: times,
        records: result.duplicates,
      });
    }
    if (isComplete(result)) return { type: 'complete' };
    detail = describe(result, action);
  }
  return { type: 'shifted', detail };
}

async function* admitPages(
  { options, admission }: ListingContext,
  fetchPage: FetchPage,
): AsyncGenerator<Gathered<CkanPackage>, PassResult> {
  let announced: number | undefined;
  async function fetchAndNote(start: number, rows: number): ReturnType<FetchPage> {
    const page = await fetchPage(start, rows);
    announced ??= page.total;
    return page;
  }
  const pages = walkPages(createPageReader(fetchAndNote, options.pageSize));
  let isAnnounced = false;
  for (;;) {
    const { done, value } = await pages.next();
    if (done === true) return value;
    if (!isAnnounced && announced !== undefined && Number.isFinite(announced)) {
      isAnnounced = true;
      yield { type: 'total', total: announced };
    }
    for (const element of value) {
      const gathered = admission.admit(element);
      if (gathered !== undefined) yield gathered;
    }
  }
}

/** A list that does not page, or of which nothing can be read: an answer of another shape than CKAN's. */
function listingFault(result: PassResult, action: string): SourceResponseError | undefined {
  const { stuck, distinct, malformed } = result;
  if (!stuck && (distinct > 0 || malformed === 0)) return undefined;
  const words = stuck ? 'does not page' : 'lists nothing with an id';
  return new SourceResponseError(`${action} ${words}`, { url: action, fault: 'schema' });
}

function endlessList({ distinct, total }: PassResult, action: string): SourceResponseError {
  const said = Number.isFinite(total) ? `, and the portal counts ${total} by now` : '';
  return new SourceResponseError(`${action}: the list has no end: ${distinct} records so far${said}`, {
    url: action,
    fault: 'too-large',
  });
}

/**
 * Whether the walk met all that the portal lists. More than it lists is as good, provided that nothing could slip
 * between two pages: the surplus was deleted after it had been seen.
 */
function isComplete(result: PassResult): boolean {
  if (result.total === Infinity) return !result.moved && result.overlapping;
  // A repetition is the portal's own only in a list that stood still.
  const duplicates = result.moved || !result.ordered ? 0 : result.duplicates;
  const expected = result.total - result.malformed - duplicates;
  if (result.distinct === expected) return true;
  return result.distinct > expected && result.ordered && result.overlapping;
}

function describe({ distinct, total }: PassResult, action: string): string {
  const said = Number.isFinite(total) ? `the portal counts ${total}` : 'the list moved while it was read';
  return `${action}: ${distinct} different records seen, ${said}`;
}
