import { createPastContexts } from '../../../src/http/ckan/past-answers.js';
import type { PastCatalog } from '../../../src/http/past.js';
import type { SearchRequest } from '../../../src/pipeline/read-ports.js';
import { PROFILE, SITE } from '../../support/api-client.js';

const HUB = {
  ...{ site: SITE, profile: PROFILE, version: '0.1.0' },
  ...{ sources: [], timezone: 'Asia/Shanghai', overdueTolerance: 0 },
};

function pastCatalog(): { readonly past: PastCatalog; readonly times: (number | undefined)[] } {
  const times: (number | undefined)[] = [];
  const search = {
    seq: 7,
    values: (): Promise<readonly string[]> => Promise.resolve([]),
    search: (request: SearchRequest) => {
      times.push(request.now);
      return Promise.resolve({ count: 0, sort: '', facets: new Map(), documents: [] });
    },
  };
  const past = { time: 1000, search, datasets: {}, history: {}, catalog: {} } as unknown as PastCatalog;
  return { past, times };
}

describe('what pages of the past are made of', () => {
  it('is the same for who asks for the same moment, so that what is counted once is found again', () => {
    const contextOf = createPastContexts(HUB);
    const { past } = pastCatalog();
    const first = contextOf(past, 5000);
    expect(contextOf(past, 5000)).toBe(first);
    expect(contextOf(past)).not.toBe(first);
    expect(contextOf(pastCatalog().past, 5000)).not.toBe(first);
  });

  it('has the time of its moment, and searches as of then', async () => {
    const contextOf = createPastContexts(HUB);
    const { past, times } = pastCatalog();
    const facets = { fields: [], limit: 50, minCount: 1 };
    const request = { q: '', fq: [], sort: '', start: 0, rows: 0, facets };
    for (const time of [5000, 6000]) {
      const { search, harvest } = contextOf(past, time);
      expect(harvest.now().getTime()).toBe(time);
      await search.search(request);
    }
    expect(times).toEqual([5000, 6000]);
  });
});
