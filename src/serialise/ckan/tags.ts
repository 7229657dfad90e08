import { stableId } from './stable-id.js';

/** A tag inside a package. */
export interface CkanTag {
  readonly display_name: string;
  readonly id: string;
  readonly name: string;
  readonly state: 'active';
  readonly vocabulary_id: null;
}

const MIN_LENGTH = 2;
const MAX_LENGTH = 100;
const VALID = /^[\p{L}\p{N}_ .-]{2,100}$/u;
const INVALID_CHARACTERS = /[^\p{L}\p{M}\p{N}_ .-]+/gu;

/** Keywords repeat through a whole catalogue, and hashing one costs more than the rest of its tag. */
const remembered = new Map<string, CkanTag>();
const REMEMBERED_MAX = 50_000;

/**
 * A keyword under CKAN's rules for tag names (2–100 letters, digits, space, `-_.`; any script): other characters become
 * `-`, long ones are cut, short ones padded with `_`, so that a CKAN that harvests the hub accepts the package.
 */
export function toTagName(keyword: string): string {
  if (VALID.test(keyword)) return keyword;
  const replaced = keyword.replace(INVALID_CHARACTERS, '-').trim();
  return Array.from(replaced).slice(0, MAX_LENGTH).join('').trim().padEnd(MIN_LENGTH, '_');
}

/** Keywords as tags, in the portal's order; two keywords with the same tag name are one tag. */
export function toCkanTags(keywords: readonly string[] | undefined): readonly CkanTag[] {
  if (keywords === undefined || keywords.length === 0) return [];
  const tags = new Set<CkanTag>();
  for (const keyword of keywords) tags.add(tagOf(toTagName(keyword)));
  return [...tags];
}

function tagOf(name: string): CkanTag {
  const known = remembered.get(name);
  if (known !== undefined) return known;
  const tag: CkanTag = {
    display_name: name,
    id: stableId('tag', name),
    name,
    state: 'active',
    vocabulary_id: null,
  };
  if (remembered.size >= REMEMBERED_MAX) remembered.clear();
  remembered.set(name, tag);
  return tag;
}
