import { isUtf8 } from 'node:buffer';
import type { JsonList, SentRecord } from '../pipeline/ports.js';
import { declaredCharset, decodeUtf8, utf8Bytes } from './decode-text.js';
import { type ListPlace, splitJsonList, type SplitItem } from './json-list.js';
import { type Body, parseText, wrongCharset, readJson, refuseOther } from './read-answer.js';

const NULL = Buffer.from('null');
/** Nesting that every reader of the bytes can follow. */
const MOST_DEPTH = 500;

/**
 * An answer with a list whose elements are not read yet, or a typed error that says what came instead. What the structure
 * does not promise is told by parsing it.
 */
export function readJsonList(body: Body, place: ListPlace): JsonList<unknown> {
  refuseOther(body);
  const bytes = utf8Bytes(body.bytes, declaredCharset(body.contentType));
  const split = bytes && splitJsonList(bytes, place);
  if (bytes === undefined || split === undefined) return parsedList(readJson(body), place);
  return {
    envelope: parseText(body, split.envelope),
    items: split.items.map((item) => ({ head: item.head, sent: new SplitRecord(body, bytes, item) })),
  };
}

/** A record of which the structure is known. */
export class SplitRecord implements SentRecord {
  readonly bytes: Buffer;
  readonly #body: Pick<Body, 'url' | 'status'>;
  readonly #page: Buffer;
  readonly #item: SplitItem;

  constructor(body: Pick<Body, 'url' | 'status'>, page: Buffer, item: SplitItem) {
    this.#body = body;
    this.#page = page;
    this.#item = item;
    this.bytes = page.subarray(item.start, item.end);
  }

  read(): unknown {
    if (!isUtf8(this.bytes)) throw wrongCharset(this.#body);
    return parseText(this.#body, decodeUtf8(this.bytes));
  }

  withheld(value: unknown): Buffer | undefined {
    const { start, end, withhold, members, depth } = this.#item;
    if (withhold === undefined || depth > MOST_DEPTH || typeof value !== 'object' || value === null)
      return undefined;
    // Of a name that stands twice, parsing sees the last one only.
    if (Object.keys(value).length !== members) return undefined;
    const parts: Buffer[] = [];
    let from = start;
    for (let index = 0; index < withhold.length; index += 2) {
      parts.push(this.#page.subarray(from, withhold[index]), NULL);
      from = withhold[index + 1] ?? end;
    }
    parts.push(this.#page.subarray(from, end));
    return Buffer.concat(parts);
  }
}

/** A list that could not be split, as though it had been. */
function parsedList(answer: unknown, { list }: ListPlace): JsonList<unknown> {
  let found: unknown = answer;
  for (const name of list) {
    found =
      typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[name] : undefined;
  }
  const items = Array.isArray(found) ? (found as readonly unknown[]) : [];
  return { envelope: answer, items: items.map((head) => ({ head })) };
}
