import { toCkanActivity, type CkanActivity } from '../../serialise/ckan/activity.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';
import { readActivityPage } from './activity-page.js';
import { datasetsOf, getTheme } from './find-group.js';

/** A page further back than so many datasets is empty. */
const MOST_DATASETS = 1000;

/**
 * What the datasets of a domain have been through. The newest so many changes belong to as many datasets that changed
 * last, so that no others need be asked; by time, the log is looked through for the largest number of them.
 */
export async function groupActivityList(
  parameters: Parameters,
  context: ActionContext,
): Promise<readonly CkanActivity[]> {
  const { id, page } = readActivityPage(parameters, true);
  const group = await getTheme(id, context);
  const whole = page.before === undefined && page.kinds === undefined;
  const rows = whole ? Math.min(page.offset + page.limit, MOST_DATASETS) : MOST_DATASETS;
  const { documents } = await context.search.search(datasetsOf(group, rows));
  return (await context.catalog.latestChanges({ of: 'documents', documents }, page)).map(toCkanActivity);
}
