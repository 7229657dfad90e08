import { JsonArrayStream } from '../json-array-stream.js';
import { createParameterReader } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';
import { readAsOf } from './as-of.js';

/** Without `limit` there is no cap, as in CKAN: the names are streamed. Other parameters are ignored. */
export function packageList(parameters: Parameters, context: ActionContext): JsonArrayStream {
  const read = createParameterReader(parameters);
  const limit = read.natural('limit');
  const offset = read.natural('offset');
  const datasets = readAsOf(read, context) ?? context.datasets;
  read.check();
  return new JsonArrayStream(
    datasets.names({
      ...(limit === undefined ? {} : { limit }),
      ...(offset === undefined ? {} : { offset }),
    }),
  );
}
