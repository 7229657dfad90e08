import { gzipSync } from 'node:zlib';

/** A body in pieces that are made while they are sent: none is ever held as a whole. */
export type Pieces = Iterable<string | Buffer>;

const MEGABYTE = 1024 * 1024;

/** The same text again and again, up to about so many megabytes, in pieces of one. */
export function* repeated(text: string, megabytes: number): Generator<Buffer> {
  const once = Buffer.from(text);
  const piece = Buffer.concat(Array.from({ length: Math.ceil(MEGABYTE / once.length) }, () => once));
  for (let sent = 0; sent < megabytes * MEGABYTE; sent += piece.length) yield piece;
}

/** Texts that are numbered, put together to pieces of a megabyte or one text. */
export function* numbered(count: number, textOf: (number: number) => string): Generator<string> {
  let piece: string[] = [];
  let length = 0;
  for (let number = 0; number < count; number += 1) {
    const text = textOf(number);
    piece.push(text);
    length += text.length;
    if (length < MEGABYTE && number < count - 1) continue;
    yield piece.join('');
    piece = [];
    length = 0;
  }
}

/** One body after the other. */
export function* inOrder(...bodies: readonly (string | Pieces)[]): Generator<string | Buffer> {
  for (const body of bodies) {
    if (typeof body === 'string') yield body;
    else yield* body;
  }
}

/** `start`, and then so many megabytes of blanks, as gzip: a thousandth of it goes over the wire. */
export function* gzipBomb(start: string, megabytes: number): Generator<Buffer> {
  yield gzipSync(start);
  // Members of a gzip file stand one after another (RFC 1952 §2.2).
  const member = gzipSync(Buffer.alloc(16 * MEGABYTE, ' '));
  for (let sent = 0; sent < megabytes; sent += 16) yield member;
}
