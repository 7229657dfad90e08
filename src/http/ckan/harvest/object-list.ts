import { toHarvestObjectId, type HarvestObjectKey } from '../../../serialise/ckan/harvest-object-id.js';
import { JsonArrayStream } from '../../json-array-stream.js';
import { createParameterReader, readBoolean } from '../../parameter-reader.js';
import type { Parameters } from '../../parameters.js';
import type { ActionContext } from '../action.js';
import { getSource } from './found-source.js';

/** Ids, streamed: those of what is live, or with `only_current` false those of all jobs. */
export function harvestObjectList(parameters: Parameters, context: ActionContext): JsonArrayStream {
  const read = createParameterReader(parameters);
  const sourceId = read.text('source_id');
  read.check();
  const which = readBoolean(parameters, 'only_current', true) ? 'current' : 'all';
  if (sourceId !== undefined) getSource(context, sourceId);
  return new JsonArrayStream(idsOf(context.catalog.recordKeys(which, sourceId)));
}

function* idsOf(keys: Iterable<HarvestObjectKey>): Generator<string> {
  for (const key of keys) yield toHarvestObjectId(key);
}
