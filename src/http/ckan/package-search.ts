import type { WrittenAnswer } from '../../pipeline/read-ports.js';
import { JsonText } from '../json-text.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';
import { readPackageSearch } from './search-parameters.js';

/** Its answer, and what the `Link` header needs of it. */
class SearchAnswer extends JsonText {
  readonly count: number;

  constructor({ json, count, isShared }: WrittenAnswer) {
    super(json, isShared !== true);
    this.count = count;
  }
}

export async function packageSearch(
  parameters: Parameters,
  { search }: ActionContext,
): Promise<SearchAnswer> {
  const { request, keys } = readPackageSearch(parameters);
  return new SearchAnswer(await search.answer(request, keys));
}
