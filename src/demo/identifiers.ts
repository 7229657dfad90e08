import { mix } from './random.js';

const HEX16 = Array.from({ length: 0x1_0000 }, (_, value) => value.toString(16).padStart(4, '0'));

function hex(word: number): string {
  return `${HEX16[word >>> 16] ?? ''}${HEX16[word & 0xffff] ?? ''}`;
}

function tail(key: number): string {
  const a = mix(key, 0x7a11);
  const b = mix(key, 0x7a12);
  const c = mix(key, 0x7a13);
  return `${HEX16[a >>> 16] ?? ''}-4${(HEX16[a & 0xfff] ?? '').slice(1)}-8${(HEX16[b & 0xfff] ?? '').slice(1)}-${HEX16[b >>> 16] ?? ''}${hex(c)}`;
}

/** A UUID-shaped identifier that depends on the key alone. */
export function uuidOf(key: number): string {
  return `${hex(mix(key, 0x7a10))}-${tail(key)}`;
}

/** Places between two consecutive indices in the leading word of an identifier; 2^32 / 1,600 is the largest catalogue. */
const STRIDE = 1_600;

/**
 * A UUID whose leading word grows with the index: identifiers sort in the order of generation, so that a page of a
 * listing `sort=id asc` needs no sorting.
 */
export function orderedUuid(index: number, key: number): string {
  return `${hex(index * STRIDE + (mix(key, 0x7a14) % STRIDE))}-${tail(key)}`;
}

/** The index that an {@link orderedUuid} carries; the caller checks that the identifier is the one of that index. */
export function indexOfOrderedUuid(id: string): number | undefined {
  return /^[0-9a-f]{8}-/.test(id) ? Math.floor(Number.parseInt(id.slice(0, 8), 16) / STRIDE) : undefined;
}
