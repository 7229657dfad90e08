import type { Publications } from '../http/publications.js';

/** Tells its listeners that something was published when it is made to look and the store's version has moved. */
export class PublicationWatch implements Publications {
  readonly #version: () => number;
  readonly #listeners = new Set<() => void>();
  #seen: number;

  constructor(version: () => number) {
    this.#version = version;
    this.#seen = version();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  look(): void {
    const version = this.#version();
    if (version === this.#seen) return;
    this.#seen = version;
    for (const listener of [...this.#listeners]) listener();
  }
}
