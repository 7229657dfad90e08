import { gunzipSync, gzipSync } from 'node:zlib';
import { type HonestAnswer, type Question, questionKey } from './answer.js';
import { type ListBody, readListBody } from './list-body.js';

/** An answer with a part of the portal's list. */
export interface RecordedPage {
  readonly question: Question;
  readonly answer: HonestAnswer;
  readonly list: ListBody;
  /** Place of its first record in the whole list. */
  readonly start: number;
}

interface Kept {
  readonly question: Question;
  readonly status: number;
  readonly contentType: string | undefined;
  readonly packed: Buffer;
}

/** Every answer that the portal gave, compressed, so that it is asked each question once. */
export class Recording {
  readonly #kept = new Map<string, Kept>();

  /** Different questions so far. */
  get size(): number {
    return this.#kept.size;
  }

  keep(question: Question, { status, contentType, body }: HonestAnswer): void {
    this.#kept.set(questionKey(question), { question, status, contentType, packed: gzipSync(body) });
  }

  find(question: Question): HonestAnswer | undefined {
    const kept = this.#kept.get(questionKey(question));
    return kept && unpack(kept);
  }

  /** Bytes of the largest answer. */
  largest(): number {
    return Math.max(0, ...[...this.#kept.values()].map((kept) => unpack(kept).body.length));
  }

  /**
   * Parts of the list, in their order: what was asked where the first question was asked. Empty where they cannot be taken
   * apart.
   */
  pages(): readonly RecordedPage[] {
    const [first] = this.#kept.values();
    if (first === undefined) return [];
    const pages: RecordedPage[] = [];
    const places = new Map<string, number>();
    for (const kept of this.#kept.values()) {
      if (kept.status !== 200 || placeOf(kept.question) !== placeOf(first.question)) continue;
      const answer = unpack(kept);
      const list = readListBody(answer);
      const [record] = list?.records ?? [];
      if (list === undefined || record === undefined) continue;
      // Two pages may share records: each has the place where it was met first.
      const start = places.get(record) ?? places.size;
      for (const each of list.records) if (!places.has(each)) places.set(each, places.size);
      pages.push({ question: kept.question, answer, list, start });
    }
    return pages;
  }

  /** All text of all answers. */
  texts(): readonly string[] {
    return [...this.#kept.values()].map((kept) => unpack(kept).body.toString());
  }
}

function unpack({ status, contentType, packed }: Kept): HonestAnswer {
  return { status, contentType, body: gunzipSync(packed) };
}

/** Where a question is asked, whatever page or record it is about. */
function placeOf({ method, path }: Question): string {
  return `${method} ${(path.split('?')[0] ?? '').replace(/\d+/gu, '#')}`;
}
