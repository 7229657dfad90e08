import { JsonArrayStream } from '../json-array-stream.js';
import { createParameterReader } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';
import { readAsOf } from './as-of.js';

/** Longer pages of the past are streamed as well. */
const LONGEST_PAGE = 1000;

/** Without `limit` there is no cap, as in CKAN: the names are streamed. Other parameters are ignored. */
export function packageList(
  parameters: Parameters,
  context: ActionContext,
): JsonArrayStream | readonly string[] {
  const read = createParameterReader(parameters);
  const limit = read.natural('limit');
  const offset = read.natural('offset');
  const past = readAsOf(read, context);
  read.check();
  const names = (past ?? context.datasets).names({
    ...(limit === undefined ? {} : { limit }),
    ...(offset === undefined ? {} : { offset }),
  });
  const isPage = past !== undefined && limit !== undefined && limit <= LONGEST_PAGE;
  return isPage ? [...names] : new JsonArrayStream(names);
}
