import { themeToGroup } from '../../serialise/ckan/group.js';
import { THEME_GROUPS } from '../../serialise/ckan/themes.js';
import type { Figures } from '../figures.js';
import type { ListedGroup } from './group-listing.js';

/** All 21 domains, those without datasets too. */
export async function listedThemes(figures: Figures): Promise<readonly ListedGroup[]> {
  const counts = await figures.groups();
  return THEME_GROUPS.map((theme) => ({
    group: themeToGroup(theme, counts.get(theme.name) ?? 0),
    parts: { extras: [], groups: [], tags: [], users: [] },
  }));
}
