import { isSwarm, ItemTally, MOST_ITEMS, MOST_MARKS } from '../../../src/portal-client/json-cost.js';
import { readJson } from '../../../src/portal-client/read-answer.js';
import { documentOf } from '../../support/text-document.js';

describe('a text with more values than are read at once', () => {
  it('is told by its lists, objects and commas', () => {
    expect(isSwarm(`[${'1,'.repeat(MOST_MARKS - 1)}1]`)).toBe(false);
    expect(isSwarm(`[${'1,'.repeat(MOST_MARKS)}1]`)).toBe(true);
    expect(isSwarm('['.repeat(MOST_MARKS + 1))).toBe(true);
    expect(isSwarm(`["${'x'.repeat(MOST_MARKS * 2)}"]`)).toBe(false);
  });

  it('is refused before it is parsed', () => {
    const bytes = Buffer.from(`[${'{},'.repeat(MOST_MARKS)}{}]`);
    const body = { url: 'http://portal.example.org', status: 200, contentType: undefined, bytes };
    expect(() => readJson(body)).toThrow(/more values than are read at once/);
  });
});

describe('the elements of a list', () => {
  it('may be as many as a catalogue has, and no more', () => {
    const tally = new ItemTally();
    for (let item = 1; item <= MOST_ITEMS; item += 1) {
      if (tally.isExceededBy(100)) throw new Error(`exceeded by element ${item}`);
    }
    expect(tally.isExceededBy(100)).toBe(true);
  });

  it('are no records where thousands of them have no room for one', async () => {
    const read = async (element: string): Promise<number> => {
      const document = await documentOf(`[${`${element},`.repeat(30_000)}${element}]`);
      try {
        let count = 0;
        for await (const item of document.records({ list: [], head: [], withhold: [] })) {
          if (item.sent !== undefined) count += 1;
        }
        return count;
      } finally {
        await document.close();
      }
    };
    await expect(read('{}')).rejects.toMatchObject({ code: 'source-response', fault: 'too-large' });
    expect(await read('{"id":1,"title":"目录"}')).toBe(30_001);
  });
});
