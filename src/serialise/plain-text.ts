/** A text for a place that takes so many characters; undefined for one with nothing in it. */
export function shortText(text: string | undefined, most: number): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : cutText(text, most);
}

/** The beginning of a longer text; no character is cut in two. */
export function cutText(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** JSON whose texts are Unicode: half a surrogate pair, which parsers take differently, becomes U+FFFD. */
export function wellFormedJson(value: object): string {
  return withoutHalves(JSON.stringify(value));
}

const ESCAPED = /\\(?:ud[89a-f][\da-f]{2}|[^u]|u)/g;

/** The same of JSON text as `JSON.stringify` writes it: only halves are escaped so, or stand for themselves behind a backslash. */
export function withoutHalves(json: string): string {
  if (!json.includes('\\ud')) return json;
  return json.replace(ESCAPED, (escape) => (escape.startsWith('\\ud') ? '\ufffd' : escape));
}
