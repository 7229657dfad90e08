import { transliterate } from 'transliteration';

const MAX_LENGTH = 90;
const FALLBACK = 'dataset';

/**
 * CKAN's `name` of a title: pinyin for Chinese, romaji and ASCII folding for the rest, `[a-z0-9_-]`, 2 to 90 characters
 * (ten are left for what makes it unique), cut at a word. A title without any letter or digit gives `dataset`.
 */
export function toSlug(title: string): string {
  const slug = romanised(title.slice(0, 200))
    .replaceAll(/[^a-zA-Z0-9_]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .toLowerCase();
  if (slug.length < 2) return slug === '' ? FALLBACK : `${FALLBACK}-${slug}`;
  if (slug.length <= MAX_LENGTH) return slug;
  const cut = slug.slice(0, MAX_LENGTH);
  const lastBreak = cut.lastIndexOf('-');
  return lastBreak > MAX_LENGTH / 2 ? cut.slice(0, lastBreak) : cut;
}

/** What a character becomes, and whether it is one after which the next gets a blank. */
interface Sound {
  readonly text: string;
  readonly isHan: boolean;
}

/**
 * `transliterate` character by character, with its answers remembered: of its context it looks at nothing but whether the
 * character before is Chinese, and whole titles at a time it costs ten times as much.
 */
function romanised(text: string): string {
  let written = '';
  let afterHan = false;
  for (const character of text) {
    const sound = soundOf(character, afterHan);
    written += sound.text;
    afterHan = sound.isHan;
  }
  return written;
}

const HAN = '字';
const HAN_LENGTH = transliterate(HAN).length;
const sounds = { afterHan: new Map<string, Sound>(), afterOther: new Map<string, Sound>() };
const MAX_SOUNDS = 50_000;

function soundOf(character: string, afterHan: boolean): Sound {
  const known = afterHan ? sounds.afterHan : sounds.afterOther;
  const remembered = known.get(character);
  if (remembered !== undefined) return remembered;
  const before = afterHan ? HAN : '';
  const text = transliterate(before + character).slice(afterHan ? HAN_LENGTH : 0);
  const followed = transliterate(`${before}${character}a`).slice(afterHan ? HAN_LENGTH : 0);
  const sound = { text, isHan: followed !== `${text}a` };
  if (known.size >= MAX_SOUNDS) known.clear();
  known.set(character, sound);
  return sound;
}
