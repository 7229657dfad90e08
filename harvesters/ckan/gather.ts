import type { HubError } from '../../src/domain/errors.js';
import type { Gathered, GatherRequest, PortalClient } from '../../src/pipeline/ports.js';
import { createAdmission } from './admission.js';
import { createCkanClient } from './client.js';
import { filterQuery, isRestricted } from './filter.js';
import { listByName } from './list-by-name.js';
import { type Listing, type ListingContext, listBySearch, listCurrentPackages } from './listing.js';
import type { CkanOptions } from './options.js';
import type { CkanPackage } from './package.js';
import { gap } from './records.js';

export interface GatherContext {
  readonly portal: PortalClient;
  readonly url: string;
  readonly options: CkanOptions;
  /** Members of a package whose values are not kept. */
  readonly withhold: readonly string[];
}

/**
 * Lists a portal by the first way that works, and fills up by the next ones what it left out.
 * The first failure is thrown when no way works.
 */
export async function* gatherPackages(
  { portal, url, options, withhold }: GatherContext,
  request: GatherRequest,
  signal: AbortSignal,
): AsyncGenerator<Gathered<CkanPackage>, void> {
  const abandoned = new AbortController();
  const client = createCkanClient(portal, url, AbortSignal.any([signal, abandoned.signal]));
  const context: ListingContext = { client, options, withhold, admission: createAdmission(options) };
  try {
    yield* tryListings(waysToList(context, request), isRestricted(options) || request.mode === 'delta');
  } finally {
    // A consumer may stop early; the page that is under way for him is of no use any more.
    abandoned.abort();
  }
}

interface Way {
  readonly list: () => Listing;
  /** Lists the names of everything, so that it can tell what another way left out. */
  readonly isCheck?: true;
}

function waysToList(context: ListingContext, request: GatherRequest): readonly Way[] {
  const { options } = context;
  const since = request.mode === 'delta' && !options.forceAll ? request.since : undefined;
  const fq = filterQuery(options, undefined);
  const recent =
    since === undefined ? [] : [{ list: () => listBySearch(context, filterQuery(options, since)) }];
  const search: readonly Way[] = [...recent, { list: () => listBySearch(context, fq) }];
  const current: Way = { list: () => listCurrentPackages(context) };
  const names: Way = { list: () => listByName(context), isCheck: true };
  switch (options.listing) {
    case 'package_search':
      return search;
    case 'current_package_list_with_resources':
      return [current];
    case 'package_list':
      return [names];
    case 'auto':
      // A filter in the portal's own language can be applied by nobody but its search.
      return options.fq === undefined ? [...search, current, names] : search;
  }
}

/** `isPartOnly`: less than everything is wanted, so that a list of everything is no check. */
async function* tryListings(
  ways: readonly Way[],
  isPartOnly: boolean,
): AsyncGenerator<Gathered<CkanPackage>, void> {
  let fault: HubError | undefined;
  let shifted: string | undefined;
  for (const { list, isCheck } of ways) {
    if (shifted !== undefined && (isCheck !== true || isPartOnly)) continue;
    const end = yield* list();
    if (end.type === 'complete') return;
    if (end.type === 'shifted') shifted = end.detail;
    else fault ??= end.cause;
  }
  if (shifted !== undefined) yield gap('list-shifted', { detail: shifted, bar: 'advice' });
  else if (fault !== undefined) throw fault;
}
