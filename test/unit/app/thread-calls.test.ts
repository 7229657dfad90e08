import { MessageChannel } from 'node:worker_threads';
import { createAnswerer, createCaller, Moved } from '../../../src/app/thread-calls.js';
import type { Caller } from '../../../src/app/thread-calls.js';
import { InvalidRequestError, SearchSyntaxError, SearchTimeError } from '../../../src/domain/errors.js';

/** Calls over a port, answered by these handlers. */
async function withCaller(
  handlers: Readonly<Record<string, () => unknown>>,
  test: (caller: Caller) => Promise<void>,
): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  createAnswerer()({ port: port2, handlers });
  try {
    await test(createCaller(port1));
  } finally {
    port1.close();
  }
}

function throwing(error: unknown): () => never {
  return () => {
    throw error;
  };
}

describe('calls between threads', () => {
  it('bring errors as what they are, with their fields', async () => {
    const invalid = new InvalidRequestError('wrong', { rows: ['Must be a natural number'] });
    const syntax = new SearchSyntaxError('unclosed quote', 'fq', 7);
    const slow = new SearchTimeError('took too long', 'q', 0);
    const vendor = Object.assign(new Error('vendor'), { agent: { run: () => 1 }, errno: 5 });
    const handlers = {
      invalid: throwing(invalid),
      syntax: throwing(syntax),
      slow: throwing(slow),
      vendor: throwing(vendor),
    };
    await withCaller(handlers, async (caller) => {
      const thrown = async (method: string): Promise<unknown> =>
        caller.call(method, undefined).catch((error: unknown) => error);
      expect(await thrown('invalid')).toEqual(invalid);
      expect(await thrown('invalid')).toMatchObject({ fields: invalid.fields });
      expect(await thrown('syntax')).toBeInstanceOf(SearchSyntaxError);
      expect(await thrown('syntax')).toMatchObject({
        message: 'unclosed quote',
        parameter: 'fq',
        position: 7,
      });
      expect(await thrown('syntax')).not.toBeInstanceOf(SearchTimeError);
      expect(await thrown('slow')).toBeInstanceOf(SearchTimeError);
      expect(await thrown('vendor')).toMatchObject({ code: 'thread', message: 'vendor' });
      expect(await thrown('nothing')).toMatchObject({ code: 'thread', message: 'no method nothing' });
    });
  });

  it('hand bytes over without copying them', async () => {
    const bytes = new TextEncoder().encode('公共');
    const handlers = { give: () => new Moved({ bytes }, [bytes.buffer]) };
    await withCaller(handlers, async (caller) => {
      expect(await caller.call('give', undefined)).toEqual({ bytes: new TextEncoder().encode('公共') });
      expect(bytes.byteLength).toBe(0);
    });
  });

  it('leave nobody waiting when the other side is gone', async () => {
    await withCaller({ wait: () => new Promise(() => undefined) }, async (caller) => {
      const waiting = caller.call('wait', undefined);
      caller.fail(new Error('gone'));
      await expect(waiting).rejects.toThrow('gone');
      await expect(caller.call('wait', undefined)).rejects.toThrow('gone');
    });
  });
});
