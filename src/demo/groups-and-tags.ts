import type { Habits } from './habits.js';
import { uuidOf } from './identifiers.js';
import { hashText, mix } from './random.js';
import { DOMAINS } from './topics/domains.js';
import type { Domain } from './topics/topic.js';

export interface PackageGroup {
  readonly description: string;
  readonly display_name: string;
  readonly id: string;
  readonly image_display_url: string;
  readonly name: string;
  readonly title: string;
}

export interface PackageTag {
  readonly display_name: string;
  readonly id: string;
  readonly name: string;
  readonly state: 'active';
  readonly vocabulary_id: null;
}

/** The theme of a domain in the words of the portal's own classification. */
export function themeWord(domain: Domain, theme: Habits['theme']): string {
  if (theme === 'pilot') return domain.name;
  return theme === 'national' ? domain.nationalTheme : domain.shortTheme;
}

/** The groups of a portal by domain; domains with one theme word share a group. */
export function makeGroups(habits: Habits, seed: number): ReadonlyMap<Domain, PackageGroup> {
  const byTitle = new Map<string, PackageGroup>();
  const byDomain = new Map<Domain, PackageGroup>();
  for (const domain of DOMAINS) {
    const title = themeWord(domain, habits.theme);
    const group = byTitle.get(title) ?? {
      description: `${title}领域的公共数据`,
      display_name: title,
      id: uuidOf(mix(seed, hashText(title))),
      image_display_url: '',
      name: domain.id,
      title,
    };
    byTitle.set(title, group);
    byDomain.set(domain, group);
  }
  return byDomain;
}

/** Makes the tags of a portal; a name always gives the same tag. The names are few: subjects, themes and places. */
export function makeTagSource(seed: number): (name: string) => PackageTag {
  const known = new Map<string, PackageTag>();
  return (name) => {
    const tag = known.get(name) ?? {
      display_name: name,
      id: uuidOf(mix(seed, hashText(name))),
      name,
      state: 'active',
      vocabulary_id: null,
    };
    known.set(name, tag);
    return tag;
  };
}
