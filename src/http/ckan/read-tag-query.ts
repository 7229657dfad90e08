import { NotFoundError } from '../../domain/errors.js';
import { createParameterReader } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';

/** Names of the tags on the page that `tag_search` and `tag_autocomplete` ask for, and of how many it is one. */
export async function readTagQuery(
  parameters: Parameters,
  { search }: ActionContext,
  how: { readonly sounds?: boolean } = {},
): Promise<{ readonly count: number; readonly names: readonly string[] }> {
  const read = createParameterReader(parameters);
  const texts = [...read.texts('query'), ...read.texts('q')].filter((text) => text.trim() !== '');
  const vocabulary = read.text('vocabulary_id');
  const limit = read.natural('limit');
  const offset = read.natural('offset') ?? 0;
  read.check();
  if (vocabulary !== undefined) throw new NotFoundError('Not found');
  // Nothing asked is nothing found, as in CKAN.
  const found =
    texts.length === 0
      ? []
      : await search.values(
          'tags',
          texts.map((text) => text.trim()),
          how,
        );
  const names = found.slice(offset, limit === undefined ? undefined : offset + limit);
  return { count: found.length, names };
}
