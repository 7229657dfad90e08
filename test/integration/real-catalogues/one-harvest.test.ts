import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { openReadingSide } from '../../../src/app/reading-side.js';
import type { Dataset } from '../../../src/domain/dataset.js';
import type { JobReport } from '../../../src/pipeline/ports.js';
import { decompress } from '../../../src/storage/compression.js';
import { openForReading } from '../../../src/storage/database.js';
import {
  cataloguePage,
  committedPage,
  type HarvestedPortal,
  listed,
  published,
} from '../../support/catalogue-table.js';
import { type HarvestedTwice, harvestTwice } from '../../support/harvested-twice.js';
import type { StatedSource } from '../../support/province-hub.js';
import { sumOfOutcomes } from '../../support/real-harvest.js';
import {
  catalogueOf,
  readRealSources,
  type RealPortals,
  type RealSource,
  servePortals,
} from '../../support/real-sources.js';
import { sharedData } from '../../support/shared-data.js';

// Real catalogues are large, and the machine may have other work.
jest.setTimeout(600_000);

const root = sharedData('.');
const describeReal = root === undefined ? describe.skip : describe;
const sources = readRealSources();

/** Records in a catalogue of a kind, counted otherwise than its harvester does. */
const COUNTERS: Readonly<Record<string, (text: string) => number>> = {
  'json-list': (text) => recordsIn(text).length,
  'data-json': (text) => (JSON.parse(text) as { readonly dataset: readonly unknown[] }).dataset.length,
};

/** Rows of each file below its labels, as another reader of CSV counts them, and those that are the same once more. */
const ROWS: Readonly<Record<string, { readonly rows: number; readonly duplicates: number }>> = {
  'tw-datagovtw': { rows: 35_955, duplicates: 7 },
  'tw-kaohsiung-list': { rows: 1495, duplicates: 0 },
  'tw-tainan-list': { rows: 665, duplicates: 0 },
  'tw-yilan-inventory': { rows: 356, duplicates: 3 },
  'tw-yilan-list': { rows: 357, duplicates: 0 },
};

