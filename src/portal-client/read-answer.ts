import { type ResponseFault, SourceResponseError } from '../domain/errors.js';
import type { JsonList, SentRecord } from '../pipeline/ports.js';
import { declaredCharset, decodeText, decodeUtf8, isCutUtf8, utf8Bytes, xmlEncoding } from './decode-text.js';
import { findJsonFault } from './json-fault.js';
import { type ListPlace, splitJsonList, type SplitItem } from './json-list.js';
import type { ResponseProblem } from './options.js';

/** A complete body and where it came from. */
export interface Body {
  /** The URL that answered, after redirects. */
  readonly url: string;
  readonly status: number;
  readonly contentType: string | undefined;
  readonly bytes: Buffer;
}

const LISTED_PROBLEMS = 5;
const EXCERPT_LENGTH = 40;

/** The JSON value of a body, or a typed error that says what came instead. */
export function readJson(body: Body): unknown {
  refuseOther(body);
  const text = decodeText(body.bytes, declaredCharset(body.contentType));
  if (text === undefined) {
    throw isCutUtf8(body.bytes)
      ? fault(body, 'truncated', 'the JSON breaks off in the middle of a character')
      : wrongCharset(body);
  }
  return parseText(body, text);
}

/** The same for an answer with a list, whose elements are not read yet. What its structure does not promise is told by parsing it. */
export function readJsonList(body: Body, place: ListPlace): JsonList<unknown> {
  refuseOther(body);
  const bytes = utf8Bytes(body.bytes, declaredCharset(body.contentType));
  const split = bytes && splitJsonList(bytes, place);
  if (bytes === undefined || split === undefined) return parsedList(readJson(body), place);
  return {
    envelope: parseText(body, split.envelope),
    items: split.items.map((item) => ({ head: item.head, sent: new SplitRecord(body, bytes, item) })),
  };
}

class SplitRecord implements SentRecord {
  readonly bytes: Buffer;
  readonly #body: Body;
  readonly #page: Buffer;
  readonly #item: SplitItem;

  constructor(body: Body, page: Buffer, item: SplitItem) {
    this.#body = body;
    this.#page = page;
    this.#item = item;
    this.bytes = page.subarray(item.start, item.end);
  }

  read(): unknown {
    return parseText(this.#body, decodeUtf8(this.bytes));
  }

  withheld(value: unknown): Buffer | undefined {
    const { start, end, withhold, members, depth } = this.#item;
    if (withhold === undefined || depth > MOST_DEPTH || typeof value !== 'object' || value === null)
      return undefined;
    // Of a name that stands twice, parsing sees the last one only.
    if (Object.keys(value).length !== members) return undefined;
    const parts: Buffer[] = [];
    let from = start;
    for (let index = 0; index < withhold.length; index += 2) {
      parts.push(this.#page.subarray(from, withhold[index]), NULL);
      from = withhold[index + 1] ?? end;
    }
    parts.push(this.#page.subarray(from, end));
    return Buffer.concat(parts);
  }
}

const NULL = Buffer.from('null');
/** Nesting that every reader of the bytes can follow. */
const MOST_DEPTH = 500;

/** A list that could not be split, as though it had been. */
function parsedList(answer: unknown, { list }: ListPlace): JsonList<unknown> {
  let found: unknown = answer;
  for (const name of list) {
    found =
      typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[name] : undefined;
  }
  const items = Array.isArray(found) ? (found as readonly unknown[]) : [];
  return { envelope: answer, items: items.map((head) => ({ head })) };
}

function refuseOther(body: Body): void {
  const start = firstCharacter(body.bytes);
  if (start === undefined) throw fault(body, 'empty', 'the answer is empty');
  if (start === '<') throw fault(body, 'html', `${describeMarkup(body)} came instead of JSON`);
}

function parseText(body: Body, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { position, truncated } = findJsonFault(text);
    if (truncated) throw fault(body, 'truncated', `the JSON breaks off at character ${position}`, error);
    const excerpt = JSON.stringify(text.slice(position, position + EXCERPT_LENGTH));
    throw fault(body, 'not-json', `the answer is not JSON from character ${position} on: ${excerpt}`, error);
  }
}

/** The text of a body. HTML passes only where `accept` asks for it: elsewhere it is an error page. */
export function readText(body: Body, accept: string): string {
  const start = firstCharacter(body.bytes);
  if (start === undefined) throw fault(body, 'empty', 'the answer is empty');
  const declared = declaredCharset(body.contentType) ?? xmlEncoding(body.bytes);
  const text = decodeText(body.bytes, declared);
  if (
    start === '<' &&
    !accept.includes('html') &&
    /^\s*<(!doctype\s+html|html)\b/i.test(text ?? lossy(body))
  ) {
    throw fault(body, 'html', `${describeMarkup(body)} came instead of ${accept}`);
  }
  if (text === undefined) throw wrongCharset(body);
  return text;
}

/** The error for an answer that lacks what its kind of portal promises. */
export function schemaFault(
  body: Body,
  schemaId: string,
  problems: readonly ResponseProblem[],
): SourceResponseError {
  const listed = problems
    .slice(0, LISTED_PROBLEMS)
    .map(({ pointer, message }) => `${pointer || '/'} ${message}`);
  const more = problems.length > LISTED_PROBLEMS ? ` (and ${problems.length - LISTED_PROBLEMS} more)` : '';
  return fault(
    body,
    'schema',
    `the answer does not have the shape of ${schemaId}: ${listed.join('; ')}${more}`,
  );
}

function wrongCharset(body: Body): SourceResponseError {
  const declared = declaredCharset(body.contentType);
  const said =
    declared === undefined ? 'no other charset is declared' : `its charset is declared as ${declared}`;
  return fault(body, 'charset', `the answer is in the wrong charset: it is not valid UTF-8, and ${said}`);
}

/** What a body that begins with `<` is, with its title, for people: "an HTML page „502 Bad Gateway“". */
function describeMarkup(body: Body): string {
  const text = (decodeText(body.bytes, declaredCharset(body.contentType)) ?? lossy(body)).slice(0, 20_000);
  const kind = /^\s*<\?xml/.test(text) && !/<html\b/i.test(text) ? 'an XML document' : 'an HTML page';
  const title = /<title[^>]*>([^<]{1,200})/i.exec(text)?.[1]?.replace(/\s+/g, ' ').trim();
  return title && !title.includes('\uFFFD') ? `${kind} (“${title.slice(0, 80)}”)` : kind;
}

function lossy(body: Body): string {
  return body.bytes.toString('utf8', 0, 20_000);
}

/** The first character that is neither space nor byte order mark; ASCII is all that is asked of it. */
function firstCharacter(bytes: Buffer): string | undefined {
  for (const byte of bytes) {
    const skipped = byte <= 0x20 || byte === 0xef || byte === 0xbb || byte === 0xbf || byte >= 0xfe;
    if (!skipped) return String.fromCharCode(byte);
  }
  return undefined;
}

function fault(body: Body, kind: ResponseFault, message: string, cause?: unknown): SourceResponseError {
  return new SourceResponseError(`${body.url}: ${message}`, {
    url: body.url,
    fault: kind,
    status: body.status,
    cause,
  });
}
