/** What of the HTML library's nodes is looked at. */
export interface HtmlNode {
  readonly type: string;
  readonly data?: string;
  readonly name?: string;
  readonly children?: readonly HtmlNode[];
}

/** Elements that a page may leave open at one place. */
const MAX_OPEN = 2000;
/**
 * Tags, each counted once for every element that is open there: what the HTML library takes its time by. 200,000 nested
 * elements, a file of one megabyte, cost it the better part of a minute; so much costs it a second or two.
 */
const MAX_WORK = 20_000_000;

const VOID: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);

/**
 * Whether a page closes its elements about as often as it opens them. What looks like a tag counts as one also within
 * scripts and comments, so that nothing is nested deeper than was counted.
 */
export function isFlatEnough(html: string): boolean {
  const open = new Map<string, number>();
  let depth = 0;
  let work = 0;
  for (const [, end, written = ''] of html.matchAll(/<(\/?)([a-z][^\s/>]*)/giu)) {
    const name = written.toLowerCase();
    work += depth;
    if (work > MAX_WORK) return false;
    if (VOID.has(name)) continue;
    const count = open.get(name) ?? 0;
    if (end === '/' && count === 0) continue;
    const step = end === '/' ? -1 : 1;
    open.set(name, count + step);
    depth += step;
    if (depth > MAX_OPEN) return false;
  }
  return true;
}

/** The library searches below an element in time by the square of how many children that has: half a second for so much. */
const MAX_SQUARES = 30_000_000;

/** Whether the elements of a page have few enough children to be searched one after another. */
export function isNarrowEnough(root: HtmlNode): boolean {
  const stack: HtmlNode[] = [root];
  let squares = 0;
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const elements = (node.children ?? []).filter(({ children }) => children !== undefined);
    squares += elements.length ** 2;
    if (squares > MAX_SQUARES) return false;
    for (const element of elements) stack.push(element);
  }
  return true;
}
