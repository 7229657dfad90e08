import { createRequire } from 'node:module';
import type * as Transliteration from 'transliteration';

let library: typeof Transliteration | undefined;

/** Its tables take longer to load than most commands run, so they wait for the first text. */
function transliterate(text: string): string {
  library ??= createRequire(import.meta.url)('transliteration') as typeof Transliteration;
  return library.transliterate(text);
}

/** What a character becomes, and whether it is a Chinese one, after which the next gets a blank. */
export interface Sound {
  readonly text: string;
  readonly isHan: boolean;
}

/**
 * `transliterate` character by character, with its answers remembered: of its context it looks at nothing but whether the
 * character before is Chinese, and whole titles at a time it costs ten times as much.
 */
export function soundsOf(text: string): readonly Sound[] {
  const sounds: Sound[] = [];
  let afterHan = false;
  for (const character of text) {
    const sound = soundOf(character, afterHan);
    sounds.push(sound);
    afterHan = sound.isHan;
  }
  return sounds;
}

const HAN = '字';
const sounds = { afterHan: new Map<string, Sound>(), afterOther: new Map<string, Sound>() };
const MAX_SOUNDS = 50_000;

function soundOf(character: string, afterHan: boolean): Sound {
  const known = afterHan ? sounds.afterHan : sounds.afterOther;
  const remembered = known.get(character);
  if (remembered !== undefined) return remembered;
  const before = afterHan ? HAN : '';
  const { length } = transliterate(before);
  const text = transliterate(before + character).slice(length);
  const followed = transliterate(`${before}${character}a`).slice(length);
  const sound = { text, isHan: followed !== `${text}a` };
  if (known.size >= MAX_SOUNDS) known.clear();
  known.set(character, sound);
  return sound;
}
