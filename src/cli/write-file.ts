import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { InvalidRequestError } from '../domain/errors.js';
import { isAbortError, systemCode } from './system-error.js';

/**
 * Streams into the file that an option names, so that a large content needs no more memory than a small one.
 * `InvalidRequestError` for a file that cannot be written.
 */
export async function writeFile(
  { path, option }: { readonly path: string; readonly option: string },
  content: AsyncIterable<string | Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  try {
    await pipeline(content, createWriteStream(path), { signal });
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined || isAbortError(error)) throw error;
    throw new InvalidRequestError(`${path} cannot be written (${code})`, { [option]: [code] });
  }
}
