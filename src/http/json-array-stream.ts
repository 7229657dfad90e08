import { Readable } from 'node:stream';
import { withoutHalves } from '../serialise/plain-text.js';

const ITEMS_A_CHUNK = 1000;

/** JSON that stands around the list within the result: `{"count": 3, "results": ` and `}`. */
export interface JsonFrame {
  readonly before: string;
  readonly after: string;
}

/**
 * A result that is a JSON list too long to hold: a million names. An action returns it instead of an array; the envelope
 * is written around it while the items are read.
 */
export class JsonArrayStream {
  private readonly items: Iterable<unknown>;
  private readonly frame: JsonFrame;

  constructor(items: Iterable<unknown>, frame: JsonFrame = { before: '', after: '' }) {
    this.items = items;
    this.frame = frame;
  }

  /** The result between `before` and `after` as a byte stream; the source is read only as fast as the client takes it. */
  toReadable(before: string, after: string): Readable {
    const chunks = this.chunks(before + this.frame.before, this.frame.after + after);
    return Readable.from(chunks, { objectMode: false });
  }

  private *chunks(before: string, after: string): Generator<string> {
    let chunk: string[] = [];
    let separator = '';
    yield `${before}[`;
    for (const item of this.items) {
      chunk.push(withoutHalves(JSON.stringify(item)));
      if (chunk.length < ITEMS_A_CHUNK) continue;
      yield separator + chunk.join(', ');
      separator = ', ';
      chunk = [];
    }
    yield (chunk.length > 0 ? separator : '') + chunk.join(', ');
    yield `]${after}`;
  }
}
