import { isAscii, transcode } from 'node:buffer';
import { compressSync, uncompressSync } from 'lz4-napi';

/**
 * LZ4, its length before it: on 5 KB records a third of the time of zlib's and brotli's fastest levels to write and a tenth
 * to read, at 15 % more bytes (docs/decisions/0006).
 */
export function compress(bytes: Uint8Array): Buffer {
  return compressSync(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
}

export function decompressBytes(bytes: Buffer): Buffer {
  return uncompressSync(bytes);
}

export function decompress(bytes: Buffer): string {
  const text = uncompressSync(bytes);
  // `toString('utf8')` by way of UTF-16, which is vectorised: a sixth of the time for Chinese text.
  return isAscii(text) ? text.toString('latin1') : transcode(text, 'utf8', 'ucs2').toString('ucs2');
}
