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

/** Tags by keyword and by name: keywords repeat through a whole catalogue, and hashing one costs more than the rest. */
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
  const tags = new Map<string, CkanTag>();
  for (const keyword of keywords) {
    const tag = tagOf(keyword);
    tags.set(tag.name, tag);
  }
  return [...tags.values()];
}

function tagOf(keyword: string): CkanTag {
  const known = remembered.get(keyword);
  if (known !== undefined) return known;
  const name = toTagName(keyword);
  const tag = remembered.get(name) ?? createTag(name);
  if (remembered.size >= REMEMBERED_MAX) remembered.clear();
  remembered.set(keyword, tag);
  remembered.set(name, tag);
  return tag;
}

function createTag(name: string): CkanTag {
  return { display_name: name, id: stableId('tag', name), name, state: 'active', vocabulary_id: null };
}
