import { decompress } from './compression.js';

/** A national record as the table `body` has it: elements by name. */
export type StoredBody = Readonly<Record<string, unknown>>;

export function readBody(bytes: Buffer): StoredBody {
  return JSON.parse(decompress(bytes)) as StoredBody;
}
