import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import type { PortalDocument } from '../../src/pipeline/ports.js';
import { guessEncoding } from './guess-encoding.js';

/** Bytes in which the charset of a text is guessed, from the first character on that is not ASCII. */
const SAMPLE = 256 * 1024;

/**
 * The charset of a text: what the source says, its byte order mark, UTF-8 where all of it is valid, else the one in which
 * it makes the most sense. Undefined where it makes sense in none.
 */
export async function findEncoding(
  document: PortalDocument,
  stated: string | undefined,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (stated !== undefined) return stated;
  const sample: Uint8Array[] = [];
  let size = 0;
  let isAllUtf8 = true;
  let rest: Uint8Array = new Uint8Array();
  let isFirst = true;
  for await (const chunk of document.chunks()) {
    signal.throwIfAborted();
    if (isFirst && chunk.length >= 2) {
      const mark = markOf(chunk);
      if (mark !== undefined) return mark;
      isFirst = false;
    }
    if (isAllUtf8) {
      const joined = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const whole = joined.length - cutCharacter(joined);
      isAllUtf8 = isUtf8(joined.subarray(0, whole));
      rest = joined.subarray(whole);
    }
    if (size < SAMPLE && (size > 0 || !isAscii(chunk))) {
      sample.push(chunk.subarray(0, SAMPLE - size));
      size += Math.min(chunk.length, SAMPLE - size);
    }
    if (!isAllUtf8 && size === SAMPLE) break;
  }
  if (isAllUtf8 && isUtf8(rest)) return 'utf-8';
  return guessEncoding(Buffer.concat(sample), document.charset);
}

function markOf(bytes: Uint8Array): string | undefined {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : undefined;
}

/** Bytes at the end that begin a character of UTF-8 and do not complete it. */
function cutCharacter(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

/** The text in UTF-8, piece by piece. */
export async function* toUtf8(
  chunks: AsyncIterable<Uint8Array>,
  encoding: string,
): AsyncGenerator<Uint8Array> {
  if (/^utf-?8$/i.test(encoding)) {
    yield* chunks;
    return;
  }
  const decoder = iconv.getDecoder(encoding);
  for await (const chunk of chunks) {
    const text = decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length));
    if (text !== '') yield Buffer.from(text);
  }
  const end = decoder.end();
  if (end !== undefined && end !== '') yield Buffer.from(end);
}
