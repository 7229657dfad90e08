import { NotFoundError } from '../../domain/errors.js';
import { toCkanActivity, type CkanActivity } from '../../serialise/ckan/activity.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';
import { readActivityPage } from './activity-page.js';

export async function organizationActivityList(
  parameters: Parameters,
  { catalog, datasets }: ActionContext,
): Promise<readonly CkanActivity[]> {
  const { id, page } = readActivityPage(parameters, true);
  const publisher = datasets.findPublisher(id);
  if (publisher === undefined) throw new NotFoundError('Not found');
  const { identifier } = publisher;
  return (await catalog.latestChanges({ of: 'publisher', identifier }, page)).map(toCkanActivity);
}
