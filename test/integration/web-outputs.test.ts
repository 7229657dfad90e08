import { jest } from '@jest/globals';
import { demoSources } from '../../src/demo/demo-sources.js';
import { startProvince, type RunningProvince } from '../../src/demo/province-server.js';
import { themeName } from '../../src/domain/code-lists.js';
import type { Dataset } from '../../src/domain/dataset.js';
import { visibleDistributions } from '../../src/domain/visibility.js';
import type { DataJsonDataset } from '../../src/serialise/data-json/dataset.js';
import { toWebUri } from '../../src/serialise/iri.js';
import { openDataJsonSchema } from '../support/data-json-schema.js';
import { ProvinceHub } from '../support/province-hub.js';
import { readRealSources, servePortals } from '../support/real-sources.js';
import { sharedData } from '../support/shared-data.js';

/** Whole harvests on a busy machine. */
jest.setTimeout(60_000);

const check = openDataJsonSchema();
const itChecked = check === undefined ? it.skip : it;
const SITE_URL = 'https://hub.example.org';

describe('a province in the forms of the web', () => {
  let province: RunningProvince;
  let hub: ProvinceHub;
  let served: Awaited<ReturnType<ProvinceHub['serve']>>;
  let datasets: readonly Dataset[];

  beforeAll(async () => {
    province = await startProvince({ seed: 109, size: 240 });
    hub = await ProvinceHub.open(demoSources(province.portals).map((source) => ({ ...source })));
    await hub.harvestInOrder();
    served = await hub.serve();
    datasets = [...hub.reading.datasets.all()].map(({ dataset }) => dataset);
  });
  afterAll(async () => {
    await served.close();
    await hub.close();
    await province.close();
  });

  async function text(path: string): Promise<string> {
    const answer = await fetch(served.url + path);
    expect([path, answer.status]).toEqual([path, 200]);
    return answer.text();
  }

  async function dataJson(): Promise<{ readonly dataset: readonly DataJsonDataset[] }> {
    return JSON.parse(await text('/data.json')) as { dataset: DataJsonDataset[] };
  }

  async function sitemapNames(): Promise<readonly string[]> {
    const index = await text('/sitemap.xml');
    const names: string[] = [];
    for (const [, path = ''] of index.matchAll(/<loc>https:\/\/hub\.example\.org([^<]*)<\/loc>/g)) {
      const found = (await text(path)).matchAll(/<loc>https:\/\/hub\.example\.org\/dataset\/([^<]*)<\/loc>/g);
      names.push(...[...found].map(([, name = '']) => name));
    }
    return names;
  }

  itChecked('gives a data.json that is valid, with every dataset once', async () => {
    const catalog = await dataJson();
    expect(check?.(catalog)).toEqual([]);
    expect(catalog.dataset.map(({ identifier }) => identifier)).toEqual(
      datasets.map(({ identifier }) => identifier),
    );
    expect(new Set(catalog.dataset.map(({ accessLevel }) => accessLevel)).size).toBe(3);
  });

  it('leads crawlers to every dataset once', async () => {
    const names = await sitemapNames();
    expect(names.toSorted()).toEqual([...hub.reading.datasets.names({})]);
    expect(await text('/robots.txt')).toContain(`Sitemap: ${SITE_URL}/sitemap.xml`);
  });

  it('shows no file of what is not open', async () => {
    const closed = [...hub.reading.datasets.all()].filter(({ dataset }) => dataset.visibility !== 'open');
    const { dataset: listed } = await dataJson();
    expect(closed.length).toBeGreaterThan(5);
    expect(closed.some(({ dataset }) => dataset.distributions.length > 0)).toBe(true);
    for (const { dataset, name } of closed) {
      const record = listed.find(({ identifier }) => identifier === dataset.identifier);
      expect(record).not.toHaveProperty('distribution');
      const page = await text(`/dataset/${name}`);
      expect(page).not.toContain('DataDownload');
      expect((await fetch(`${served.url}/dataset/${name}.croissant.json`)).status).toBe(404);
      for (const { url } of dataset.distributions) {
        const shared = datasets.some((other) => visibleDistributions(other).some((each) => each.url === url));
        if (url === undefined || shared || url === dataset.landingPage) continue;
        expect(JSON.stringify(record)).not.toContain(url);
        expect(page).not.toContain(url);
      }
    }
  });

  it('says in every page what the dataset is, with the files that may be seen', async () => {
    for (const { dataset, name } of hub.reading.datasets.all()) {
      const page = await text(`/dataset/${name}`);
      const [, json = ''] = /<script type="application\/ld\+json">([^<]*)<\/script>/.exec(page) ?? [];
      const { distribution = [], ...described } = JSON.parse(json) as { distribution?: unknown[] };
      expect(described).toMatchObject({
        ...{ '@type': 'Dataset', name: dataset.title, url: `${SITE_URL}/dataset/${name}` },
        publisher: { name: dataset.publisher.name },
      });
      const files = visibleDistributions(dataset).filter(({ url }) => toWebUri(url) !== undefined);
      expect(distribution).toHaveLength(files.length);
    }
  });

  it('is harvested as data.json by another hub, and nothing that the format has is lost', async () => {
    const second = await ProvinceHub.open([
      { id: 'upper', kind: 'data-json', url: `${served.url}/data.json`, timezone: 'UTC' },
    ]);
    try {
      const { outcome, counts } = await second.harvest('upper');
      expect({ outcome, added: counts.added }).toEqual({ outcome: 'complete', added: datasets.length });
      const copies = new Map(
        [...second.reading.datasets.all()].map(({ dataset }) => [dataset.origin.remoteId, dataset]),
      );
      for (const dataset of datasets) {
        expect(carried(copies.get(dataset.identifier))).toEqual(carried(dataset));
      }
    } finally {
      await second.close();
    }
  });

  it('lets go of what is removed', async () => {
    await province.setDay(3);
    hub.setTime('2026-09-05T00:00:00Z');
    await hub.harvestInOrder();
    const live = new Set([...hub.reading.datasets.all()].map(({ dataset }) => dataset.identifier));
    const gone = datasets.filter(({ identifier }) => !live.has(identifier));
    expect(gone.length).toBeGreaterThan(0);
    await served.close();
    served = await hub.serve();
    const { dataset: listed } = await dataJson();
    expect(new Set(listed.map(({ identifier }) => identifier))).toEqual(live);
    expect((await sitemapNames()).toSorted()).toEqual([...hub.reading.datasets.names({})]);
    for (const { identifier } of gone) {
      expect((await fetch(`${served.url}/dataset/${identifier}.croissant.json`)).status).toBe(404);
      const page = await fetch(`${served.url}/dataset/${identifier}`);
      expect([page.status, (await page.text()).includes('application/ld+json')]).toEqual([410, false]);
    }
  });
});

