import { NotFoundError } from '../../domain/errors.js';
import type { PublishedDataset } from '../../domain/published.js';
import { toCkanPackage } from '../../serialise/ckan/package.js';
import { wellFormedJson } from '../../serialise/plain-text.js';
import { JsonText } from '../json-text.js';
import { createParameterReader } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';
import { readAsOf } from './as-of.js';

/** `id` or `name_or_id`: the hub's id or the name. A removed dataset is not found. */
export function packageShow(parameters: Parameters, context: ActionContext): JsonText {
  const read = createParameterReader(parameters);
  const key = read.text('id') ?? read.requiredText('name_or_id');
  const past = readAsOf(read, context);
  read.check();
  const bytes = past === undefined ? context.packages.find(key) : textOf(past.find(key));
  if (bytes === undefined) throw new NotFoundError('Not found');
  return new JsonText(bytes);
}

function textOf(published: PublishedDataset | undefined): Buffer | undefined {
  return published === undefined ? undefined : Buffer.from(wellFormedJson(toCkanPackage(published)));
}
