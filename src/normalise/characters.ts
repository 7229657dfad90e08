/** Lone surrogates (under the `u` flag whole pairs do not match) and control characters other than tab and line ends. */
const UNWANTED = /[\ud800-\udfff\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/u;
const LONE_SURROGATES = /[\ud800-\udfff]/gu;
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** Whether the text holds whole characters only and no control characters but tab and line ends. */
export function isClean(text: string): boolean {
  return !UNWANTED.test(text);
}

/** The text with lone surrogates replaced by U+FFFD and control characters removed; the same string where it has none. */
export function cleanCharacters(text: string): string {
  return isClean(text) ? text : text.replace(LONE_SURROGATES, '\ufffd').replace(CONTROLS, '');
}
