import { type ResponseFault, SourceResponseError } from '../domain/errors.js';
import { declaredCharset, decodeText, isCutUtf8, xmlEncoding } from './decode-text.js';
import { isSwarm } from './json-cost.js';
import { findJsonFault } from './json-fault.js';
import type { ResponseProblem } from './options.js';

/** A complete body and where it came from. */
export interface Body {
  /** The URL that answered, after redirects. */
  readonly url: string;
  /** Absent of a file. */
  readonly status: number | undefined;
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

/** Throws for what is plainly no JSON. */
export function refuseOther(body: Body): void {
  const start = firstCharacter(body.bytes);
  if (start === undefined) throw fault(body, 'empty', 'the answer is empty');
  if (start === '<') throw fault(body, 'html', `${describeMarkup(body)} came instead of JSON`);
}

/** The value of a body's text, or of a part of it. */
export function parseText(body: Pick<Body, 'url' | 'status'>, text: string): unknown {
  if (isSwarm(text)) throw fault(body, 'too-large', 'the JSON has more values than are read at once');
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

/** The error for bytes that are not what they are declared to be. */
export function wrongCharset(body: Pick<Body, 'url' | 'status'> & Partial<Body>): SourceResponseError {
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

function fault(
  body: Pick<Body, 'url' | 'status'>,
  kind: ResponseFault,
  message: string,
  cause?: unknown,
): SourceResponseError {
  return new SourceResponseError(`${body.url}: ${message}`, {
    url: body.url,
    fault: kind,
    status: body.status,
    cause,
  });
}
