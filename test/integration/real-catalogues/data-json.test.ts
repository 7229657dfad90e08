import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { jest } from '@jest/globals';
import { DATA_JSON } from '../../../harvesters/data-json/index.js';
import type { JobCounts } from '../../../src/domain/job.js';
import { isJsonObject } from '../../../src/domain/json-values.js';
import type { JobReport, PortalClient } from '../../../src/pipeline/ports.js';
import { CkanEndpoint } from '../../support/ckan-endpoint.js';
import { ProvinceHub } from '../../support/province-hub.js';
import { changedIds, RealHarvest, sumOfOutcomes } from '../../support/real-harvest.js';
import { sharedData } from '../../support/shared-data.js';
import { testSource } from '../../support/source.js';
import { readAll } from '../../support/text-document.js';

// Real catalogues are large, and the machine may have other work.
jest.setTimeout(600_000);

const FOLDERS = [
  'datajson-us-agencies/2025-02-04',
  'datajson-philadelphia',
  'datajson-education-small',
  'datajson-argentina-justicia',
  'datajson-small-fixtures',
];

interface RealFile {
  /** Path below the folder of real catalogues. */
  readonly name: string;
  readonly id: string;
  readonly bytes: Buffer;
  readonly catalog: Json;
}

type Json = Readonly<Record<string, unknown>>;

function readFiles(folder: string): readonly RealFile[] {
  const root = sharedData('.');
  const path = sharedData(folder);
  if (root === undefined || path === undefined) return [];
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.json'),
  );
  return names.sort().map((name) => {
    const bytes = readFileSync(join(path, name));
    const whole = relative(root, join(path, name));
    // Long enough to tell them apart, and no longer than an id of a source may be.
    const id = name
      .toLowerCase()
      .replace(/^.*\//, '')
      .replace(/\.json$/, '')
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 40);
    return { name: whole, id, bytes, catalog: JSON.parse(bytes.toString('utf8')) as Json };
  });
}

const files = FOLDERS.flatMap(readFiles);
const itReal = files.length === 0 ? it.skip : it;

