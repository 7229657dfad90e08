import type { SourceResponseError, SourceUnavailableError } from '../../src/domain/errors.js';
import { SourceUnavailableError as Unavailable } from '../../src/domain/errors.js';
import type { JsonObject } from '../../src/domain/json-values.js';
import type { Gathered } from '../../src/pipeline/ports.js';
import { isListingFault, isRecordFault } from './faults.js';
import { mapInOrder } from './in-order.js';
import type { Listing, ListingContext } from './listing.js';
import type { CkanPackage } from './package.js';
import { gap, looksLikePackageId, packageId } from './records.js';

/** Requests under way; how many of them reach the portal at once is the portal client's matter. */
const WINDOW = 8;

/** So many records in a row without an answer are no longer faults of records: the portal is gone. */
const MAX_UNANSWERED = 20;

type Shown =
  | { readonly key: string; readonly item: JsonObject }
  | { readonly key: string; readonly error: SourceResponseError | SourceUnavailableError };

/**
 * `package_list`, and `package_show` for each name or id that no other listing has brought. A record that does not come
 * is a gap, not an absence.
 */
export async function* listByName(context: ListingContext): Listing {
  const { client, admission } = context;
  let keys: readonly unknown[];
  try {
    keys = await client.listPackageKeys();
  } catch (error) {
    if (!isListingFault(error)) throw error;
    return { type: 'unusable', cause: error };
  }
  yield { type: 'total', total: keys.length };
  const wanted: string[] = [];
  for (const key of new Set(keys)) {
    if (typeof key !== 'string' || key === '') {
      yield gap('malformed-record', { value: key, detail: 'package_list gives neither a name nor an id' });
    } else if (!admission.knows(key)) {
      wanted.push(key);
    }
  }
  let unanswered = 0;
  for await (const shown of mapInOrder(wanted, WINDOW, (key) => show(context, key))) {
    const error = 'error' in shown ? shown.error : undefined;
    unanswered = error instanceof Unavailable ? unanswered + 1 : 0;
    if (error !== undefined && unanswered >= MAX_UNANSWERED) throw error;
    const gathered = gather(context, shown);
    if (gathered !== undefined) yield gathered;
  }
  return { type: 'complete' };
}

async function show({ client }: ListingContext, key: string): Promise<Shown> {
  try {
    return { key, item: await client.showPackage(key) };
  } catch (error) {
    if (!isRecordFault(error)) throw error;
    return { key, error };
  }
}

function gather({ admission }: ListingContext, shown: Shown): Gathered<CkanPackage> | undefined {
  const { key } = shown;
  const remoteId = looksLikePackageId(key) ? { remoteId: key } : {};
  if ('error' in shown) {
    return gap('fetch-failed', { value: key, detail: shown.error.message, ...remoteId });
  }
  if (packageId(shown.item) === undefined) {
    return gap('malformed-record', {
      pointer: '/id',
      value: key,
      detail: 'its answer has no id',
      ...remoteId,
    });
  }
  return admission.admit({ head: shown.item });
}
