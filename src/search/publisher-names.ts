import type { DocumentFeed } from '../pipeline/read-ports.js';
import type { PublisherNaming } from './fields/publisher-field.js';

/** What publishers are called, asked of the store once a publication. */
export class PublisherNames {
  readonly #feed: DocumentFeed;
  readonly #names = new Map<number, string>();
  readonly #ids = new Map<number, string>();

  constructor(feed: DocumentFeed) {
    this.#feed = feed;
  }

  name(publisher: number): string {
    return remembered(this.#names, publisher, (key) => this.#feed.publisherName(key));
  }

  id(publisher: number): string {
    return remembered(this.#ids, publisher, (key) => this.#feed.publisherId(key));
  }

  naming(by: 'id' | 'name'): PublisherNaming {
    return {
      nameOf: (publisher) => this[by](publisher),
      find: (name) => this.#feed.publisherKey(by, name),
    };
  }

  forget(): void {
    this.#names.clear();
    this.#ids.clear();
  }
}

function remembered(known: Map<number, string>, key: number, ask: (key: number) => string): string {
  const before = known.get(key);
  if (before !== undefined) return before;
  const text = ask(key);
  known.set(key, text);
  return text;
}
