/** A text for a place that takes so many characters; undefined for one with nothing in it. */
export function shortText(text: string | undefined, most: number): string | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** JSON whose texts are Unicode: half a surrogate pair, which parsers take differently, becomes U+FFFD. */
export function wellFormedJson(value: object): string {
  const json = JSON.stringify(value);
  // Only halves are escaped so, or stand for themselves behind a backslash.
  if (!json.includes('\\ud')) return json;
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'string' ? member.toWellFormed() : member,
  );
}
