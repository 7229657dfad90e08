import { once } from 'node:events';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import fastify from 'fastify';
import { Framed, successBody } from '../../../src/http/envelope.js';
import { JsonText } from '../../../src/http/json-text.js';
import { sendFramed } from '../../../src/http/send-framed.js';

const HELP = 'https://hub.example.org/help';

function numbersTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, place) => place);
}

function bytesOf(result: readonly number[]): Uint8Array {
  return Uint8Array.from(Buffer.from(JSON.stringify(result)));
}

function framed(
  bytes: Uint8Array,
  { isOwn = false, callback }: { isOwn?: boolean; callback?: string },
): Framed {
  const { content } = successBody(HELP, new JsonText(bytes, isOwn), callback);
  if (content instanceof Framed) return content;
  throw new Error('nothing is framed');
}

describe('the envelope of a result that is JSON already', () => {
  const app = fastify({ forceCloseConnections: true });
  let next: Framed;
  let url: string;
  beforeAll(async () => {
    app.get('/', (_request, reply) => {
      const sending = sendFramed(reply, next);
      reply.raw.once('finish', () => app.server.emit('sent'));
      return sending;
    });
    app.get<{ Params: { count: string } }>('/:count', ({ params }, reply) =>
      sendFramed(reply, framed(bytesOf(numbersTo(Number(params.count))), { isOwn: true })),
    );
    url = await app.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(() => app.close());

  it.each([
    [10, undefined],
    [300_000, undefined],
    [300_000, 'show<it>'],
  ])('of %d numbers, with the callback %s', async (numbers, callback) => {
    const result = numbersTo(numbers);
    next = framed(bytesOf(result), { ...(callback !== undefined && { callback }) });
    const answer = await fetch(url);
    const whole = Buffer.from(await answer.arrayBuffer());
    expect(Number(answer.headers.get('content-length'))).toBe(whole.length);
    const text = whole.toString();
    const json = callback === undefined ? text : text.replace(/^show&lt;it&gt;\(/, '').replace(/\);$/, '');
    expect(JSON.parse(json)).toEqual({ help: HELP, success: true, result });
  });

  it('gives the memory of its result back where nobody else has it', () => {
    const reply = { raw: { closed: false, once: () => undefined }, send: () => undefined } as never;
    const own = bytesOf(numbersTo(5000));
    sendFramed(reply, framed(own, { isOwn: true }));
    expect(own.byteLength).toBe(0);
    const shared = bytesOf(numbersTo(5000));
    sendFramed(reply, framed(shared, {}));
    expect(shared).toEqual(bytesOf(numbersTo(5000)));
    const part = bytesOf(numbersTo(5000)).subarray(1);
    sendFramed(reply, framed(part, { isOwn: true }));
    expect(part.byteLength).toBeGreaterThan(0);
  });

  it('gives the memory of a large result back when it is sent', async () => {
    const own = bytesOf(numbersTo(300_000));
    next = framed(own, { isOwn: true });
    const sent = once(app.server, 'sent');
    await (await fetch(url)).arrayBuffer();
    await sent;
    expect(own.byteLength).toBe(0);
  });

  it('stays whole while others are sent to a reader that takes its time', async () => {
    const counts = Array.from({ length: 100 }, (_, turn) => 35_000 + 200 * turn);
    const { port } = new URL(url);
    const socket = connect(Number(port), '127.0.0.1');
    const asked = counts.map((count) => `GET /${count} HTTP/1.1\r\nHost: hub\r\n\r\n`);
    socket.write(asked.join('').replace(/\r\n\r\n$/, '\r\nConnection: close\r\n\r\n'));
    // The answers are more than the system takes: the rest waits in the rooms they were put together in.
    await new Promise((resolve) => setTimeout(resolve, 300));
    const bodies = (await buffer(socket)).toString().split(/HTTP\/1\.1 200 OK[^{]*\r\n\r\n/);
    const results = bodies.slice(1).map((body) => (JSON.parse(body) as { result: unknown }).result);
    expect(results).toEqual(counts.map(numbersTo));
  });
});
