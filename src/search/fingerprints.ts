/** FTS5 keeps so many bytes of a token. */
const MAX_TOKEN_BYTES = 32_768;
/** A token of fewer characters is never cut. */
const SURELY_SHORT = MAX_TOKEN_BYTES / 3;

/**
 * Of each document, by its key, a number of 64 bits that follows from its tokens and their places, in whichever order they are
 * added: twelve bytes a document whatever it holds. Two documents that differ agree by chance once in 10^19.
 */
export class Fingerprints {
  readonly #one: Uint32Array;
  readonly #other: Uint32Array;
  readonly #tokens: Uint32Array;

  constructor(maxDocumentKey: number) {
    this.#one = new Uint32Array(maxDocumentKey + 1);
    this.#other = new Uint32Array(maxDocumentKey + 1);
    this.#tokens = new Uint32Array(maxDocumentKey + 1);
  }

  /** `place` is a number below 2^32 that no other token of the document has. */
  add(documentKey: number, token: TokenHash, place: number): void {
    this.#one[documentKey] = (this.#one[documentKey] ?? 0) + mixed(token.one, place);
    this.#other[documentKey] = (this.#other[documentKey] ?? 0) + mixed(token.other, place);
    this.#tokens[documentKey] = (this.#tokens[documentKey] ?? 0) + 1;
  }

  equal(documentKey: number, other: Fingerprints, otherKey: number): boolean {
    return (
      this.#one[documentKey] === other.#one[otherKey] &&
      this.#other[documentKey] === other.#other[otherKey] &&
      this.tokens(documentKey) === other.tokens(otherKey)
    );
  }

  /** How many tokens were added. */
  tokens(documentKey: number): number {
    return this.#tokens[documentKey] ?? 0;
  }

  clear(documentKey: number): void {
    this.#one[documentKey] = 0;
    this.#other[documentKey] = 0;
    this.#tokens[documentKey] = 0;
  }
}

export interface TokenHash {
  one: number;
  other: number;
}

/** Of the token as FTS5 keeps it: UTF-8, cut. */
export function hashToken(token: string): TokenHash {
  const kept = token.length > SURELY_SHORT || !token.isWellFormed() ? asKept(token) : token;
  let one = 0x9e3779b9;
  let other = 0x85ebca6b;
  for (let index = 0; index < kept.length; index += 1) {
    const code = kept.charCodeAt(index);
    one = Math.imul(one ^ code, 0x01000193);
    other = Math.imul(other + code, 0x2c1b3c6d) ^ (other >>> 15);
  }
  return { one, other };
}

function asKept(token: string): string {
  return Buffer.from(token).subarray(0, MAX_TOKEN_BYTES).toString();
}

function mixed(hash: number, place: number): number {
  let value = hash ^ Math.imul(place, 0x9e3779b1);
  value = Math.imul(value ^ (value >>> 16), 0x7feb352d);
  value = Math.imul(value ^ (value >>> 15), 0x846ca68b);
  return (value ^ (value >>> 16)) >>> 0;
}
