import type { Term } from './triples.js';

const INITIAL_SLOTS = 1 << 12;
/** Words of a slot: two of the hash, and the number. */
const WIDTH = 3;

/**
 * Numbers for the nodes of a document, from 1 in the order in which they are met, in 24 to 48 bytes a node instead of its
 * name. Two of a million nodes share their 64 bits with a chance below 1 in 10 million; they would be taken for one.
 */
export class NodeIndex {
  /** Open addressing; number 0 marks a free slot. */
  #slots = new Uint32Array(INITIAL_SLOTS * WIDTH);
  #count = 0;

  get size(): number {
    return this.#count;
  }

  find(term: Term): number | undefined {
    const number = this.#slots[this.#place(hashOf(term)) + 2] ?? 0;
    return number === 0 ? undefined : number;
  }

  /** The number of a node, a new one where it was not met. */
  numberOf(term: Term): number {
    const hash = hashOf(term);
    const place = this.#place(hash);
    const known = this.#slots[place + 2] ?? 0;
    if (known !== 0) return known;
    this.#count += 1;
    this.#slots[place] = hash.high;
    this.#slots[place + 1] = hash.low;
    this.#slots[place + 2] = this.#count;
    if (this.#count * 2 > this.#slots.length / WIDTH) this.#grow();
    return this.#count;
  }

  /** Index of the slot that holds the hash, or of the free one where it belongs. */
  #place({ high, low }: Hash): number {
    const mask = this.#slots.length / WIDTH - 1;
    for (let slot = low & mask; ; slot = (slot + 1) & mask) {
      const place = slot * WIDTH;
      if (this.#slots[place + 2] === 0) return place;
      if (this.#slots[place] === high && this.#slots[place + 1] === low) return place;
    }
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += WIDTH) {
      const [high = 0, low = 0, number = 0] = old.subarray(at, at + WIDTH);
      if (number === 0) continue;
      const place = this.#place({ high, low });
      this.#slots[place] = high;
      this.#slots[place + 1] = low;
      this.#slots[place + 2] = number;
    }
  }
}

interface Hash {
  readonly high: number;
  readonly low: number;
}

/** Two multiplicative hashes side by side; a blank node and an IRI of the same text differ from the start. */
function hashOf({ termType, value }: Term): Hash {
  let high = termType === 'BlankNode' ? 0x1b873593 : 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < value.length; index += 1) {
    const unit = value.charCodeAt(index);
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul(low ^ unit, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return { high: high >>> 0, low: low >>> 0 };
}
