import { JsonText } from '../json-text.js';
import { createParameterReader } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 1000;

/** `current_package_list_with_resources`: without a limit ten datasets, as in CKAN. */
export async function currentPackageList(
  parameters: Parameters,
  { search }: ActionContext,
): Promise<JsonText> {
  const read = createParameterReader(parameters);
  const limit = Math.min(read.natural('limit') ?? DEFAULT_LIMIT, MAX_LIMIT);
  const offset = read.natural('offset');
  const page = read.positive('page');
  read.check();
  const packages = await search.packages({
    q: '',
    fq: [],
    sort: 'metadata_modified desc',
    start: page === undefined ? (offset ?? 0) : (page - 1) * limit,
    rows: limit,
    facets: { fields: [], limit: 0, minCount: 1 },
  });
  return new JsonText(packages, true);
}
