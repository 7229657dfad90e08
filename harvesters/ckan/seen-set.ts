const INITIAL_SLOTS = 1 << 12;

/**
 * Which ids a gather has listed, in 16 to 32 bytes an id instead of the id itself, since a catalogue may have millions.
 * Two ids of a million share their 64 bits with a chance below 1 in 10 million; the later one would then count as
 * listed twice, the numbers would not add up, and the run would be partial.
 */
export class SeenSet {
  /** Open addressing: two words a slot, 0/0 for a free one. */
  private slots = new Uint32Array(INITIAL_SLOTS * 2);
  private count = 0;

  get size(): number {
    return this.count;
  }

  has(id: string): boolean {
    const { high, low } = hash64(id);
    return this.slots[this.find(high, low)] !== 0;
  }

  /** Adds the id; false when it was there. */
  add(id: string): boolean {
    const { high, low } = hash64(id);
    const place = this.find(high, low);
    if (this.slots[place] !== 0) return false;
    this.slots[place] = high;
    this.slots[place + 1] = low;
    this.count += 1;
    if (this.count * 4 > this.slots.length) this.grow();
    return true;
  }

  /** Index of the slot that holds the hash, or of the free one where it belongs. */
  private find(high: number, low: number): number {
    const mask = this.slots.length / 2 - 1;
    let slot = low & mask;
    for (;;) {
      const place = slot * 2;
      const found = this.slots[place];
      if (found === 0 || (found === high && this.slots[place + 1] === low)) return place;
      slot = (slot + 1) & mask;
    }
  }

  private grow(): void {
    const old = this.slots;
    this.slots = new Uint32Array(old.length * 2);
    for (let place = 0; place < old.length; place += 2) {
      const high = old[place];
      const low = old[place + 1];
      if (high === undefined || low === undefined || high === 0) continue;
      const target = this.find(high, low);
      this.slots[target] = high;
      this.slots[target + 1] = low;
    }
  }
}

/** Two multiplicative hashes side by side; `high` is never 0, which marks a free slot. */
function hash64(text: string): { readonly high: number; readonly low: number } {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul(low ^ unit, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return { high: high >>> 0 || 1, low: low >>> 0 };
}
