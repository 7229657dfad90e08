import { soundsOf } from './romanise.js';

const MAX_LENGTH = 90;
const FALLBACK = 'dataset';

/**
 * CKAN's `name` of a title: pinyin for Chinese, romaji and ASCII folding for the rest, `[a-z0-9_-]`, 2 to 90 characters
 * (ten are left for what makes it unique), cut at a word. A title without any letter or digit gives `dataset`.
 */
export function toSlug(title: string): string {
  const slug = soundsOf(title.slice(0, 200))
    .map(({ text }) => text)
    .join('')
    .replaceAll(/[^a-zA-Z0-9_]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .toLowerCase();
  if (slug.length < 2) return slug === '' ? FALLBACK : `${FALLBACK}-${slug}`;
  if (slug.length <= MAX_LENGTH) return slug;
  const cut = slug.slice(0, MAX_LENGTH);
  const lastBreak = cut.lastIndexOf('-');
  return lastBreak > MAX_LENGTH / 2 ? cut.slice(0, lastBreak) : cut;
}
