import { THEMES } from '../../domain/code-lists.js';
import { stableId } from './stable-id.js';

/** A group inside a package. */
export interface CkanPackageGroup {
  readonly description: string;
  readonly display_name: string;
  readonly id: string;
  readonly image_display_url: string;
  readonly name: string;
  readonly title: string;
}

/** URL names of the 21 domains, by code; they are part of the API and never change. */
const NAMES: Readonly<Record<(typeof THEMES)[number]['code'], string>> = {
  '1': 'credit-services',
  '2': 'health',
  '3': 'social-security-employment',
  '4': 'public-safety',
  '5': 'urban-construction-housing',
  '6': 'transport',
  '7': 'education-culture',
  '8': 'science-innovation',
  '9': 'resources-energy',
  '10': 'environment',
  '11': 'industry-agriculture',
  '12': 'trade',
  '13': 'finance-taxation',
  '14': 'work-safety',
  '15': 'market-regulation',
  '16': 'social-assistance',
  '17': 'legal-services',
  '18': 'daily-life',
  '19': 'meteorology',
  '20': 'geospatial',
  '21': 'institutions',
};

/** The 21 domains of the pilot plan as CKAN groups, in the plan's order. */
export const THEME_GROUPS: readonly CkanPackageGroup[] = THEMES.map(({ code, zh, en }) => ({
  description: en,
  display_name: zh,
  id: stableId('group', NAMES[code]),
  image_display_url: '',
  name: NAMES[code],
  title: zh,
}));

const BY_CODE: ReadonlyMap<string, CkanPackageGroup> = new Map(
  THEMES.flatMap(({ code }, index) => {
    const group = THEME_GROUPS[index];
    return group === undefined ? [] : [[code, group] as const];
  }),
);

/** The groups of a dataset's themes. Codes outside the 21 have no group. */
export function toCkanGroups(themes: readonly string[] | undefined): readonly CkanPackageGroup[] {
  if (themes === undefined) return [];
  return themes.flatMap((code) => BY_CODE.get(code) ?? []);
}

/** The title of a group, for facets. */
export function groupTitle(name: string): string | undefined {
  return THEME_GROUPS.find((group) => group.name === name)?.title;
}
