import { jest } from '@jest/globals';
import type { JobReport } from '../../../src/pipeline/ports.js';
import { ProvinceHub } from '../../support/province-hub.js';
import { sumOfOutcomes } from '../../support/real-harvest.js';
import { readRealSources, type RealPortals, servePortals } from '../../support/real-sources.js';
import { sharedData } from '../../support/shared-data.js';

// Real catalogues are large, and the machine may have other work.
jest.setTimeout(300_000);

const root = sharedData('.');
const describeTables = root === undefined ? describe.skip : describe;

/** Rows of each file below its labels, as another reader of CSV counts them, and those that are the same once more. */
const ROWS: Readonly<Record<string, { readonly rows: number; readonly duplicates: number }>> = {
  'tw-datagovtw': { rows: 35_955, duplicates: 7 },
  'tw-kaohsiung-list': { rows: 1495, duplicates: 0 },
  'tw-tainan-list': { rows: 665, duplicates: 0 },
  'tw-yilan-inventory': { rows: 356, duplicates: 3 },
  'tw-yilan-list': { rows: 357, duplicates: 0 },
};

describeTables('the tables of real portals', () => {
  let portals: RealPortals;
  let hub: ProvinceHub;
  let first: ReadonlyMap<string, JobReport>;
  let second: ReadonlyMap<string, JobReport>;
  const sources = readRealSources().filter(({ kind }) => kind === 'workbook');

  beforeAll(async () => {
    portals = await servePortals(root ?? '');
    hub = await ProvinceHub.open(sources.map((source) => portals.at(source)));
    first = await hub.harvestAll();
    hub.advance(24);
    second = await hub.harvestAll();
  });
  afterAll(async () => {
    await hub.close();
    await portals.close();
  });

  it('are all that is known of them', () => {
    expect(sources.map(({ id }) => id).sort()).toEqual(Object.keys(ROWS).sort());
  });

  it.each(Object.entries(ROWS))(
    '%s adds up, and a second run changes nothing',
    (id, { rows, duplicates }) => {
      const { counts, outcome } = reportOf(first, id);
      expect(outcome).toBe('complete');
      expect(counts).toMatchObject({ seen: rows - duplicates, duplicates, rejected: 0, failed: 0 });
      expect(counts.added).toBe(counts.seen);
      expect(sumOfOutcomes(counts)).toBe(counts.seen);
      expect(reportOf(second, id)).toMatchObject({
        outcome: 'complete',
        counts: { seen: counts.seen, unchanged: counts.seen, duplicates, added: 0, updated: 0, removed: 0 },
      });
    },
  );

  it('are read in the charset that they are in, without their contact persons', () => {
    const published = [...hub.reading.datasets.all()].map(({ dataset }) => dataset);
    const yilan = published.filter(({ sourceId }) => sourceId === 'tw-yilan-inventory');
    expect(yilan.map(({ title }) => title)).toContain('宜蘭縣殯葬設施一覽表');
    expect(published.filter(({ title, abstract = '' }) => /\uFFFD/.test(title + abstract))).toEqual([]);
    expect(yilan.every(({ contact }) => contact?.name === undefined)).toBe(true);
    expect(JSON.stringify(yilan)).not.toContain('聯絡人"');
    const kaohsiung = published.find(({ sourceId }) => sourceId === 'tw-kaohsiung-list');
    expect(kaohsiung?.landingPage).toMatch(/^https:\/\/data\.kcg\.gov\.tw\/dataset\//);
    expect(kaohsiung?.publisher.name).toBe('高雄市政府');
  });
});

function reportOf(reports: ReadonlyMap<string, JobReport>, id: string): JobReport {
  const report = reports.get(id);
  if (report === undefined) throw new Error(`no report of ${id}`);
  return report;
}
