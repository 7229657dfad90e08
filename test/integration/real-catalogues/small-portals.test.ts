import { jest } from '@jest/globals';
import { idsIn, list, type RealPackage, searchable, text } from '../../support/real-catalogue.js';
import { readAnswers, readDataGovUk, readSanDiego } from '../../support/real-ckan.js';
import { idsWith, RealHarvest, type RealRun, sumOfOutcomes } from '../../support/real-harvest.js';
import { expectRoundTrip } from '../../support/round-trip.js';

// Real catalogues are large, and the machine may have other work.
jest.setTimeout(300_000);

interface Portal {
  readonly name: string;
  readonly packages: number;
  readonly read: () => readonly RealPackage[] | undefined;
}

const PORTALS: readonly Portal[] = [
  { name: 'San Diego', packages: 72, read: readSanDiego },
  { name: 'Birmingham', packages: 10, read: () => readAnswers('ckan-birmingham') },
  { name: 'data.gov.uk', packages: 14, read: readDataGovUk },
  { name: 'data.gov.au', packages: 5, read: () => readAnswers('ckan-small-fixtures/terriajs') },
];

describe.each(PORTALS)('the catalogue of $name', ({ packages, read }) => {
  const items = read() ?? [];
  const itReal = items.length === 0 ? it.skip : it;
  const good = items.filter(({ organization }) => organization !== null);
  const orphans = items.filter(({ organization }) => organization === null);
  let harvest: RealHarvest;
  let first: RealRun;
  let second: RealRun;

  beforeAll(async () => {
    harvest = await RealHarvest.start({ options: { page_size: 10 } });
    first = await harvest.run(searchable(items), idsIn(items));
    second = await harvest.run(searchable(items), idsIn(items));
  });
  afterAll(() => harvest.close());

  itReal('comes whole; a package of nobody is rejected, with the reason', () => {
    const { outcome, counts } = first.report;
    expect(outcome).toBe('complete');
    expect(counts).toMatchObject({ seen: packages, added: good.length, rejected: orphans.length, failed: 0 });
    expect(sumOfOutcomes(counts)).toBe(counts.seen);
    expect([...first.names.keys()].sort()).toEqual(idsIn(good));
    expect(idsWith(first, 'rejected')).toEqual(idsIn(orphans));
    for (const { outcome: what, problems } of first.records) {
      const reasons = problems.filter(({ bar }) => bar === 'publishable').map(({ code }) => code);
      expect(reasons).toEqual(what === 'rejected' ? ['missing-publisher'] : []);
    }
  });

  itReal('leaves no trace of a run over the same data', () => {
    expect(second.changes.size).toBe(0);
    expect(second.stored).toEqual(first.stored);
    expect(second.names).toEqual(first.names);
    expect(second.report.counts).toMatchObject({
      ...{ seen: packages, unchanged: good.length, rejected: orphans.length },
      ...{ added: 0, updated: 0, removed: 0, failed: 0, problems: first.report.counts.problems },
    });
  });

  itReal('is given back unharmed', async () => {
    for (const item of good) {
      const served = await harvest.show(text(item, 'id'));
      expectRoundTrip(served, { ...item, notes: withoutMarkup(item, served), tags: withoutSlashes(item) });
    }
  });
});

describe('the catalogue of San Diego under a default publisher', () => {
  const items = readSanDiego() ?? [];
  const itReal = items.length === 0 ? it.skip : it;

  itReal('has a dataset for every package', async () => {
    const harvest = await RealHarvest.start({ defaultPublisher: 'San Diego Regional Data Library' });
    const { report } = await harvest.run(searchable(items), idsIn(items));
    await harvest.close();
    expect(report.counts).toMatchObject({ seen: 72, added: 72, rejected: 0 });
  });
});

/** Notes in HTML come back as text: all words in their order, no tag. */
function withoutMarkup(item: RealPackage, served: RealPackage): unknown {
  const { notes } = item;
  if (typeof notes !== 'string' || !/<p[ >]/.test(notes)) return notes;
  const plain = text(served, 'notes');
  expect(plain).not.toMatch(/<\/?[a-z]/);
  expect(plain.replace(/\s+/g, '')).toBe(notes.replace(/<[^>]*>/g, '').replace(/\s+/g, ''));
  return plain;
}

function withoutSlashes(item: RealPackage): readonly RealPackage[] {
  return list(item, 'tags').map((tag) => ({ name: text(tag, 'name').replace(/\//g, '-') }));
}
