import type { IncomingMessage } from 'node:http';
import type { Params } from './actions.js';

const LARGEST_BODY = 1_048_576;

/** The body of a request as text; undefined when it is larger than a megabyte. */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The value of a JSON text; undefined when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The parameters of an action: of the address for GET, of the body (JSON or a form) for POST. Undefined if unreadable. */
export async function readParams(request: IncomingMessage, url: URL): Promise<Params | undefined> {
  if (request.method !== 'POST') return Object.fromEntries(url.searchParams);
  const body = await readBody(request);
  if (body === undefined) return undefined;
  if (body.trim() === '') return {};
  if (!body.trimStart().startsWith('{')) return Object.fromEntries(new URLSearchParams(body));
  const value = parseJson(body);
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, unknown]) => [
      key,
      typeof item === 'string' ? item : JSON.stringify(item),
    ]),
  );
}
