import { Readable } from 'node:stream';
import { MessageChannel } from 'node:worker_threads';
import type { FastifyReply } from 'fastify';
import type { Framed } from './envelope.js';

/** Bytes: a copy of a larger answer, made only to have it in one piece, would be much work. */
const LARGE = 256 * 1024;
/** Bytes: of smaller ones there is little to collect. */
const SMALL = 16 * 1024;
/** Rooms for answers, 16 MB; whoever asks for more at once gets memory of its own. */
const MOST_ROOMS = 64;

const free: Buffer[] = [];
let rooms = 0;

/**
 * Puts an answer together in memory that is used anew when it is sent, and gives that of its result back at once. Both lie
 * outside the heap, where V8 counts them: left to the collector of garbage, some ten of them make it go through the heap,
 * milliseconds in which nobody is answered (docs/benchmarks.md).
 */
export function sendFramed(reply: FastifyReply, { parts, length, result }: Framed): FastifyReply {
  if (length > LARGE) {
    reply.header('Content-Length', length);
    // Then all of it is with the operating system, and was read by what compresses it.
    reply.raw.once('finish', () => {
      if (result.isOwn) giveBack(result.bytes);
    });
    return reply.send(Readable.from(parts, { objectMode: false }));
  }
  const room = length < SMALL || reply.raw.closed ? undefined : takeRoom();
  if (room === undefined) return reply.send(Buffer.concat(parts, length));
  let used = 0;
  for (const part of parts) {
    room.set(part, used);
    used += part.length;
  }
  if (result.isOwn) giveBack(result.bytes);
  // Then all of it is with the operating system, or nobody waits for it any more.
  reply.raw.once('close', () => free.push(room));
  return reply.send(room.subarray(0, length));
}

function takeRoom(): Buffer | undefined {
  const known = free.pop();
  if (known !== undefined || rooms === MOST_ROOMS) return known;
  rooms += 1;
  return Buffer.allocUnsafeSlow(LARGE);
}

const { port1: nowhere } = new MessageChannel();
nowhere.close();

/** What moves to a port that is closed is gone. */
function giveBack({ buffer, byteLength }: Uint8Array): void {
  // Less than the whole of its memory is not its own.
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) nowhere.postMessage(null, [buffer]);
}
