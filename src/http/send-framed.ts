import { Readable } from 'node:stream';
import { MessageChannel } from 'node:worker_threads';
import type { FastifyReply } from 'fastify';
import type { Framed } from './envelope.js';

/** Bytes: a copy of a larger answer, made only to have it in one piece, would be much work. */
const LARGE = 256 * 1024;
/** Rooms that are kept for the next answers. */
const MOST_KEPT = 64;

const rooms: Buffer[] = [];

/**
 * Puts an answer together in memory that is used anew when it is sent, and gives that of its result back at once. Both lie
 * outside the heap, where V8 counts them: left to the collector of garbage, some ten of them make it go through the heap,
 * milliseconds in which nobody is answered (docs/benchmarks.md).
 */
export function sendFramed(reply: FastifyReply, { parts, length, result }: Framed): FastifyReply {
  if (length > LARGE) {
    reply.header('Content-Length', length);
    return reply.send(Readable.from(parts, { objectMode: false }));
  }
  const room = rooms.pop() ?? Buffer.allocUnsafeSlow(LARGE);
  let used = 0;
  for (const part of parts) {
    room.set(part, used);
    used += part.length;
  }
  if (result.isOwn) giveBack(result.bytes);
  // Then all of it is with the operating system, or nobody waits for it any more.
  reply.raw.once('close', () => {
    if (rooms.length < MOST_KEPT) rooms.push(room);
  });
  return reply.send(room.subarray(0, length));
}

const { port1: nowhere } = new MessageChannel();
nowhere.close();

/** What moves to a port that is closed is gone. */
function giveBack({ buffer, byteLength }: Uint8Array): void {
  // Less than the whole of its memory is not its own.
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) nowhere.postMessage(null, [buffer]);
}