/** Records, or lists of them, one behind the other. */
function recordsIn(text: string): readonly unknown[] {
  const separated = text.replace(/([}\]])\s*([{[])(?=\s*["{])/g, '$1,$2');
  return (JSON.parse(`[${separated}]`) as readonly unknown[]).flat();
}

function countedOtherwise(source: RealSource): number | undefined {
  const count = COUNTERS[source.kind];
  return count === undefined ? undefined : count(textOf(source));
}

function textOf(source: StatedSource): string {
  return readFileSync(join(root ?? '', catalogueOf(source)), 'utf8')
    .replace(/^\ufeff/, '')
    .trim();
}

describeReal('one harvest of all real catalogues', () => {
  let portals: RealPortals;
  let hub: HarvestedTwice;
  let first: ReadonlyMap<string, JobReport>;
  let second: ReadonlyMap<string, JobReport>;
  let datasets = 0;
  /** Of the sources that are tables. */
  let rows: readonly Dataset[];
  const harvested: HarvestedPortal[] = [];

  beforeAll(async () => {
    portals = await servePortals(root ?? '');
    hub = await harvestTwice(sources.map((source) => portals.at(source)));
    ({ first, second } = hub);
    const reading = openReadingSide(hub.dataDir);
    try {
      for (const source of sources) {
        const report = reportOf(first, source.id);
        const page = { limit: 1_000_000, offset: 0 };
        const records = await reading.catalog.listHarvestRecords(report.jobId, page);
        harvested.push({ source, report, records });
      }
      const ofTables: Dataset[] = [];
      for (const { dataset } of reading.datasets.all()) {
        datasets += 1;
        if (Object.hasOwn(ROWS, dataset.sourceId)) ofTables.push(dataset);
      }
      rows = ofTables;
    } finally {
      reading.close();
    }
  });
  afterAll(async () => {
    hub.close();
    await portals.close();
  });

  it('has a source for every record list', () => {
    const paths = sources.filter(({ kind }) => kind !== 'ckan').map(catalogueOf);
    expect(paths.filter((path) => sharedData(path) === undefined)).toEqual([]);
    expect(recordLists().filter((path) => !paths.includes(path))).toEqual([]);
  });

  it.each(sources.map((source) => [source.id, source] as const))('adds up for %s', (id, source) => {
    const { counts, outcome, error } = reportOf(first, id);
    expect(sumOfOutcomes(counts)).toBe(counts.seen);
    const records = countedOtherwise(source);
    if (records !== undefined) expect(listed(counts)).toBe(records);
    if (records === 0) {
      expect({ outcome, code: error?.code }).toEqual({ outcome: 'aborted', code: 'empty-gather' });
      return;
    }
    const whole = counts.failed === 0 ? 'complete' : 'partial';
    expect(outcome).toBe(whole);
    expect(published(counts)).toBe(counts.added);
    const { seen, added, rejected, refused, failed, duplicates } = counts;
    const told = { seen, rejected, refused, failed, duplicates };
    const again = { ...told, unchanged: added, added: 0, updated: 0, removed: 0 };
    expect(reportOf(second, id)).toMatchObject({ outcome: whole, counts: again });
  });

  it('publishes each of Shanghai’s and Fuzhou’s records once, and says how often they came', () => {
    expect(reportOf(first, 'shanghai-shanghai').counts).toMatchObject({ added: 2234, duplicates: 2260 });
    expect(reportOf(first, 'fujian-fuzhou').counts).toMatchObject({ added: 20, duplicates: 2280 });
  });

  it('has every table, and takes each row for what it is', () => {
    const tables = sources.filter(({ kind }) => kind === 'workbook').map(({ id }) => id);
    expect(tables.sort()).toEqual(Object.keys(ROWS).sort());
    for (const [id, { rows, duplicates }] of Object.entries(ROWS)) {
      expect(reportOf(first, id).counts).toMatchObject({ added: rows - duplicates, duplicates, rejected: 0 });
    }
  });

  it('reads tables in the charset that they are in, without their contact persons', () => {
    const yilan = rows.filter(({ sourceId }) => sourceId === 'tw-yilan-inventory');
    expect(yilan.map(({ title }) => title)).toContain('宜蘭縣殯葬設施一覽表');
    expect(rows.filter(({ title, abstract = '' }) => /\uFFFD/.test(title + abstract))).toEqual([]);
    expect(yilan.every(({ contact }) => contact?.name === undefined)).toBe(true);
    expect(JSON.stringify(yilan)).not.toContain('聯絡人"');
    const kaohsiung = rows.find(({ sourceId }) => sourceId === 'tw-kaohsiung-list');
    expect(kaohsiung?.landingPage).toMatch(/^https:\/\/data\.kcg\.gov\.tw\/dataset\//);
    expect(kaohsiung?.publisher.name).toBe('高雄市政府');
  });

  it('publishes what it counts', () => {
    const sum = [...first.values()].reduce((total, { counts }) => total + counts.added, 0);
    expect(datasets).toBe(sum);
  });

  it('comes to the page that is committed', async () => {
    const page = await cataloguePage(harvested);
    expect(page).toBe(committedPage(page));
  });

  it('leaves no mobile number, mailbox or contact person of a record list in the store', () => {
    const kept = storedTexts(hub.dataDir);
    expect(kept.length).toBeGreaterThan(50_000);
    const mobile = /(?<![0-9A-Za-z])1[3-9]\d{9}(?![0-9A-Za-z])/;
    const mailbox = /[\w.+-]+@[\w-]+\.\w+/;
    // The expression alone tries every word of every text.
    const hasMailbox = (text: string): boolean => text.includes('@') && mailbox.test(text);
    const found = kept.filter((text) => mobile.test(text) || hasMailbox(text));
    expect(found.map((text) => text.slice(0, 300))).toEqual([]);
    expect(kept.filter((text) => /"(?:联系人|負責人|聯絡人|contactName)": ?"[^"]/.test(text))).toEqual([]);
  });
});

function reportOf(reports: ReadonlyMap<string, JobReport>, id: string): JobReport {
  const report = reports.get(id);
  if (report === undefined) throw new Error(`${id} was not harvested`);
  return report;
}

/** Crawls of Chinese portals and inventories of Taiwan's cities, below the catalogues. */
function recordLists(): readonly string[] {
  return readdirSync(root ?? '', { recursive: true, encoding: 'utf8' }).filter(
    (path) =>
      /^(?:cn-|tw-city-inventories-2018\/json\/).*\.json$/.test(path) &&
      !/^cn-portal-registry\/|\/mapping\//.test(path),
  );
}

/** All raw records, bodies, problems and titles that a store has of record lists. */
function storedTexts(dataDir: string): readonly string[] {
  const ids = JSON.stringify(sources.filter(({ kind }) => kind === 'json-list').map(({ id }) => id));
  const ofLists = `JOIN dataset d USING (dataset_key) JOIN source s ON s.source_key = d.source_key
    WHERE s.source_id IN (SELECT value FROM json_each(?))`;
  const database = openForReading(dataDir);
  try {
    const packed = ['raw', 'body'].flatMap((table) => {
      const live = `(SELECT dataset_key, t.bytes FROM dataset JOIN ${table} t USING (${table}_key)) packed`;
      const query = database.prepare<[string], { bytes: Buffer }>(`SELECT bytes FROM ${live} ${ofLists}`);
      return query.all(ids).map(({ bytes }) => decompress(bytes));
    });
    const words = "coalesce(r.title, '') || ' ' || coalesce(r.problems, '') || ' ' || d.remote_id";
    const plain = database.prepare<[string], { text: string }>(
      `SELECT ${words} AS text FROM harvest_record r ${ofLists}`,
    );
    return [...packed, ...plain.all(ids).map(({ text }) => text)];
  } finally {
    database.close();
  }
}
