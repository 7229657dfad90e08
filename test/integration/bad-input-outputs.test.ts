import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read, utils } from '@e965/xlsx';
import { jest } from '@jest/globals';
import * as fc from 'fast-check';
import { parseAtomFeed, parseRssFeed } from 'feedsmith';
import { makeSnapshot } from '../../src/app/snapshot/make-snapshot.js';
import { SNAPSHOT_FORMATS } from '../../src/domain/snapshot.js';
import { SYNTAXES, isSyntaxName } from '../../src/serialise/dcat/syntax/syntaxes.js';
import { FollowingHub } from '../support/following-hub.js';
import { halfCharacters, hostileDataset } from '../support/hostile-dataset.js';
import { makeSource, makeUpsert } from '../support/make-dataset.js';
import { datasetOf } from '../support/published-datasets.js';
import { ODD } from '../support/rdf/odd-datasets.js';
import { parseRdf } from '../support/rdf/parse-rdf.js';
import { snapshotReader } from '../support/read-snapshot.js';
import { readXml } from '../support/read-xml.js';

jest.setTimeout(60_000);

const hub = new FollowingHub();
const SITE_URL = 'https://hub.example.org';

beforeAll(async () => {
  await hub.start();
  const hostile = fc.sample(hostileDataset(), { numRuns: 30, seed: 6 });
  const records = [
    ...ODD.map(({ dataset }) => dataset),
    ...hostile.map((dataset, index) => ({
      ...datasetOf(`hostile-${index}`, { title: '' }),
      ...dataset,
      identifier: datasetOf(`hostile-${index}`, { title: '' }).identifier,
      origin: { remoteId: `hostile-${index}` },
    })),
    datasetOf('long', { title: '长', abstract: '很长的说明\u202e'.repeat(180_000) }),
  ];
  await hub.publish(
    makeSource(),
    records.map((dataset) => makeUpsert(dataset)),
  );
});
afterAll(async () => {
  await hub.close();
});

async function get(path: string): Promise<string> {
  const answer = await fetch(hub.url + path);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.text();
}

describe('whatever a portal wrote, over HTTP', () => {
  it.each(Object.keys(SYNTAXES).filter(isSyntaxName))('is RDF in %s', async (syntax) => {
    const quads = await parseRdf(await get(`/catalog.${syntax}`), syntax);
    expect(quads.length).toBeGreaterThan(500);
  });

  it.each(['/data.json', '/changes?since=0&limit=1000'])(
    'is JSON without half a character at %s',
    async (path) => {
      expect(halfCharacters(await get(path))).toEqual([]);
    },
  );

  it('is JSON in the API, which says what is stored: halves of characters do not come past the door of the store', async () => {
    const answer = JSON.parse(await get('/api/3/action/package_search?rows=1000')) as {
      readonly result: { readonly count: number };
    };
    expect(answer.result.count).toBeGreaterThan(50);
  });

  it('is a line of JSON each in the lines of changes', async () => {
    const lines = (await get('/changes?since=0&format=jsonl')).trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(50);
    expect(lines.flatMap(halfCharacters)).toEqual([]);
  });

  it('is news that a library of feeds reads, and well-formed XML', async () => {
    const atom = await get('/feeds/all.atom');
    const rss = await get('/feeds/all.rss');
    const index = await get('/sitemap.xml');
    const paths = [...index.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address = '']) =>
      address.replace(SITE_URL, ''),
    );
    for (const xml of [atom, rss, index, ...(await Promise.all(paths.map(get)))]) {
      expect(() => readXml(xml)).not.toThrow();
    }
    expect(parseAtomFeed(atom).entries?.length).toBeGreaterThan(10);
    expect(parseRssFeed(rss).items?.length).toBeGreaterThan(10);
  });

  it.each(['/catalog.xlsx', '/open-catalog.xlsx'])('is a workbook at %s, with a row each', async (path) => {
    const answer = await fetch(hub.url + path);
    const book = read(Buffer.from(await answer.arrayBuffer()));
    const rows = book.SheetNames.flatMap((name) => utils.sheet_to_json(book.Sheets[name] ?? {}));
    expect(rows.length).toBeGreaterThan(50);
    expect(halfCharacters(JSON.stringify(rows))).toEqual([]);
  });
});

describe('whatever a portal wrote, in a snapshot', () => {
  const to = mkdtempSync(join(tmpdir(), 'lianmu-bad-input-'));
  let files: ReturnType<typeof snapshotReader>;
  /** Titles by identifier, as the store has them. */
  let titles: ReadonlyMap<string, string>;
  beforeAll(async () => {
    const { folder } = await makeSnapshot({
      ...{ dataDir: hub.store.dataDir, to, formats: SNAPSHOT_FORMATS },
      ...{ key: generateKeyPairSync('ed25519').privateKey, now: () => Date.now() },
      signal: new AbortController().signal,
    });
    files = snapshotReader(folder);
    titles = new Map(
      [...hub.store.reading.datasets.all()].map(({ dataset }) => [dataset.identifier, dataset.title]),
    );
  });
  afterAll(() => {
    rmSync(to, { recursive: true, force: true });
  });

  type Row = Readonly<Record<string, unknown>>;
  /** No format has control characters; CSV writes a space for each, and keeps spreadsheets from running a text. */
  const comparable = (text: string): string =>
    text
      .toWellFormed()
      .replace(/^'(?=\s*[=+\-@\uff0b\uff0d\uff1d\uff20])/u, '')
      .replaceAll(/[\u0000-\u0020\u007f\ufffe\uffff]/g, '');

  it.each([
    ['Parquet', () => files.parquet('datasets')],
    ['SQLite', () => files.sqlite('datasets')],
    ['CSV', () => files.csv('datasets')],
    ['XLSX', () => files.sheet('datasets')],
  ] as const)('is read back from %s as it is stored', async (_, rowsOf) => {
    const rows: readonly Row[] = await rowsOf();
    expect(rows.length).toBe(titles.size);
    for (const { identifier, title } of rows) {
      const stored = titles.get(String(identifier)) ?? '';
      const shown = typeof title === 'string' ? title : '';
      expect({ identifier, title: comparable(shown) }).toEqual({ identifier, title: comparable(stored) });
    }
  });

  it('is a line of JSON each', () => {
    const lines = files.lines();
    expect(lines.length).toBe(titles.size);
    expect(lines.flatMap(halfCharacters)).toEqual([]);
  });
});
