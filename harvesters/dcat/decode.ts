import { TextDecoder } from 'node:util';
import type { PortalDocument } from '../../src/pipeline/ports.js';
import { faulty } from './limits.js';

/** Bytes in which an XML declaration and the first sign of a syntax are looked for. */
const HEAD = 4096;

const MARKS: readonly (readonly [charset: string, mark: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * The text of a document in pieces: by its byte order mark, the encoding that its XML declaration states, the charset that
 * was declared for it (servers add one of their own without looking), or as UTF-8. Bytes that are no such text are a fault.
 */
export async function* decode(document: PortalDocument, signal: AbortSignal): AsyncGenerator<string, void> {
  let head: Uint8Array | undefined = new Uint8Array(0);
  let decoder: TextDecoder | undefined;
  const read = (bytes: Uint8Array, isLast: boolean): string => {
    decoder ??= decoderOf(charsetOf(bytes, document.charset), document.url);
    try {
      return decoder.decode(bytes, { stream: !isLast });
    } catch (error) {
      if (!hasCode(error, 'ERR_ENCODING_INVALID_ENCODED_DATA')) throw error;
      throw faulty(
        document.url,
        'charset',
        `the document is not the ${decoder.encoding} text it says it is`,
        error,
      );
    }
  };
  for await (const chunk of document.chunks()) {
    signal.throwIfAborted();
    if (head === undefined) {
      yield read(chunk, false);
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < HEAD) continue;
    yield read(head, false);
    head = undefined;
  }
  yield read(head ?? new Uint8Array(0), true);
}

function charsetOf(head: Uint8Array, declared: string | undefined): string {
  const marked = MARKS.find(([, mark]) => mark.every((byte, index) => head[index] === byte));
  if (marked !== undefined) return marked[0];
  const start = Buffer.from(head.subarray(0, 200)).toString('latin1');
  const stated = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1];
  return stated ?? declared ?? 'utf-8';
}

function decoderOf(charset: string, url: string): TextDecoder {
  try {
    return new TextDecoder(charset, { fatal: true });
  } catch (error) {
    if (!hasCode(error, 'ERR_ENCODING_NOT_SUPPORTED')) throw error;
    throw faulty(url, 'charset', `the charset ${charset.slice(0, 40)} is not known`, error);
  }
}

/** The platform's own errors are of another realm's classes where code runs in a context of its own. */
function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