/** Records as their portals wrote them. */
const root = sharedData('.');
const ZHEJIANG = readRealSources().filter(({ id }) => ['zhejiang-lishui', 'zhejiang-taizhou'].includes(id));

(root === undefined || check === undefined ? describe.skip : describe)('catalogues of Zhejiang', () => {
  it('make a data.json that is valid', async () => {
    const portals = await servePortals(root ?? '');
    const hub = await ProvinceHub.open(ZHEJIANG.map((source) => portals.at(source)));
    try {
      await hub.harvestAll();
      const served = await hub.serve();
      const catalog = (await (await fetch(`${served.url}/data.json`)).json()) as { dataset: unknown[] };
      await served.close();
      expect(check?.(catalog)).toEqual([]);
      expect(catalog.dataset.length).toBeGreaterThan(1000);
    } finally {
      await hub.close();
      await portals.close();
    }
  });
});

/** The elements that DCAT-US 1.1 has a member for, as far as it can say them. */
function carried(dataset: Dataset | undefined): object | undefined {
  if (dataset === undefined) return undefined;
  const {
    title,
    abstract,
    keywords,
    themes = [],
    publisher,
    modified,
    issued,
    temporal,
    visibility,
  } = dataset;
  const names = themes.flatMap((code) => themeName(code, 'zh') ?? []);
  const isWhole = temporal?.start !== undefined && temporal.end !== undefined;
  return {
    ...{ title, visibility, issued, publisher: publisher.name, spatial: dataset.spatial },
    description: abstract ?? title,
    // The format asks for some.
    keywords: (keywords ?? (themes.length > 0 ? names : [publisher.name])).toSorted(),
    themes: themes.toSorted(),
    modified: modified ?? issued,
    temporal: isWhole ? temporal : undefined,
    distributions: visibleDistributions(dataset).map(({ title, description, url, format }) => ({
      ...{ title, description, format },
      url: toWebUri(url),
    })),
  };
}
