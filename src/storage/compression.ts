import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';

/**
 * Quality 0 with a small window: a third of the time of deflate's fastest level on 5 KB records, at 9 % more bytes
 * (docs/benchmarks.md).
 */
const OPTIONS = {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 0,
    [constants.BROTLI_PARAM_LGWIN]: 16,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
  },
};

export function compress(text: string): Buffer {
  return brotliCompressSync(text, OPTIONS);
}

export function decompress(bytes: Buffer): string {
  return brotliDecompressSync(bytes).toString('utf8');
}
