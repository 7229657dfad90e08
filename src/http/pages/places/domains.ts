import { THEMES } from '../../../domain/code-lists.js';
import type { Language, Text } from '../../../domain/dataset.js';
import { toCkanGroups } from '../../../serialise/ckan/themes.js';
import { DOMAIN_MEANINGS } from './texts.js';

/** A domain of the pilot plan with the name and id that it has as a CKAN group. */
export interface Domain {
  readonly id: string;
  readonly name: string;
  readonly title: Text;
  readonly meaning: Text | undefined;
}

const MEANINGS: Readonly<Record<string, Text>> = DOMAIN_MEANINGS;

/** In the plan's order. */
export const DOMAINS: readonly Domain[] = THEMES.flatMap(({ code, zh, en }) =>
  toCkanGroups([code]).map(({ id, name }) => ({ id, name, title: { zh, en }, meaning: MEANINGS[name] })),
);

export function groupName(name: string, language: Language): string {
  return DOMAINS.find((domain) => domain.name === name)?.title[language] ?? name;
}
