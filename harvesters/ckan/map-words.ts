import { firstText, isJsonObject } from '../../src/domain/json-values.js';
import type { UnreadParts } from '../../src/domain/unread-parts.js';
import type { CkanOptions } from './options.js';

const TAG_SEPARATORS = /[,，;；、]/;

/** Tags of every age of CKAN: objects, plain words, or one text with commas. */
export function readTags(tags: unknown, unread: UnreadParts): readonly unknown[] {
  if (tags === undefined || tags === null || tags === '') return [];
  if (typeof tags === 'string') return wordsOf(tags);
  if (!Array.isArray(tags)) {
    unread.add('/tags', 'neither a list nor text', tags);
    return [];
  }
  return readWords(tags, '/tags', (tag) => tag['name'] ?? tag['display_name'], unread);
}

function wordsOf(text: string): readonly string[] {
  const words = text.split(TAG_SEPARATORS).map((word) => word.trim());
  return words.filter((word) => word !== '');
}

/** Titles of the groups, which are the portal's words for its themes. */
export function readGroups(groups: unknown, unread: UnreadParts): readonly unknown[] {
  if (groups === undefined || groups === null || groups === '') return [];
  if (!Array.isArray(groups)) {
    unread.add('/groups', 'not a list', groups);
    return [];
  }
  const wordOf = (group: Named): unknown => firstText(group['title'], group['display_name']) ?? group['name'];
  return readWords(groups, '/groups', wordOf, unread);
}

type Named = Readonly<Record<string, unknown>>;

function readWords(
  items: readonly unknown[],
  pointer: string,
  wordOf: (item: Named) => unknown,
  unread: UnreadParts,
): readonly unknown[] {
  const words: unknown[] = [];
  let index = 0;
  for (const item of items) {
    const word = isJsonObject(item) ? wordOf(item) : item;
    if (typeof word === 'string' || typeof word === 'number') words.push(word);
    else unread.add(`${pointer}/${index}`, 'no word can be read from it', item);
    index += 1;
  }
  return words;
}

/** Tags with the source's own ones, cleaned if it wants so. */
export function withTagOptions(tags: readonly unknown[], options: CkanOptions): readonly unknown[] {
  const cleaned = options.cleanTags ? tags.map(cleanTag) : tags;
  return options.defaultTags.length === 0 ? cleaned : [...cleaned, ...options.defaultTags];
}

/** `clean_tags`: lower case, spaces as hyphens, and of the signs only those that CKAN lets a tag have. */
function cleanTag(tag: unknown): unknown {
  if (typeof tag !== 'string') return tag;
  return tag
    .trim()
    .toLowerCase()
    .replace(/\s+/g, '-')
    .replace(/[^\p{L}\p{M}\p{N}_.-]/gu, '');
}
