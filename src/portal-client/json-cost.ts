/**
 * Lists, objects and commas of one JSON text that is parsed at once. As values each takes some forty bytes and more of
 * memory, as text one: of real catalogues a megabyte has 20,000 to 40,000 of them.
 */
export const MOST_MARKS = 3_000_000;

/** Elements of one list: the hub is measured with a million datasets. */
export const MOST_ITEMS = 2_000_000;

/** Bytes of a list's elements on average, from so many of them on; `{"id":1,"title":"目录"}` has more. */
const LEAST_ITEM = 20;
const ITEMS_LOOKED_AT = 20_000;

const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const OPEN_OBJECT = 0x7b;

/** Whether the values of a text would fill the memory. Marks within strings count as well: they are far fewer. */
export function isSwarm(text: string): boolean {
  if (text.length <= MOST_MARKS) return false;
  let marks = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === COMMA || code === OPEN_LIST || code === OPEN_OBJECT) marks += 1;
  }
  return marks > MOST_MARKS;
}

/** Counts what a list gives: elements without end, and a dust of them that no records can be. */
export class ItemTally {
  #items = 0;
  #bytes = 0;

  /** Whether there are too many, with this one of so many bytes. */
  isExceededBy(size: number): boolean {
    this.#items += 1;
    this.#bytes += size;
    if (this.#items > MOST_ITEMS) return true;
    return this.#items === ITEMS_LOOKED_AT && this.#bytes < ITEMS_LOOKED_AT * LEAST_ITEM;
  }
}
