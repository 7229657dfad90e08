import { ByteArena } from '../../../src/pipeline/byte-arena.js';

const MEGABYTE = 1024 * 1024;

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString();
}

describe('ByteArena', () => {
  it.each([
    ['nothing', ''],
    ['ASCII', '{"a":1}'],
    ['three bytes a unit', '江城市公共数据'],
    ['characters beyond the first plane', '𠮷野家 👍'],
    ['more than one buffer holds', '数据'.repeat(MEGABYTE)],
  ])('keeps %s, as a text or as bytes', (_, content) => {
    const arena = new ByteArena();
    const bytes = Buffer.from(content);
    expect(bytes.equals(arena.put(content))).toBe(true);
    expect(bytes.equals(arena.put(bytes))).toBe(true);
  });

  it('keeps contents apart, however many fill a buffer', () => {
    const arena = new ByteArena();
    const contents = Array.from({ length: 3_000 }, (_, index) => `${index} ${'字'.repeat(index % 700)}`);
    const kept = contents.map((content, index) =>
      arena.put(index % 2 === 0 ? content : Buffer.from(content)),
    );
    expect(kept.map(text)).toEqual(contents);
  });

  it('puts small contents into one buffer', () => {
    const arena = new ByteArena();
    const buffers = new Set(Array.from({ length: 100 }, () => arena.put('{"id":"a"}').buffer));
    expect(buffers.size).toBe(1);
  });

  it('copies bytes: what becomes of the page they stood in does not matter', () => {
    const page = Buffer.from('[{"id":"a"}]');
    const kept = new ByteArena().put(page.subarray(1, 11));
    page.fill(0);
    expect(text(kept)).toBe('{"id":"a"}');
  });
});
