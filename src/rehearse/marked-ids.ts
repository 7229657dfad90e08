/** Ids of digits stay digits, and none that a portal has is hit. */
const BEFORE = '8880';
const AFTER = '0888';

/** The text with each of the ids turned into one that the portal never had. */
export function marked(text: string, ids: readonly string[], round: number): string {
  const found = new Set(ids);
  if (found.size === 0) return text;
  return text.replace(pattern(ids), (id) => `${id}${BEFORE}${round}${AFTER}`);
}

/** The text with the portal's own ids again. */
export function unmarked(text: string): string {
  return text.replace(new RegExp(`${BEFORE}\\d+?${AFTER}`, 'gu'), '');
}

let last: { readonly ids: readonly string[]; readonly pattern: RegExp } | undefined;

/** The longest first: an id may be the beginning of another. Made once for as long as the ids are the same. */
function pattern(ids: readonly string[]): RegExp {
  if (last?.ids !== ids) {
    const words = [...ids].sort((a, b) => b.length - a.length).map(escaped);
    last = { ids, pattern: new RegExp(`(?<![\\w-])(?:${words.join('|')})(?![\\w-])`, 'gu') };
  }
  return last.pattern;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&');
}
