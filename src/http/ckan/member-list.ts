import { createParameterReader } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';
import { datasetsOf, getAnyGroup } from './find-group.js';

type Member = readonly [id: string, type: 'package', capacity: string];

const MAX_MEMBERS = 1000;

/** Datasets are the only members: nobody but the hub administers its organizations and groups. */
export async function memberList(parameters: Parameters, context: ActionContext): Promise<readonly Member[]> {
  const read = createParameterReader(parameters);
  const id = read.requiredText('id');
  const type = read.text('object_type');
  const wanted = read.text('capacity');
  read.check();
  const group = await getAnyGroup(id, context);
  const capacity = group.is_organization ? 'organization' : 'public';
  if ((type ?? 'package') !== 'package' || (wanted ?? capacity) !== capacity) return [];
  const { labels } = await context.search.search(datasetsOf(group, MAX_MEMBERS), 'labels');
  return labels.map(({ identifier }) => [identifier, 'package', capacity]);
}
