/** Numbers by index, that grow: an eighth of what a list of numbers may take, and nothing for the collector to walk. */
export class NumberList {
  #values: Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer>;
  readonly #make: (length: number) => Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer>;

  constructor(kind: 'small' | 'large' = 'small') {
    this.#make = (length) => (kind === 'large' ? new Float64Array(length) : new Int32Array(length));
    this.#values = this.#make(1024);
  }

  get(index: number): number {
    return this.#values[index] ?? 0;
  }

  set(index: number, value: number): void {
    if (index >= this.#values.length) {
      const old = this.#values;
      this.#values = this.#make(Math.max(index + 1, old.length * 2));
      this.#values.set(old);
    }
    this.#values[index] = value;
  }

  add(index: number, value: number): void {
    this.set(index, this.get(index) + value);
  }

  /** All to 0. */
  clear(): void {
    this.#values.fill(0);
  }
}
