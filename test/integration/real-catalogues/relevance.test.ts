import { jest } from '@jest/globals';
import type { ProvinceHub } from '../../support/province-hub.js';
import { harvestJudgedCorpus, JUDGED_SOURCES } from '../../support/relevance/corpus.js';
import { documentName, PERSONAS, readJudgedQueries } from '../../support/relevance/judged-queries.js';
import { mean, relevanceTable, searchAll } from '../../support/relevance/measure-relevance.js';
import type { Searched, System } from '../../support/relevance/measure-relevance.js';
import { sharedData } from '../../support/shared-data.js';

// Fourteen thousand real records are harvested first, and the machine may have other work.
jest.setTimeout(600_000);

const root = sharedData('.');
const describeReal = root === undefined ? describe.skip : describe;

describe('the judged queries', () => {
  const queries = readJudgedQueries();

  it('are at least 150, each once, of every persona', () => {
    expect(queries.length).toBeGreaterThanOrEqual(150);
    expect(new Set(queries.map(({ query }) => query)).size).toBe(queries.length);
    for (const persona of PERSONAS) {
      expect(queries.filter((query) => query.persona === persona).length).toBeGreaterThanOrEqual(40);
    }
  });

  it('have something to find', () => {
    const empty = queries.filter(({ grades }) => ![...grades.values()].some((grade) => grade > 0));
    expect(empty.map(({ query }) => query)).toEqual([]);
  });
});

describeReal('what the hub finds in real catalogues', () => {
  let hub: ProvinceHub;
  let searched: Searched;

  beforeAll(async () => {
    hub = await harvestJudgedCorpus(root ?? '');
    searched = searchAll(hub);
    process.stdout.write(`${relevanceTable(searched)}\n`);
  });
  afterAll(() => hub.close());

  it('has every record that was judged', () => {
    const live = new Set<string>();
    for (const { dataset } of hub.reading.datasets.all()) {
      live.add(documentName(dataset.sourceId, dataset.origin.remoteId));
      expect(JUDGED_SOURCES).toContain(dataset.sourceId);
    }
    const judged = new Set(readJudgedQueries().flatMap(({ grades }) => [...grades.keys()]));
    expect([...judged].filter((name) => !live.has(name))).toEqual([]);
  });

  it('is clearly more than pairs of characters find, and for everybody', () => {
    for (const [better, least] of [
      ['bigram, any', 0.1],
      ['bigram, all', 0.3],
    ] as const) {
      expect(mean(searched.hub).ndcg - mean(searched[better]).ndcg).toBeGreaterThanOrEqual(least);
      expect(mean(searched.hub).recall).toBeGreaterThan(mean(searched[better]).recall);
      for (const persona of PERSONAS) {
        const of = (system: System) =>
          mean(searched[system].filter(({ query }) => query.persona === persona));
        expect(of('hub').ndcg).toBeGreaterThan(of(better).ndcg + 0.05);
      }
    }
  });

  it('is measured by what somebody has looked at', () => {
    for (const queries of Object.values(searched)) expect(mean(queries).judged).toBeGreaterThan(0.95);
  });
});
