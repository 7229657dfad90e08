import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { JSON_TYPE } from './dialects/dialect.js';
import type { Reply } from './dialects/dialect.js';

/** Sends a reply; one in pieces is made as fast as the caller takes it. */
export async function sendReply(response: ServerResponse, reply: Reply): Promise<void> {
  const { status, mediaType, body } = reply;
  if (typeof body === 'string' || Buffer.isBuffer(body)) {
    const bytes = typeof body === 'string' ? Buffer.from(body) : body;
    response.writeHead(status, { 'Content-Type': mediaType, 'Content-Length': bytes.length });
    response.end(bytes);
    return;
  }
  response.writeHead(status, { 'Content-Type': mediaType });
  await pipeline(Readable.from(body), response);
}

/** Sends a good reply with a strong tag of its bytes, or 304 to who has it already. */
export async function sendTagged(
  request: IncomingMessage,
  response: ServerResponse,
  reply: Reply,
): Promise<void> {
  const body = bytesOf(reply);
  const etag = `"${createHash('sha1').update(body).digest('base64url')}"`;
  response.setHeader('ETag', etag);
  const isKnown = request.method === 'GET' && request.headers['if-none-match'] === etag;
  if (isKnown) response.writeHead(304).end();
  else await sendReply(response, { ...reply, body });
}

export function sendJson(response: ServerResponse, status: number, body: string | Buffer): void {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  response.writeHead(status, { 'Content-Type': JSON_TYPE, 'Content-Length': bytes.length });
  response.end(bytes);
}

/** All of a reply at once. */
export function bytesOf({ body }: Reply): Buffer {
  if (typeof body === 'string') return Buffer.from(body);
  if (Buffer.isBuffer(body)) return body;
  return Buffer.concat([...body].map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)));
}
