import { stableId } from '../../serialise/ckan/stable-id.js';
import { JsonArrayStream } from '../json-array-stream.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';
import { readTagQuery } from './read-tag-query.js';

/** Streamed: without `limit` all tags that match are shown, and an id is a hash. */
export async function tagSearch(parameters: Parameters, context: ActionContext): Promise<JsonArrayStream> {
  const { count, names } = await readTagQuery(parameters, context);
  return new JsonArrayStream(asDicts(names), { before: `{"count": ${count}, "results": `, after: '}' });
}

function* asDicts(names: readonly string[]): Generator {
  for (const name of names) yield { id: stableId('tag', name), name, vocabulary_id: null };
}