function objects(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** A client of nothing: files are read without one. */
const NO_PORTAL: PortalClient = {
  getJson: refuse,
  getJsonList: refuse,
  getText: refuse,
  openDocument: refuse,
  close: () => undefined,
};

function refuse(): never {
  throw new Error('no portal is to be asked');
}

/** Datasets of a catalogue, counted from its values and not by its bytes. */
function datasetsIn(catalog: Json): readonly Json[] {
  return [
    ...objects(catalog['dataset']),
    ...objects(catalog['catalog']).flatMap(datasetsIn),
    ...objects(catalog['datasetSeries']).flatMap((series) => objects(series['seriesMember'])),
    ...objects(catalog['service']).flatMap((service) => objects(service['servesDataset'])),
  ];
}

/** What a source's file says besides. Some of the fixtures are a single record. */
const SETTINGS = { kind: DATA_JSON.kind, timezone: 'America/New_York', limits: { removedShare: 0.5 } };

/** Records of the large catalogues, all of which are published. */
const LARGE: Readonly<Record<string, number>> = {
  'datajson-us-agencies/2025-02-04/consumerfinance.json': 11,
  'datajson-us-agencies/2025-02-04/dhs.json': 1093,
  'datajson-us-agencies/2025-02-04/dol.json': 465,
  'datajson-us-agencies/2025-02-04/energy.json': 482,
  'datajson-us-agencies/2025-02-04/fcc.json': 59,
  'datajson-us-agencies/2025-02-04/gsa.json': 339,
  'datajson-us-agencies/2025-02-04/opm.json': 134,
  'datajson-us-agencies/2025-02-04/treasury.json': 233,
  'datajson-philadelphia/dcatus_with_none.json': 402,
  'datajson-education-small/small-education.json': 89,
  'datajson-argentina-justicia/catalogo-justicia.json': 18,
};

/** What is no dataset, by file and reason. */
const REJECTED: readonly string[] = [
  'datajson-small-fixtures/ckanext-datajson/missing-identifier-title.data.json: missing-title',
  'datajson-small-fixtures/datagov-harvester/missing_title.json: missing-title',
];

describe('the real data.json catalogues', () => {
  let endpoint: CkanEndpoint;
  let hub: ProvinceHub;
  let first: ReadonlyMap<string, JobReport>;
  let second: ReadonlyMap<string, JobReport>;

  beforeAll(async () => {
    if (files.length === 0) return;
    endpoint = await CkanEndpoint.start();
    endpoint.serve(Object.fromEntries(files.map(({ id, bytes }) => [`/${id}/data.json`, () => bytes])));
    const url = (id: string): string => `${endpoint.url}/${id}/data.json`;
    hub = await ProvinceHub.open(files.map(({ id }) => ({ ...SETTINGS, id, url: url(id) })));
    first = await hub.harvestAll();
    hub.advance(24);
    second = await hub.harvestAll();
  });
  afterAll(async () => {
    if (files.length === 0) return;
    await hub.close();
    await endpoint.close();
  });

  /** The records of a run that are no dataset, with their reasons. */
  async function rejected(report: JobReport): Promise<readonly (readonly string[])[]> {
    const records = await hub.reading.catalog.listHarvestRecords(report.jobId, { limit: 10_000, offset: 0 });
    return records
      .filter(({ outcome }) => outcome === 'rejected')
      .map(({ problems }) => problems.filter(({ bar }) => bar === 'publishable').map(({ code }) => code));
  }

  itReal('come whole: each record is published, rejected with a reason, or the same once more', async () => {
    const reasons: string[] = [];
    for (const { id, name, catalog } of files) {
      const report = first.get(id);
      if (report === undefined) throw new Error(`${name} was not harvested`);
      const { counts, outcome } = report;
      const listed = datasetsIn(catalog).length;
      // Two of the fixtures have an empty record, which nothing tells from another.
      const nameless = datasetsIn(catalog).filter((record) => Object.keys(record).length === 0).length;
      expect({ name, outcome }).toEqual({ name, outcome: nameless === 0 ? 'complete' : 'partial' });
      expect({ name, listed }).toEqual({ name, listed: counts.seen + counts.duplicates + nameless });
      expect(sumOfOutcomes(counts)).toBe(counts.seen);
      expect(counts).toMatchObject({ failed: 0, refused: 0, updated: 0, unchanged: 0, removed: 0 });
      const large = LARGE[name];
      if (large !== undefined) {
        expect({ name, listed, counts }).toMatchObject({
          ...{ name, listed: large },
          counts: { added: large, rejected: 0, duplicates: 0 },
        });
      }
      reasons.push(...(await rejected(report)).map((codes) => `${name}: ${codes.join(', ')}`));
    }
    expect(Object.keys(LARGE).filter((name) => !files.some((file) => file.name === name))).toEqual([]);
    expect(reasons).toEqual(REJECTED);
  });

  itReal('have in two records of one identifier two datasets, one of them with a problem', async () => {
    const education = first.get('small-education');
    const records = await hub.reading.catalog.listHarvestRecords(education?.jobId ?? '', {
      limit: 1000,
      offset: 0,
    });
    const namesakes = records.filter(({ remoteId }) => remoteId.startsWith('NCES_2016999'));
    expect(namesakes.map(({ remoteId }) => remoteId).sort()).toEqual([
      'NCES_2016999',
      expect.stringMatching(/^NCES_2016999~[0-9a-f]{12}$/),
    ]);
    const codes = namesakes.flatMap(({ problems }) => problems.map(({ code }) => code));
    expect(codes.filter((code) => code === 'identity-collision')).toHaveLength(1);
  });

  itReal('are all unchanged a day later', () => {
    for (const { id, name } of files) {
      const { added = -1, rejected: bad = -1, duplicates = -1, seen = -1 } = first.get(id)?.counts ?? {};
      const { counts } = second.get(id) ?? {};
      expect({ name, counts }).toMatchObject({
        name,
        counts: {
          ...{ seen, unchanged: added, rejected: bad, duplicates },
          ...{ added: 0, updated: 0, removed: 0, failed: 0 },
        },
      });
    }
  });

  itReal('leave no contact in what is stored', async () => {
    const kind = DATA_JSON.create(testSource({ kind: DATA_JSON.kind }), {
      portal: NO_PORTAL,
      labels: () => undefined,
    });
    const never = new AbortController().signal;
    for (const { bytes } of files) {
      for (const item of await readAll(kind, bytes)) {
        if (item.type !== 'record') continue;
        const { raw, bytes: kept } = await kind.fetch(item, never);
        const stored = kept === undefined ? JSON.stringify(raw) : Buffer.from(kept).toString();
        expect(stored).not.toMatch(/"(?:fn|hasEmail)":|"mbox":\s*"|mailto:/);
        expect(JSON.parse(stored)).toEqual(raw);
      }
    }
    expect(hub.exportLines().join('\n')).not.toContain('mailto:');
  });
});

/** One catalogue as it was at several times. */
interface History {
  readonly name: string;
  /** Files in their order, and what a run over each makes of it after the one before. */
  readonly states: readonly (readonly [string, Partial<JobCounts>])[];
}

const AGENCIES = 'datajson-us-agencies';
const HISTORIES: readonly History[] = [
  {
    name: 'FCC',
    states: [
      ['versions/fcc/2025-01-31T0225Z.json', { added: 59 }],
      // Three records have the same keywords in another order.
      ['versions/fcc/2025-01-31T0510Z.json', { unchanged: 59 }],
      // The same again, and one new date.
      ['versions/fcc/2025-01-31T1312Z.json', { unchanged: 58, updated: 1 }],
      // Printed with line ends where it had none.
      ['versions/fcc/2025-01-31T1536Z.json', { unchanged: 59 }],
      ['versions/fcc/2025-02-01T1434Z.json', { unchanged: 58, updated: 1 }],
      ['2025-02-04/fcc.json', { unchanged: 57, updated: 2 }],
    ],
  },
  {
    name: 'Energy, which loses two datasets and finds them again within hours',
    states: [
      ['2025-02-04/energy.json', { added: 482 }],
      ['versions/energy/2025-02-04T0812Z.json', { unchanged: 480, removed: 2 }],
      ['2025-02-04/energy.json', { unchanged: 480, restored: 2 }],
    ],
  },
  {
    name: 'GSA',
    states: [
      ['versions/gsa/2025-01-31T1707Z.json', { added: 339 }],
      ['2025-02-04/gsa.json', { unchanged: 335, updated: 4 }],
    ],
  },
  {
    name: 'OPM',
    states: [
      ['versions/opm/2025-01-31T0229Z.json', { added: 134 }],
      ['2025-02-04/opm.json', { unchanged: 134 }],
    ],
  },
];

describe.each(HISTORIES)('the history of $name', ({ states }) => {
  itReal('changes what changed, and nothing else', async () => {
    const harvest = await RealHarvest.start({ kind: DATA_JSON.kind, timezone: 'America/New_York' });
    try {
      for (const [name, expected] of states) {
        const bytes = readFileSync(join(sharedData(AGENCIES) ?? '', name));
        const catalog = JSON.parse(bytes.toString('utf8')) as Json;
        const ids = datasetsIn(catalog).map(({ identifier }) => String(identifier));
        const run = await harvest.run({ '/': () => bytes }, ids);
        const nothing = {
          added: 0,
          updated: 0,
          unchanged: 0,
          restored: 0,
          removed: 0,
          rejected: 0,
          failed: 0,
        };
        expect({ name, counts: run.report.counts }).toMatchObject({
          name,
          counts: { ...nothing, ...expected, seen: ids.length, duplicates: 0 },
        });
        expect(changedIds(run, 'updated')).toHaveLength(expected.updated ?? 0);
      }
    } finally {
      await harvest.close();
    }
  });
});
