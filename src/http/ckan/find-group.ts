import { NotFoundError } from '../../domain/errors.js';
import type { SearchRequest } from '../../pipeline/read-ports.js';
import type { ActionContext } from './action.js';
import type { ListedGroup } from './group-listing.js';
import { listedOrganization } from './organizations.js';
import { listedThemes } from './theme-groups.js';

/** Of publishers and domains together, by id or name; throws `NotFoundError`. */
export async function getAnyGroup(id: string, context: ActionContext): Promise<ListedGroup['group']> {
  const publisher = context.datasets.findPublisher(id);
  if (publisher !== undefined) return listedOrganization(publisher).group;
  return getTheme(id, context);
}

export async function getTheme(id: string, { figures }: ActionContext): Promise<ListedGroup['group']> {
  const themes = await listedThemes(figures);
  const theme = themes.find(({ group }) => group.id === id || group.name === id);
  if (theme === undefined) throw new NotFoundError('Not found');
  return theme.group;
}

/** Its datasets, the last changed first. */
export function datasetsOf(
  group: Pick<ListedGroup['group'], 'is_organization' | 'name'>,
  rows: number,
): SearchRequest {
  return {
    q: '',
    fq: [`${group.is_organization ? 'organization' : 'groups'}:"${group.name}"`],
    sort: 'metadata_modified desc',
    start: 0,
    rows,
    facets: { fields: [], limit: 0, minCount: 1 },
  };
}
