import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Misbehaviour } from './misbehaviour.js';

const HTML =
  '<!DOCTYPE html><html><head><title>系统维护中</title></head><body><h1>系统维护中</h1></body></html>';

const PRIVATE_ADDRESS = 'http://10.0.0.7/api/3/action/package_search';

const ENDLESS_BYTES = 300 * 1024 * 1024;

/**
 * Answers in place of the portal, when the misbehaviour does not need its true answer. Returns whether it did.
 * `status` overrides nothing but what the kind says.
 */
export async function answerBadly(response: ServerResponse, misbehaviour: Misbehaviour): Promise<boolean> {
  switch (misbehaviour.kind) {
    case 'status-500':
      send(response, 500, { 'Content-Type': 'text/html;charset=utf-8' }, HTML);
      return true;
    case 'html':
      send(response, 200, { 'Content-Type': 'text/html;charset=utf-8' }, HTML);
      return true;
    case 'empty':
      send(response, 200, { 'Content-Type': 'application/json;charset=utf-8' }, '');
      return true;
    case 'too-many-requests':
      send(response, 429, { 'Retry-After': '1' }, '');
      return true;
    case 'redirect-private':
      send(response, 302, { Location: misbehaviour.location ?? PRIVATE_ADDRESS }, '');
      return true;
    case 'endless':
      await sendWithoutEnd(response, misbehaviour.bytes ?? ENDLESS_BYTES);
      return true;
    default:
      return false;
  }
}

function send(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
): void {
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}

async function sendWithoutEnd(response: ServerResponse, bytes: number): Promise<void> {
  response.writeHead(200, { 'Content-Type': 'application/json;charset=utf-8' });
  response.write('{"success": true, "result": {"count": 1, "results": [');
  const chunk = `${'{"id": "00000000-0000-4000-8000-000000000000", "title": "没有尽头的目录"},'.repeat(500)}\n`;
  const size = Buffer.byteLength(chunk);
  const closed = once(response, 'close');
  for (let sent = 0; sent < bytes && !response.destroyed; sent += size) {
    if (!response.write(chunk)) await Promise.race([once(response, 'drain'), closed]);
  }
  if (!response.destroyed) response.end();
}

/** A reply with all its bytes at hand. */
interface WholeReply {
  readonly mediaType: string;
  readonly body: Buffer;
}

/** Sends half of an answer: as a whole one, or announcing all of it and hanging up. */
export function sendHalf(response: ServerResponse, reply: WholeReply, hangUp: boolean): void {
  const { mediaType, body } = reply;
  const half = body.subarray(0, Math.floor(body.length / 2));
  response.writeHead(200, {
    'Content-Type': mediaType,
    'Content-Length': hangUp ? body.length : half.length,
  });
  if (hangUp) response.write(half, () => response.destroy());
  else response.end(half);
}
