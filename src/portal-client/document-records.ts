import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { SourceResponseError } from '../domain/errors.js';
import type { ListedItem, PortalDocument } from '../pipeline/ports.js';
import { charsetOf, isCutUtf8, markedCharset, withoutMark } from './decode-text.js';
import { ItemTally } from './json-cost.js';
import { findJsonFault } from './json-fault.js';
import type { ListPlace } from './json-list.js';
import { JsonStreamFault, splitJsonStream, type StreamLimits } from './json-stream.js';
import { refuseOther } from './read-answer.js';
import { SplitRecord } from './read-json-list.js';

/** The JSON records of a document, one by one; `SourceResponseError` for what is none. */
export async function* jsonRecords(
  document: PortalDocument,
  place: ListPlace,
  limits: StreamLimits,
): AsyncGenerator<ListedItem> {
  const body = { url: document.url, status: undefined };
  const tally = new ItemTally();
  try {
    for await (const { page, item } of splitJsonStream(utf8Chunks(document), place, limits)) {
      if (tally.isExceededBy(item.end - item.start)) throw tooMany(document);
      yield { head: item.head, sent: new SplitRecord(body, page, item) };
    }
  } catch (error) {
    if (!(error instanceof JsonStreamFault)) throw error;
    throw translate(error, document, place);
  }
}

/** The document as UTF-8 without a mark; what its first piece shows decides, then what was declared. */
async function* utf8Chunks(document: PortalDocument): AsyncGenerator<Uint8Array> {
  let decoder: iconv.DecoderStream | undefined;
  let isFirst = true;
  for await (const chunk of document.chunks()) {
    let bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (isFirst) {
      isFirst = false;
      const { url, mediaType, charset } = document;
      refuseOther({ url, status: undefined, contentType: mediaType, bytes });
      const other = otherCharset(bytes, charset);
      if (other === 'unknown') throw wrongCharset(document);
      decoder = other === undefined ? undefined : iconv.getDecoder(other);
      bytes = withoutMark(bytes);
    }
    yield decoder === undefined ? bytes : Buffer.from(decoder.write(bytes));
  }
  if (isFirst) refuseOther({ url: document.url, status: undefined, contentType: undefined, bytes: NOTHING });
  const rest = decoder?.end();
  if (rest !== undefined && rest !== '') yield Buffer.from(rest);
}

const NOTHING = Buffer.alloc(0);

/** iconv-lite's name of a charset other than UTF-8; `unknown` where the bytes are not UTF-8 and nothing says what they are. */
function otherCharset(start: Buffer, declared: string | undefined): string | undefined {
  const marked = markedCharset(start);
  if (marked !== undefined) return marked;
  if (isUtf8(start) || isCutUtf8(start)) return undefined;
  return charsetOf(declared) ?? 'unknown';
}

function wrongCharset({ url, charset }: PortalDocument): SourceResponseError {
  const said = charset === undefined ? 'no other charset is declared' : `declared is ${charset}`;
  return new SourceResponseError(`${url}: the JSON is not valid UTF-8, and ${said}`, {
    url,
    fault: 'charset',
  });
}

function tooMany({ url }: PortalDocument): SourceResponseError {
  const words =
    'the list has far more elements than any catalogue, or such small ones that no record is in them';
  return new SourceResponseError(`${url}: ${words}`, { url, fault: 'too-large' });
}

/** Of a fault as much is looked at as tells what it is. */
const LOOKED_AT = 64 * 1024;
const EXCERPT_LENGTH = 40;

function translate(
  error: JsonStreamFault,
  { url }: PortalDocument,
  { list }: ListPlace,
): SourceResponseError {
  const facts = { url, cause: error };
  const text = error.piece.toString('utf8', 0, LOOKED_AT);
  if (error.reason === 'no-list') {
    const words = `the JSON has no list at ${list.join('.')}`;
    return new SourceResponseError(`${url}: ${words}`, { ...facts, fault: 'schema' });
  }
  const { position, truncated } = findJsonFault(text);
  if (error.reason === 'not-json' || !truncated) {
    const excerpt = JSON.stringify(text.slice(position, position + EXCERPT_LENGTH));
    return new SourceResponseError(`${url}: the document is not JSON at ${excerpt}`, {
      ...facts,
      fault: 'not-json',
    });
  }
  if (error.reason === 'too-large') {
    return new SourceResponseError(`${url}: a single record is larger than an answer may be`, {
      ...facts,
      fault: 'too-large',
    });
  }
  return new SourceResponseError(`${url}: the JSON breaks off`, { ...facts, fault: 'truncated' });
}
