import { Converter } from 'opencc-js/t2cn';

const MARKS = /\p{M}/gu;

export function withoutAccent(character: string): string {
  return character.normalize('NFD').replaceAll(MARKS, '');
}

/** Han, kana and Hangul: scripts that are written without blanks or whose words are found by their parts. */
export function isIdeograph(code: number): boolean {
  return (
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0x3400 && code <= 0x4dbf) ||
    (code >= 0x3040 && code <= 0x30ff && code !== 0x30fb) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0x20000 && code <= 0x3ffff) ||
    (code >= 0xf900 && code <= 0xfaff)
  );
}

export function isSingleIdeograph(token: string): boolean {
  const code = token.codePointAt(0) ?? 0;
  return isIdeograph(code) && token.length === String.fromCodePoint(code).length;
}

type Convert = (text: string) => string;
let convert: Convert | undefined;
const simplifiedForms = new Map<number, string>();

/** The simplified form of a traditional character, by itself; everything else stays. */
export function simplified(character: string, code: number): string {
  let form = simplifiedForms.get(code);
  if (form === undefined) {
    const toSimplified: Convert = (convert ??= Converter({ from: 't', to: 'cn' }) as Convert);
    form = toSimplified(character);
    simplifiedForms.set(code, form);
  }
  return form;
}
