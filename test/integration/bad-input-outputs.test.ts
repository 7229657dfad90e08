import { jest } from '@jest/globals';
import * as fc from 'fast-check';
import { parseAtomFeed, parseRssFeed } from 'feedsmith';
import { SYNTAXES, isSyntaxName } from '../../src/serialise/dcat/syntax/syntaxes.js';
import { FollowingHub } from '../support/following-hub.js';
import { halfCharacters, hostileDataset } from '../support/hostile-dataset.js';
import { makeSource, makeUpsert } from '../support/make-dataset.js';
import { datasetOf } from '../support/published-datasets.js';
import { ODD } from '../support/rdf/odd-datasets.js';
import { parseRdf } from '../support/rdf/parse-rdf.js';
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
});
