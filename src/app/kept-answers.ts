import type { SearchIndex, SearchRequest, WrittenAnswer } from '../pipeline/read-ports.js';
import { createKept, createMemory } from '../serialise/kept-texts.js';

/** Bytes: a page of a thousand packages would push hundreds of others out, and whoever asks for it goes on to the next. */
const LARGEST = 1024 * 1024;
/** Characters: a longer search is nobody else's, and to remember thousands of such would be gigabytes. */
const LONGEST = 4000;
/** Searches whose text is remembered: whoever comes again comes soon. */
const REMEMBERED = 4096;
/** What follows from more than the published catalogue: the clock, and the titles of sources, which no publication changes. */
const FROM_ELSEWHERE = /NOW|harvest_source_title/;

/** An answer that is being made, for those who ask for the same meanwhile. */
class UnderWay {
  readonly answer: Promise<WrittenAnswer>;
  isJoined = false;

  constructor(answer: Promise<WrittenAnswer>) {
    this.answer = answer;
  }

  async join(): Promise<WrittenAnswer> {
    this.isJoined = true;
    return { ...(await this.answer), isShared: true };
  }
}

/**
 * Searches that many send – the first page, a portal's own filters, what robots follow – are answered once a published
 * state; those that come while one is being answered get its answer. An answer is kept when its search comes for the second
 * time, in whatever state: most never do, and to keep them all would push out those that do, and be work for the collector
 * of garbage. `version` differs when the store has published.
 */
export function keepAnswers(search: SearchIndex, version: () => number): SearchIndex {
  /** To ask the store costs more than to find an answer: once a request. */
  let state = '';
  const kept = createKept<string, WrittenAnswer>(
    () => state,
    ({ json }) => json.length,
  );
  const isRepeated = createMemory(REMEMBERED);
  const underWay = new Map<string, UnderWay>();
  const stateNow = (): string => `${version()}-${search.seq}`;

  async function ask(request: SearchRequest, keys: readonly string[] | undefined): Promise<WrittenAnswer> {
    const asked = JSON.stringify([request, keys]);
    if (asked.length > LONGEST || request.coverage !== undefined || FROM_ELSEWHERE.test(asked))
      return search.answer(request, keys);
    const began = (state = stateNow());
    const key = `${began} ${asked}`;
    const known = kept.get(asked) ?? underWay.get(key)?.join();
    if (known !== undefined) return known;
    const isWorthwhile = isRepeated(asked);
    const answering = new UnderWay(search.answer(request, keys));
    underWay.set(key, answering);
    try {
      const answer = await answering.answer;
      const shared: WrittenAnswer = { ...answer, isShared: true };
      if (isWorthwhile && answer.json.length <= LARGEST) {
        state = stateNow();
        // Else it may be of the state before.
        if (state === began) {
          kept.set(asked, shared);
          return shared;
        }
      }
      return answering.isJoined ? shared : answer;
    } finally {
      underWay.delete(key);
    }
  }

  return {
    get seq() {
      return search.seq;
    },
    refresh: () => search.refresh(),
    search: (request, form) => search.search(request, form),
    packages: (request) => search.packages(request),
    values: (field, texts, how) => search.values(field, texts, how),
    answer: (request, keys) => ask(request, keys),
  };
}
