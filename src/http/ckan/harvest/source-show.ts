import { NotFoundError } from '../../../domain/errors.js';
import { toSourcePackage } from '../../../serialise/ckan/harvest-source.js';
import { createParameterReader } from '../../parameter-reader.js';
import type { Parameters } from '../../parameters.js';
import type { ActionContext } from '../action.js';
import { getSource, viewOf } from './found-source.js';
import { statusOf } from './source-status.js';

/** By `id`, or by an `url` that the caller may see. */
export async function harvestSourceShow(parameters: Parameters, context: ActionContext): Promise<object> {
  const read = createParameterReader(parameters);
  const url = read.text('url');
  const id = read.text('id') ?? (url === undefined ? read.requiredText('id') : undefined);
  read.check();
  const source =
    id === undefined
      ? context.harvest.sources.find((each) => toSourcePackage(viewOf(context, each))['url'] === url)
      : getSource(context, id);
  if (source === undefined) throw new NotFoundError('Not found');
  return { ...toSourcePackage(viewOf(context, source)), status: await statusOf(context, source) };
}
