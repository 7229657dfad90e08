import { NotFoundError } from '../../domain/errors.js';
import { JsonArrayStream } from '../json-array-stream.js';
import { createParameterReader, readBoolean } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';
import { toTagDict } from './tag-show.js';

/** Names of the tags in use, or dicts; the hub has free tags only, hence no vocabulary. */
export async function tagList(parameters: Parameters, { figures }: ActionContext): Promise<JsonArrayStream> {
  const read = createParameterReader(parameters);
  const query = read.text('query') ?? read.text('q') ?? '';
  const vocabulary = read.text('vocabulary_id');
  read.check();
  const allFields = readBoolean(parameters, 'all_fields', false);
  if (vocabulary !== undefined) throw new NotFoundError('Not found');
  const names = await figures.tagsWith([query]);
  return new JsonArrayStream(allFields ? asDicts(names) : names);
}

function* asDicts(names: readonly string[]): Generator {
  for (const name of names) yield toTagDict(name);
}
