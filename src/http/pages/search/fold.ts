import { Converter } from 'opencc-js/t2cn';

/** A text as all its ways to be written are, and where each of its units stands in the text. */
export interface Folded {
  readonly text: string;
  /** Offset in the original of each unit of `text`, and the original's length at the end. */
  readonly at: readonly number[];
}

/** Full width is half width, upper case lower, traditional Chinese simplified, accents go: as the index has it. */
export function fold(text: string): Folded {
  let folded = '';
  const at: number[] = [];
  let offset = 0;
  for (const character of text) {
    const form = formOf(character);
    folded += form;
    for (let unit = 0; unit < form.length; unit += 1) at.push(offset);
    offset += character.length;
  }
  at.push(offset);
  return { text: folded, at };
}

const MARKS = /\p{M}/gu;
const HAN = /\p{Script=Han}/u;
const MAX_FORMS = 50_000;
const forms = new Map<string, string>();
type Convert = (text: string) => string;
let convert: Convert | undefined;

function formOf(character: string): string {
  if (character >= 'a' && character <= 'z') return character;
  const known = forms.get(character);
  if (known !== undefined) return known;
  const plain = character.normalize('NFKC').toLowerCase();
  const form = HAN.test(plain) ? simplified(plain) : plain.normalize('NFD').replaceAll(MARKS, '');
  if (forms.size < MAX_FORMS) forms.set(character, form);
  return form;
}

function simplified(text: string): string {
  const toSimplified: Convert = (convert ??= Converter({ from: 't', to: 'cn' }) as Convert);
  return toSimplified(text);
}
