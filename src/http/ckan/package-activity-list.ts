import { NotFoundError } from '../../domain/errors.js';
import { toCkanActivity, type CkanActivity } from '../../serialise/ckan/activity.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';
import { readActivityPage } from './activity-page.js';

/** Of a dataset that is gone too: its removal is what a client wants to learn. */
export async function packageActivityList(
  parameters: Parameters,
  { catalog, datasets }: ActionContext,
): Promise<readonly CkanActivity[]> {
  const { id, page } = readActivityPage(parameters, true);
  const identifier = datasets.find(id)?.dataset.identifier ?? datasets.findTombstone(id)?.identifier;
  if (identifier === undefined) throw new NotFoundError('Not found');
  return (await catalog.latestChanges({ of: 'dataset', identifier }, page)).map(toCkanActivity);
}
