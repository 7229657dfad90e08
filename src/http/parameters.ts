import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { BadRequestError } from './errors.js';

/**
 * Parameters of an action: text, a list of texts for a repeated key, or any JSON value of a JSON body. A Map, because the
 * keys are the caller's (`__proto__` is a key like any other).
 */
export type Parameters = ReadonlyMap<string, unknown>;

/** Parameters of GET: one level, values are texts, a repeated key is a list. */
export function readQuery(request: FastifyRequest): Parameters {
  const query = request.query;
  return typeof query === 'object' && query !== null ? new Map(Object.entries(query)) : new Map();
}

const MEDIA_TYPE = /^\s*[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+/;
const WHOLE_TYPE = new RegExp(`${MEDIA_TYPE.source}\\s*(?:;|$)`);

/**
 * The server library refuses a body whose type it cannot read (`json`, `application/json charset=utf-8`, nothing at all). CKAN
 * reads it as JSON unless it is a form, so that of such a type only its beginning stays.
 */
export function readableContentType(headers: IncomingHttpHeaders): void {
  const type = headers['content-type'];
  if (type === undefined || WHOLE_TYPE.test(type)) return;
  const [beginning] = MEDIA_TYPE.exec(type) ?? [];
  if (beginning === undefined) delete headers['content-type'];
  else headers['content-type'] = beginning.trim();
}

/**
 * Parameters of POST in every form that CKAN's clients send: a JSON object under any content type, a urlencoded form, a
 * multipart form, curl's JSON that poses as a form, and nothing at all. Without a body the query string counts.
 */
export async function readBody(request: FastifyRequest): Promise<Parameters> {
  if (request.isMultipart()) return await readMultipart(request);
  const text = typeof request.body === 'string' ? request.body : '';
  if (text.trim() === '') return readQuery(request);
  const contentType = request.headers['content-type']?.toLowerCase() ?? '';
  if (!contentType.startsWith('application/x-www-form-urlencoded')) return readJsonObject(text);
  return readForm(text);
}

/**
 * `curl -d '{"id":"x"}'` labels JSON as a form, where it looks like one key without a value. Text that opens like an
 * object is tried as JSON first (JSON may hold `=`, `&` and `+`); one key without any `=` can only be JSON.
 */
function readForm(text: string): Parameters {
  const whole = opensObject(text) ? parseJson(text) : undefined;
  if (whole !== undefined) return asParameters(whole);
  const parameters = groupPairs(new URLSearchParams(text));
  const [only] = parameters.keys();
  const posing = parameters.size === 1 && only !== undefined && (!text.includes('=') || opensObject(only));
  return posing ? readJsonObject(only) : parameters;
}

function opensObject(text: string): boolean {
  return text.trimStart().startsWith('{');
}

function readJsonObject(text: string): Parameters {
  const value = parseJson(text);
  if (value === undefined) throw new BadRequestError('JSON Error: the request body is not JSON');
  return asParameters(value);
}

function asParameters(value: unknown): Parameters {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BadRequestError('JSON Error: the request body must be a JSON object');
  }
  return new Map(Object.entries(value));
}

/** Undefined for text that is not JSON (JSON itself has no undefined). */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function readMultipart(request: FastifyRequest): Promise<Parameters> {
  const pairs: [string, string][] = [];
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') {
        // No action takes files; an unread one would hold up the parts after it.
        part.file.resume();
      } else {
        pairs.push([part.fieldname, String(part.value)]);
      }
    }
  } catch (error) {
    throw asMultipartFault(error);
  }
  return groupPairs(pairs);
}

/** The parser's own refusals (limits) carry a status; whatever else it says is that the form is broken. */
function asMultipartFault(error: unknown): unknown {
  if (!(error instanceof Error) || 'statusCode' in error) return error;
  return new BadRequestError(`the multipart form cannot be read: ${error.message}`, { cause: error });
}

function groupPairs(pairs: Iterable<readonly [string, string]>): ReadonlyMap<string, string | string[]> {
  const grouped = new Map<string, string | string[]>();
  for (const [key, value] of pairs) {
    const earlier = grouped.get(key);
    if (earlier === undefined) grouped.set(key, value);
    else if (typeof earlier === 'string') grouped.set(key, [earlier, value]);
    else earlier.push(value);
  }
  return grouped;
}
