import { compress, decompress } from '../../../src/storage/compression.js';

describe('compress', () => {
  it.each([
    ['nothing', ''],
    ['one character', 'x'],
    ['Chinese', '江城市公共数据开放平台'],
    ['characters beyond the first plane', '𠮷野家 👍'],
    ['control characters', '\u0000\u0001\n\r\t'],
    ['escaped halves of surrogate pairs', JSON.stringify('\ud83d')],
    ['a megabyte that repeats', '数据目录'.repeat(90_000)],
  ])('gives back %s as it was', (_, text) => {
    expect(decompress(compress(Buffer.from(text)))).toBe(text);
  });

  it('compresses a part of a larger buffer, and that part alone', () => {
    const page = new TextEncoder().encode('[{"id":"a"},{"id":"b"}]');
    expect(decompress(compress(page.subarray(12, 22)))).toBe('{"id":"b"}');
  });

  it('makes a record of the usual kind smaller', () => {
    const field = { name: '单位名称', type: 'text', length: 100 };
    const text = JSON.stringify({ title: '企业基本信息', fields: Array.from({ length: 40 }, () => field) });
    expect(compress(Buffer.from(text)).length).toBeLessThan(Buffer.byteLength(text) / 3);
  });

  it('fails on bytes that it never wrote', () => {
    expect(() => decompress(Buffer.from('not compressed at all'))).toThrow();
  });
});
