import { once } from 'node:events';
import { slicedText } from '../../../src/http/outputs/sliced-text.js';
import { createSlices } from '../../../src/http/slices.js';

function* pieces(count: number, made: { count: number }): Generator<string> {
  for (let index = 0; index < count; index += 1) {
    made.count += 1;
    yield `${index}:${'x'.repeat(1000)}\n`;
  }
}

describe('a long text', () => {
  it('comes whole and in order', async () => {
    const made = { count: 0 };
    const chunks = await slicedText(pieces(1234, made), createSlices()).toArray();
    const lines = Buffer.concat(chunks as Buffer[])
      .toString()
      .trimEnd()
      .split('\n');
    expect(lines.map((line) => Number.parseInt(line, 10))).toEqual([...Array(1234).keys()]);
    expect(chunks.length).toBeGreaterThan(40);
  });

  it('is empty where there is nothing', async () => {
    expect(await slicedText([], createSlices()).toArray()).toEqual([]);
  });

  it('is made no faster than it is read, and no further when nobody does', async () => {
    const made = { count: 0 };
    const text = slicedText(pieces(Infinity, made), createSlices());
    await once(text, 'readable');
    expect(made.count).toBeLessThan(200);
    const before = made.count;
    for (let read = 0; read < 50; read += 1) {
      if (text.read() === null) await once(text, 'readable');
    }
    expect(made.count).toBeGreaterThan(before);
    expect(made.count).toBeLessThan(5000);
    text.destroy();
    await once(text, 'close');
    const after = made.count;
    await createSlices()(() => undefined);
    expect(made.count).toBe(after);
  });

  it('leaves the event loop to others between its slices', async () => {
    const made = { count: 0 };
    const seen: number[] = [];
    const watch = setInterval(() => seen.push(made.count), 0);
    await slicedText(pieces(20_000, made), createSlices()).toArray();
    clearInterval(watch);
    expect(seen.length).toBeGreaterThan(5);
  });
});
