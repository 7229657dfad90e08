import { soundsOf } from './romanise.js';

/** What people type of a Chinese name on a Latin keyboard. */
export interface Pinyin {
  /** All syllables in a row: 停车场 → `tingchechang`. */
  readonly whole: string;
  /** The first letter of each: `tcc`. What is not Chinese stands whole in both. */
  readonly initials: string;
}

/** A character has its most frequent sound only. */
export function pinyinOf(text: string): Pinyin {
  const syllables = syllablesOf(text);
  return { whole: joined(syllables, 'whole'), initials: joined(syllables, 'initial') };
}

/** True where a name has, from the beginning of a syllable or word on, what was typed: all of the sounds, or their initials. */
export function soundsLike(name: string, typed: string): boolean {
  return createSoundMatcher(name)(typed);
}

/** The same for a name that is asked for again and again: its sounds are found once. */
export function createSoundMatcher(name: string): (typed: string) => boolean {
  const syllables = syllablesOf(name);
  if (!syllables.some(({ whole, initial }) => whole !== initial)) return () => false;
  const forms = (['whole', 'initial'] as const).map((part) => {
    const starts: number[] = [];
    let text = '';
    for (const syllable of syllables) {
      starts.push(text.length);
      text += syllable[part];
    }
    return { text, starts };
  });
  return (typed) => {
    const wanted = lettersOf(typed);
    if (wanted === '' || wanted.length < typed.replaceAll(SEPARATORS, '').length) return false;
    return forms.some(({ text, starts }) => starts.some((start) => text.startsWith(wanted, start)));
  };
}

interface Syllable {
  readonly whole: string;
  readonly initial: string;
}

const SEPARATORS = /[\s_'-]/g;

function syllablesOf(text: string): readonly Syllable[] {
  return soundsOf(text)
    .map(({ text: sound, isHan }) => {
      const whole = lettersOf(sound);
      return { whole, initial: isHan ? whole.charAt(0) : whole };
    })
    .filter(({ whole }) => whole !== '');
}

function joined(syllables: readonly Syllable[], part: keyof Syllable): string {
  return syllables.map((syllable) => syllable[part]).join('');
}

function lettersOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
