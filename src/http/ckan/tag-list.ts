import { NotFoundError } from '../../domain/errors.js';
import { stableId } from '../../serialise/ckan/stable-id.js';
import { createParameterReader, readBoolean } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';

/** Names of the tags in use; the hub has free tags only, hence no vocabulary. */
export function tagList(parameters: Parameters, { figures }: ActionContext): readonly unknown[] {
  const read = createParameterReader(parameters);
  const query = (read.text('query') ?? read.text('q') ?? '').toLowerCase();
  const vocabulary = read.text('vocabulary_id');
  read.check();
  const allFields = readBoolean(parameters, 'all_fields', false);
  if (vocabulary !== undefined) throw new NotFoundError('Not found');
  const all = figures.tags();
  const names = query === '' ? all : all.filter((name) => name.toLowerCase().includes(query));
  if (!allFields) return names;
  return names.map((name) => ({
    display_name: name,
    id: stableId('tag', name),
    name,
    vocabulary_id: null,
  }));
}
