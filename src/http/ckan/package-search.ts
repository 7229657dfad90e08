import { JsonText } from '../json-text.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';
import { readPackageSearch } from './search-parameters.js';

/** Its answer, and what the `Link` header needs of it. */
class SearchAnswer extends JsonText {
  readonly count: number;

  constructor(bytes: Uint8Array, count: number) {
    super(bytes);
    this.count = count;
  }
}

export async function packageSearch(
  parameters: Parameters,
  { search }: ActionContext,
): Promise<SearchAnswer> {
  const { request, keys } = readPackageSearch(parameters);
  const { json, count } = await search.answer(request, keys);
  return new SearchAnswer(json, count);
}
