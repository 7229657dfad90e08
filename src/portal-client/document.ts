import type { FileHandle } from 'node:fs/promises';
import { type ResponseFault, SourceResponseError } from '../domain/errors.js';
import type { JsonListRequest, ListedItem, PortalDocument } from '../pipeline/ports.js';
import { decodeText, xmlEncoding } from './decode-text.js';
import { jsonRecords } from './document-records.js';
import { tooLarge } from './read-body.js';

export interface DocumentFacts {
  readonly url: string;
  readonly mediaType?: string;
  readonly charset?: string;
  readonly size: number;
  /** Of what may be held in memory as a whole. */
  readonly maxBytes: number;
}

const PIECE = 256 * 1024;
/** Bytes of one value of a list, which may be a catalogue of its own; read as values it takes many times as much. */
const MAX_VALUE = 32 * 1024 * 1024;

/** A document on disk. Closing it ends its reading. */
export class FileDocument implements PortalDocument {
  readonly url: string;
  readonly mediaType?: string;
  readonly charset?: string;
  readonly size: number;
  readonly #file: FileHandle;
  readonly #maxBytes: number;

  constructor(file: FileHandle, { url, mediaType, charset, size, maxBytes }: DocumentFacts) {
    this.#file = file;
    this.url = url;
    if (mediaType !== undefined) this.mediaType = mediaType;
    if (charset !== undefined) this.charset = charset;
    this.size = size;
    this.#maxBytes = maxBytes;
  }

  async *chunks(): AsyncGenerator<Buffer> {
    for (let position = 0; position < this.size;) {
      const piece = Buffer.allocUnsafe(Math.min(PIECE, this.size - position));
      const { bytesRead } = await this.#file.read(piece, 0, piece.length, position);
      if (bytesRead === 0) throw this.#fault('truncated', 'the file became shorter while it was read');
      position += bytesRead;
      yield piece.subarray(0, bytesRead);
    }
  }

  async bytes(): Promise<Buffer> {
    if (this.size > this.#maxBytes) throw tooLarge(this.url, this.#maxBytes);
    const pieces: Buffer[] = [];
    for await (const piece of this.chunks()) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  async text(): Promise<string> {
    const bytes = await this.bytes();
    const text = decodeText(bytes, this.charset ?? xmlEncoding(bytes));
    if (text !== undefined) return text;
    const said = this.charset === undefined ? 'no other charset is declared' : `declared is ${this.charset}`;
    throw this.#fault('charset', `the text is in the wrong charset: it is not valid UTF-8, and ${said}`);
  }

  records(place: Omit<JsonListRequest, 'url' | 'body' | 'schemaId'>): AsyncIterable<ListedItem> {
    return jsonRecords(this, place, { maxValue: Math.min(this.#maxBytes, MAX_VALUE) });
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  #fault(fault: ResponseFault, words: string): SourceResponseError {
    return new SourceResponseError(`${this.url}: ${words}`, { url: this.url, fault });
  }
}
