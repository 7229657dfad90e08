import type { ListPlace } from '../../../src/portal-client/json-list.js';
import { JsonStreamFault, splitJsonStream } from '../../../src/portal-client/json-stream.js';

const NONE: ListPlace = { list: [], head: [], withhold: [] };

async function* inPieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  await Promise.resolve();
}

async function split(text: string, place: Partial<ListPlace> = {}, size = 7): Promise<readonly string[]> {
  const found: string[] = [];
  const stream = splitJsonStream(inPieces(text, size), { ...NONE, ...place }, { maxValue: 1_000_000 });
  for await (const { page, item } of stream) found.push(page.toString('utf8', item.start, item.end));
  return found;
}

describe('a stream of JSON', () => {
  it.each<[string, string]>([
    ['a list', '[{"a":1}, {"a":2} ,3]'],
    ['values in a row', '{"a":1}{"a":2}3'],
    ['a value a line', '{"a":1}\n{"a":2}\r\n3\n'],
    ['values with commas between them', '{"a":1},{"a":2},3'],
    ['records of a text sequence', '\u001e{"a":1}\n\u001e{"a":2}\n\u001e3'],
    ['lists in a row', '[{"a":1}][{"a":2},3]'],
  ])('is taken apart as %s, wherever its pieces end', async (_case, text) => {
    for (let size = 1; size <= text.length; size += 1) {
      expect(await split(text, {}, size)).toEqual(['{"a":1}', '{"a":2}', '3']);
    }
  });

  it('is empty where there is nothing, an empty list or space', async () => {
    expect(await split('')).toEqual([]);
    expect(await split('[ ]')).toEqual([]);
    expect(await split(' \n\t')).toEqual([]);
  });

  it('gives the list that its path leads to, past members of every kind', async () => {
    const text =
      '{"n":1.5e3,"list":"no","o":{"list":[0]},"s":"]}\\"","r":{"x":[[]],"list":[{"名":"甲"},{"名":"乙"}],"y":null},"z":{}}';
    for (let size = 1; size <= 40; size += 1) {
      expect(await split(text, { list: ['r', 'list'] }, size)).toEqual(['{"名":"甲"}', '{"名":"乙"}']);
    }
  });

  it('reads the head of an element and nothing else of it', async () => {
    const stream = splitJsonStream(
      inPieces('[{"id":"a","x":nonsense},{"id":1}]', 5),
      { ...NONE, head: ['id'] },
      { maxValue: 1000 },
    );
    const heads: unknown[] = [];
    for await (const { item } of stream) heads.push(item.head);
    expect(heads).toEqual([{ id: 'a' }, { id: 1 }]);
  });

  it.each<[string, string, JsonStreamFault['reason']]>([
    ['breaks off in a list', '[{"a":1},', 'truncated'],
    ['breaks off in an element', '[{"a":1},{"a":', 'truncated'],
    ['breaks off behind an element', '[{"a":1}', 'truncated'],
    ['has something else between elements', '[{"a":1};{"a":2}]', 'not-json'],
  ])('that %s says so after what came before', async (_case, text, reason) => {
    const found: string[] = [];
    const stream = splitJsonStream(inPieces(text, 4), NONE, { maxValue: 1000 });
    await expect(
      (async () => {
        for await (const { page, item } of stream) found.push(page.toString('utf8', item.start, item.end));
      })(),
    ).rejects.toMatchObject({ reason });
    expect(found).toEqual(['{"a":1}']);
  });

  it.each<[string, string]>([
    ['is a list', '[]'],
    ['lacks the member', '{"a":1}'],
    ['has something else there', '{"dataset":{"a":[]}}'],
  ])('that %s has no list', async (_case, text) => {
    await expect(split(text, { list: ['dataset'] })).rejects.toMatchObject({ reason: 'no-list' });
  });

  it('notices that the object around the list is not whole', async () => {
    await expect(split('{"dataset":[1]', { list: ['dataset'] })).rejects.toBeInstanceOf(JsonStreamFault);
    await expect(split('{"dataset":[1]} x', { list: ['dataset'] })).rejects.toMatchObject({
      reason: 'not-json',
    });
  });

  it('holds no more than a value may have', async () => {
    let given = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('["');
      const piece = Buffer.alloc(1_000_000, 0x61);
      for (;;) {
        given += piece.length;
        yield piece;
        await Promise.resolve();
      }
    }
    const stream = splitJsonStream(endless(), NONE, { maxValue: 5_000_000 });
    await expect(stream.next()).rejects.toMatchObject({ reason: 'too-large' });
    expect(given).toBeLessThan(20_000_000);
  });

  it('goes over a large value a few times and not once for each piece', async () => {
    const text = `[${JSON.stringify({ text: 'x'.repeat(8_000_000) })}]`;
    const stream = splitJsonStream(inPieces(text, 1000), NONE, { maxValue: 64_000_000 });
    const first = await stream.next();
    expect(first.value?.item.end).toBeGreaterThan(8_000_000);
    expect((await stream.next()).done).toBe(true);
  });
});
