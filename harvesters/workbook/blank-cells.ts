const GREATER = 0x3e;

/** Longer than any tag: what is longer is text, in which there is nothing to strip. */
const LONGEST_TAG = 1024 * 1024;

/** A cell with an address and nothing in it; one without an address tells the place of the next, and stays. */
const BLANK_CELL = /<(?:\w+:)?c\s[^<>]*?r=["'][^<>]*\/>/g;
const BLANK_ROW = /<(?:\w+:)?row\s[^<>]*?(?:\/>|>\s*<\/(?:\w+:)?row>)/g;

/**
 * The XML of a sheet without cells and rows that hold only formats. Whoever formats whole columns leaves a million of them
 * below some hundred rows, and each would cost as much as one that is filled.
 */
export async function* withoutBlanks(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest = '';
  for await (const piece of pieces) {
    const cut = piece.lastIndexOf(GREATER) + 1;
    if (cut > 0) {
      const whole = rest + piece.toString('latin1', 0, cut);
      yield Buffer.from(whole.replace(BLANK_CELL, '').replace(BLANK_ROW, ''), 'latin1');
      rest = '';
    }
    rest += piece.toString('latin1', cut);
    if (rest.length <= LONGEST_TAG) continue;
    yield Buffer.from(rest, 'latin1');
    rest = '';
  }
  if (rest !== '') yield Buffer.from(rest, 'latin1');
}
