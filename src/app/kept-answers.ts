import type { SearchIndex, SearchRequest, WrittenAnswer } from '../pipeline/read-ports.js';
import { createKept } from '../serialise/kept-texts.js';

/** Bytes: a page of a thousand packages would push hundreds of others out, and whoever asks for it goes on to the next. */
const LARGEST = 1024 * 1024;
/** What follows from more than the published catalogue: the clock, and the titles of sources, which no publication changes. */
const FROM_ELSEWHERE = /NOW|harvest_source_title/;

/**
 * Searches that many send – the first page, a portal's own filters, what robots follow – are answered once a published
 * state; those that come while one is being answered get its answer. `version` differs when the store has published.
 */
export function keepAnswers(search: SearchIndex, version: () => number): SearchIndex {
  const stateNow = (): string => `${version()}-${search.seq}`;
  const kept = createKept<string, WrittenAnswer>(stateNow, ({ json }) => json.length);
  const underWay = new Map<string, Promise<WrittenAnswer>>();

  async function ask(request: SearchRequest, keys: readonly string[] | undefined): Promise<WrittenAnswer> {
    const asked = JSON.stringify([request, keys]);
    if (request.coverage !== undefined || FROM_ELSEWHERE.test(asked)) return search.answer(request, keys);
    const state = stateNow();
    const key = `${state} ${asked}`;
    const known = kept.get(asked) ?? underWay.get(key);
    if (known !== undefined) return known;
    const answering = search.answer(request, keys);
    underWay.set(key, answering);
    try {
      const answer = await answering;
      // Else it may be of the state before.
      if (answer.json.length <= LARGEST && state === stateNow()) kept.set(asked, answer);
      return answer;
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
