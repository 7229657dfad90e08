import { Readable } from 'node:stream';

const ITEMS_A_CHUNK = 1000;

/**
 * A result that is a JSON list too long to hold: a million names. An action returns it instead of an array; the envelope
 * is written around it while the items are read.
 */
export class JsonArrayStream {
  private readonly items: Iterable<unknown>;

  constructor(items: Iterable<unknown>) {
    this.items = items;
  }

  /** The list between `before` and `after` as a byte stream; the source is read only as fast as the client takes it. */
  toReadable(before: string, after: string): Readable {
    return Readable.from(this.chunks(before, after), { objectMode: false });
  }

  private *chunks(before: string, after: string): Generator<string> {
    let chunk: string[] = [];
    let separator = '';
    yield `${before}[`;
    for (const item of this.items) {
      chunk.push(JSON.stringify(item));
      if (chunk.length < ITEMS_A_CHUNK) continue;
      yield separator + chunk.join(', ');
      separator = ', ';
      chunk = [];
    }
    yield (chunk.length > 0 ? separator : '') + chunk.join(', ');
    yield `]${after}`;
  }
}
