import { createParameterReader } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';
import type { Action, ActionContext } from './action.js';
import { listedThemes } from './theme-groups.js';

type Followed = 'Dataset' | 'Group' | 'User';

/** Nobody follows anything, since there are no users; the thing has to be there all the same. */
export function followerCount(followed: Followed): Action {
  return async (parameters: Parameters, context: ActionContext) => {
    const read = createParameterReader(parameters);
    const id = read.requiredText('id');
    if (id !== '' && !(await isThere(followed, id, context))) read.complain('id', `Not found: ${followed}`);
    read.check();
    return 0;
  };
}

/** To CKAN organizations are groups. */
async function isThere(
  followed: Followed,
  id: string,
  { datasets, figures, packages }: ActionContext,
): Promise<boolean> {
  if (followed === 'User') return false;
  if (followed === 'Dataset') return packages.find(id) !== undefined;
  const themes = await listedThemes(figures);
  const isTheme = themes.some(({ group }) => group.id === id || group.name === id);
  return isTheme || datasets.findPublisher(id) !== undefined;
}
