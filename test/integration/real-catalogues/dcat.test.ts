import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { DCAT } from '../../../harvesters/dcat/index.js';
import type { HarvestRecord } from '../../../src/domain/job.js';
import type { JobReport } from '../../../src/pipeline/ports.js';
import { ProvinceHub } from '../../support/province-hub.js';
import { sumOfOutcomes } from '../../support/real-harvest.js';
import { type RealPortals, servePortals } from '../../support/real-sources.js';
import { sharedData } from '../../support/shared-data.js';

// Real catalogues are large, and the machine may have other work.
jest.setTimeout(300_000);

/** Datasets of each catalogue, counted by their types in its text. */
const DATASETS: Readonly<Record<string, number>> = {
  'dcat-antwerpen/dcat.xml': 491,
  'dcat-potsdam/potsdam.ttl': 10,
  'dcat-italy-municipal/alessandria.catalog.rdf': 5,
  'dcat-italy-municipal/asl-teramo.catalog.rdf': 5,
  'dcat-italy-municipal/brescia-mobilita.catalog.rdf': 3,
  'dcat-italy-municipal/foggia.catalog.rdf': 7,
  'dcat-italy-municipal/protezione-civile-ukr.catalog.rdf': 5,
  'dcat-italy-municipal/uniupo.catalog.rdf': 18,
};

const root = sharedData('.');
const folders = ['dcat-antwerpen', 'dcat-potsdam', 'dcat-italy-municipal'].map(sharedData);
const describeReal = root === undefined || folders.includes(undefined) ? describe.skip : describe;

function sourceId(name: string): string {
  return name.replace(/^.*\/|\.(?:xml|ttl|catalog\.rdf)$/g, '');
}

describeReal('the real catalogues in RDF', () => {
  const names = Object.keys(DATASETS);
  let portals: RealPortals;
  let hub: ProvinceHub;
  let first: ReadonlyMap<string, JobReport>;
  let second: ReadonlyMap<string, JobReport>;
  let changes: number;

  beforeAll(async () => {
    portals = await servePortals(root ?? '');
    const sources = names.map((name) => ({
      id: sourceId(name),
      kind: DCAT.kind,
      url: `http://127.0.0.1/${name}`,
      timezone: 'Europe/Brussels',
    }));
    hub = await ProvinceHub.open(sources.map((source) => portals.at(source)));
    first = await hub.harvestInOrder();
    changes = (await hub.changes()).length;
    hub.advance(24);
    second = await hub.harvestInOrder();
  });
  afterAll(async () => {
    await hub.close();
    await portals.close();
  });

  function recordsOf(report: JobReport | undefined): Promise<readonly HarvestRecord[]> {
    return hub.reading.catalog.listHarvestRecords(report?.jobId ?? '', { limit: 1000, offset: 0 });
  }

  it('are all of those that are at hand', () => {
    const files = folders.flatMap((folder) =>
      readdirSync(folder ?? '').map((file) => join(folder ?? '', file)),
    );
    expect(files.map((file) => file.slice((root ?? '').length + 1)).sort()).toEqual([...names].sort());
  });

  it.each(names)('come whole from %s: each dataset is published', (name) => {
    const report = first.get(sourceId(name));
    const expected = DATASETS[name];
    expect(report).toMatchObject({
      outcome: 'complete',
      counts: { seen: expected, added: expected, rejected: 0, refused: 0, failed: 0, duplicates: 0 },
    });
    expect(sumOfOutcomes(report?.counts ?? second.get('')!.counts)).toBe(expected);
  });

  it.each(names)('leave no trace of a second run over %s', (name) => {
    const expected = DATASETS[name];
    expect(second.get(sourceId(name))).toMatchObject({
      outcome: 'complete',
      counts: { seen: expected, unchanged: expected, added: 0, updated: 0, removed: 0, restored: 0 },
    });
  });

  it('keep the identity of what has no IRI over the second run', async () => {
    expect(await hub.changes()).toHaveLength(changes);
    const datasets = [...hub.reading.datasets.all()].map(({ dataset }) => dataset);
    const blank = datasets.filter(({ sourceId: id }) => id === 'dcat');
    expect(blank).toHaveLength(491);
    expect(new Set(blank.map(({ identifier }) => identifier)).size).toBe(491);
    for (const { origin, publisher, distributions } of blank) {
      expect(origin.remoteId).toMatch(
        /^https:\/\/portaal-stadantwerpen\.opendata\.arcgis\.com\/\w+\/stadAntwerpen::/,
      );
      expect(publisher.name).toBe('Stad Antwerpen');
      expect(distributions.length).toBeGreaterThan(0);
      expect(new Set(distributions.map(({ identifier }) => identifier)).size).toBe(distributions.length);
    }
  });

  it('say what they say in their own words', () => {
    const datasets = [...hub.reading.datasets.all()].map(({ dataset }) => dataset);
    const numbers = datasets.find(({ title }) => title === 'Numeri Civici');
    expect(numbers).toMatchObject({
      publisher: { name: 'Comune di Alessandria', localId: 'c_a182' },
      license: { url: 'https://creativecommons.org/licenses/by/4.0/' },
      origin: { remoteName: 'c_a182:numeri-civici' },
      contact: { phone: '0131515111' },
      distributions: [{ format: 'CSV' }, { format: 'GPKG' }, { format: 'ZIP' }, { format: 'ZIP' }],
    });
    const trees = datasets.find(({ title }) => title === 'Bäume der Partnerstadt Versailles');
    expect(trees).toMatchObject({
      publisher: { name: 'Ville de Versailles' },
      keywords: expect.arrayContaining(['Baum']),
    });
  });

  it('leave no contact of a person behind', async () => {
    const raw = hub.rawTexts().join('\n');
    expect(raw).not.toMatch(/"vcard:(?:fn|email|hasEmail)"/);
    for (const report of first.values()) {
      for (const { problems } of await recordsOf(report))
        expect(problems.map(({ stage }) => stage)).not.toContain('map');
    }
  });
});
