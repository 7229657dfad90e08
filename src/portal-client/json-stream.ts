import { type ListPlace, splitElement, type SplitItem, wantedNames, type WantedNames } from './json-list.js';
import {
  afterSpace,
  BrokenStructure,
  CLOSE_LIST,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  endOfValue,
  isText,
  OPEN_LIST,
  OPEN_OBJECT,
} from './json-scan.js';

/** An element of a streamed list, and the piece of the document that it stands in. */
export interface StreamedItem {
  readonly page: Buffer;
  readonly item: SplitItem;
}

/** Why a document is no JSON list. `piece` begins where it stops being one. */
export class JsonStreamFault extends Error {
  readonly reason: 'truncated' | 'not-json' | 'no-list' | 'too-large';
  readonly piece: Buffer;

  constructor(reason: JsonStreamFault['reason'], piece: Buffer) {
    super(reason);
    this.reason = reason;
    this.piece = piece;
  }
}

export interface StreamLimits {
  /** Bytes of the largest single value. */
  readonly maxValue: number;
}

/**
 * The elements of a list in a document of any size, one by one, without parsing them; memory is bounded by the largest
 * value. With an empty `list` every value of the document is an element, and of each list at its top each element. The
 * chunks are UTF-8 without a byte order mark. Throws `JsonStreamFault`; everything that stands before the fault is given.
 */
export async function* splitJsonStream(
  chunks: AsyncIterable<Uint8Array>,
  place: ListPlace,
  limits: StreamLimits,
): AsyncGenerator<StreamedItem> {
  const reader = new StreamReader(chunks[Symbol.asyncIterator](), place, limits);
  try {
    yield* place.list.length === 0 ? reader.values() : reader.list();
  } finally {
    await reader.close();
  }
}

const RECORD_SEPARATOR = 0x1e;
const FIRST_READ = 256 * 1024;

class StreamReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  readonly #path: readonly Buffer[];
  readonly #names: WantedNames;
  readonly #maxValue: number;
  #bytes: Buffer = Buffer.alloc(0);
  #at = 0;
  #isEnded = false;

  constructor(chunks: AsyncIterator<Uint8Array>, place: ListPlace, { maxValue }: StreamLimits) {
    this.#chunks = chunks;
    this.#path = place.list.map((name) => Buffer.from(name));
    this.#names = wantedNames(place);
    this.#maxValue = maxValue;
  }

  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  /** Values in a row, with nothing, space, a comma or a record separator (RFC 7464) between them. */
  async *values(): AsyncGenerator<StreamedItem> {
    for (;;) {
      const next = await this.#peek();
      if (next === undefined) return;
      if (next === COMMA || next === RECORD_SEPARATOR) this.#at += 1;
      else if (next === OPEN_LIST) yield* this.#elements();
      else yield await this.#topValue(next);
    }
  }

  /** Another text, e.g. a table, is not to be taken for a row of broken values. */
  async #topValue(first: number): Promise<StreamedItem> {
    const value = await this.#element();
    const { page, item } = value;
    if (item.head !== undefined || first === OPEN_OBJECT) return value;
    throw new JsonStreamFault('not-json', page.subarray(item.start));
  }

  /** The list of the object that is the document. */
  async *list(): AsyncGenerator<StreamedItem> {
    const found = { list: false };
    if ((await this.#peek()) !== OPEN_OBJECT) throw this.#fault('no-list');
    yield* this.#members(0, found);
    if (!found.list) throw this.#fault('no-list');
    if ((await this.#peek()) !== undefined) throw this.#fault('not-json');
  }

  /** Goes over the object at hand for the list or what leads to it. */
  async *#members(depth: number, found: { list: boolean }): AsyncGenerator<StreamedItem> {
    const wanted = this.#path[depth];
    this.#at += 1;
    if ((await this.#peek()) === CLOSE_OBJECT) {
      this.#at += 1;
      return;
    }
    for (;;) {
      const [start, end] = await this.#skip();
      const isWanted = wanted !== undefined && isText(this.#bytes, start + 1, end - 1, wanted);
      await this.#expect(COLON);
      const next = await this.#peek();
      if (!isWanted) await this.#skip();
      else if (depth < this.#path.length - 1) {
        if (next === OPEN_OBJECT) yield* this.#members(depth + 1, found);
        else await this.#skip();
      } else {
        if (next !== OPEN_LIST) throw this.#fault('no-list');
        found.list = true;
        yield* this.#elements();
      }
      if ((await this.#peek()) === CLOSE_OBJECT) {
        this.#at += 1;
        return;
      }
      await this.#expect(COMMA);
      await this.#peek();
    }
  }

  async *#elements(): AsyncGenerator<StreamedItem> {
    this.#at += 1;
    if ((await this.#peek()) === CLOSE_LIST) {
      this.#at += 1;
      return;
    }
    for (;;) {
      await this.#peek();
      yield await this.#element();
      if ((await this.#peek()) === CLOSE_LIST) {
        this.#at += 1;
        return;
      }
      await this.#expect(COMMA);
    }
  }

  async #element(): Promise<StreamedItem> {
    const item = await this.#whole((bytes, at) => splitElement(bytes, at, this.#names));
    return { page: this.#bytes, item };
  }

  async #skip(): Promise<readonly [number, number]> {
    const { start, end } = await this.#whole((bytes, at) => ({
      start: at,
      end: endOfValue(bytes, at, { depth: 0 }),
    }));
    return [start, end];
  }

  async #expect(byte: number): Promise<void> {
    if ((await this.#peek()) !== byte) throw this.#fault(this.#isAtEnd() ? 'truncated' : 'not-json');
    this.#at += 1;
  }

  /** The next byte that is no space; undefined at the end of the document. */
  async #peek(): Promise<number | undefined> {
    for (;;) {
      this.#at = afterSpace(this.#bytes, this.#at);
      const byte = this.#bytes[this.#at];
      if (byte !== undefined || !(await this.#read())) return byte;
    }
  }

  /** Goes over a value that may not have come as a whole yet, and past it. */
  async #whole<T extends { readonly end: number }>(scan: (bytes: Buffer, at: number) => T): Promise<T> {
    for (;;) {
      const found = tryScan(scan, this.#bytes, this.#at);
      // A number that ends with what is at hand may go on.
      if (found !== undefined && (found.end < this.#bytes.length || this.#isEnded)) {
        this.#at = found.end;
        return found;
      }
      if (this.#isEnded) throw this.#fault('truncated');
      if (this.#bytes.length - this.#at > this.#maxValue) throw this.#fault('too-large');
      await this.#read();
    }
  }

  /** Brings about as much again as is waiting, so that a large value is not gone over for each piece of it. */
  async #read(): Promise<boolean> {
    if (this.#isEnded) return false;
    const pieces: Uint8Array[] = [this.#bytes.subarray(this.#at)];
    const wanted = Math.max(FIRST_READ, this.#bytes.length - this.#at);
    for (let brought = 0; brought < wanted;) {
      const next = await this.#chunks.next();
      if (next.done === true) {
        this.#isEnded = true;
        break;
      }
      pieces.push(next.value);
      brought += next.value.length;
    }
    this.#bytes = Buffer.concat(pieces);
    this.#at = 0;
    return pieces.length > 1;
  }

  #isAtEnd(): boolean {
    return this.#isEnded && this.#at >= this.#bytes.length;
  }

  #fault(reason: JsonStreamFault['reason']): JsonStreamFault {
    return new JsonStreamFault(reason, this.#bytes.subarray(this.#at));
  }
}

function tryScan<T>(scan: (bytes: Buffer, at: number) => T, bytes: Buffer, at: number): T | undefined {
  try {
    return scan(bytes, at);
  } catch (error) {
    if (error instanceof BrokenStructure) return undefined;
    throw error;
  }
}
