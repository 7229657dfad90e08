import { NotFoundError } from '../../domain/errors.js';
import type { ActionContext } from './action.js';
import type { ListedGroup } from './group-listing.js';
import { listedOrganization } from './organizations.js';
import { listedThemes } from './theme-groups.js';

/** Of publishers and domains together, by id or name; throws `NotFoundError`. */
export function getAnyGroup(id: string, context: ActionContext): ListedGroup['group'] {
  const publisher = context.datasets.findPublisher(id);
  if (publisher !== undefined) return listedOrganization(publisher).group;
  return getTheme(id, context);
}

export function getTheme(id: string, { figures }: ActionContext): ListedGroup['group'] {
  const theme = listedThemes(figures).find(({ group }) => group.id === id || group.name === id);
  if (theme === undefined) throw new NotFoundError('Not found');
  return theme.group;
}

/** Documents of its datasets, the last changed first. */
export function documentsOf(
  group: Pick<ListedGroup['group'], 'is_organization' | 'name'>,
  rows: number,
  { search }: Pick<ActionContext, 'search'>,
): readonly number[] {
  const { documents } = search.search({
    q: '',
    fq: [`${group.is_organization ? 'organization' : 'groups'}:"${group.name}"`],
    sort: 'metadata_modified desc',
    start: 0,
    rows,
    facets: { fields: [], limit: 0, minCount: 1 },
  });
  return documents;
}
