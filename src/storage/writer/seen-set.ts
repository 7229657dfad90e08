/** Which datasets a run has met: one bit each, so that a million records cost 125 KB. */
export class SeenSet {
  #bits = new Uint8Array(1024);

  has(datasetKey: number): boolean {
    return ((this.#bits[datasetKey >> 3] ?? 0) & (1 << (datasetKey & 7))) !== 0;
  }

  add(datasetKey: number): void {
    const index = datasetKey >> 3;
    if (index >= this.#bits.length) {
      const grown = new Uint8Array(Math.max(this.#bits.length * 2, index + 1));
      grown.set(this.#bits);
      this.#bits = grown;
    }
    this.#bits[index] = (this.#bits[index] ?? 0) | (1 << (datasetKey & 7));
  }
}
