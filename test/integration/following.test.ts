import { canonicalJson } from '../../src/domain/identifiers.js';
import { toNationalRecord } from '../../src/serialise/national-record.js';
import { comparableRecord } from '../support/comparable-record.js';
import { type PackagePortal, startPackagePortal } from '../support/package-portal.js';
import { ProvinceHub, type StatedSource } from '../support/province-hub.js';

interface Town {
  readonly id: string;
  readonly title?: string;
  readonly level?: string;
  readonly publisher?: string;
}

function pack({ id, title = `目录 ${id}`, level, publisher = '江城市数据局' }: Town): string {
  return JSON.stringify({
    id,
    title,
    notes: `${title}的摘要。`,
    organization: { id: 'o', name: 'o', title: publisher },
    resources: [{ id: `r-${id}`, url: `https://data.example.org/${id}.csv`, format: 'CSV' }],
    extras: level === undefined ? [] : [{ key: '数据分级', value: level }],
  });
}

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

function follow(id: string, url: string, more: object = {}): StatedSource {
  return { id, kind: 'lianmu', url, limits: { removedShare: 1, missingRuns: 1 }, ...more };
}

/** A hub that is served, as others know it. */
interface Level {
  readonly hub: ProvinceHub;
  readonly url: string;
}

async function levelOf(...sources: readonly StatedSource[]): Promise<Level> {
  const hub = await ProvinceHub.open(sources);
  opened.push(hub);
  const server = await hub.serve();
  opened.push(server);
  return { hub, url: server.url };
}

async function portalOf(...towns: readonly Town[]): Promise<PackagePortal> {
  const portal = await startPackagePortal(towns.map(pack));
  opened.push(portal);
  return portal;
}

/** What both ends have to have in common, in any order. */
function contents({ hub }: Level): readonly string[] {
  return [...hub.reading.datasets.all()]
    .map((published) =>
      canonicalJson(comparableRecord(JSON.parse(canonicalJson(toNationalRecord(published))) as object)),
    )
    .sort();
}

function titles({ hub }: Level): readonly string[] {
  return [...hub.reading.datasets.all()].map(({ dataset }) => dataset.title).sort();
}

async function modes({ hub }: Level, sourceId: string): Promise<readonly string[]> {
  const jobs = await hub.reading.catalog.listJobs({ sourceId, limit: 100 });
  return jobs.map(({ mode, state }) => `${mode} ${state}`).reverse();
}

describe('a hub that follows another', () => {
  let portal: PackagePortal;
  let city: Level;
  let province: Level;

  async function round(): Promise<void> {
    await city.hub.harvest('town');
    await province.hub.harvest('city');
  }

  beforeEach(async () => {
    portal = await portalOf({ id: '1' }, { id: '2' }, { id: '3' });
    city = await levelOf({ id: 'town', url: portal.url, limits: { removedShare: 1, missingRuns: 1 } });
    province = await levelOf(follow('city', city.url));
    await round();
  });

  it('has what the other has, and from then on asks for changes alone', async () => {
    expect(contents(province)).toEqual(contents(city));
    portal.packages = [pack({ id: '1' }), pack({ id: '2', title: '改了' }), pack({ id: '4' })];
    await city.hub.harvest('town');
    expect(await province.hub.harvest('city')).toMatchObject({
      mode: 'delta',
      outcome: 'complete',
      counts: { seen: 2, added: 1, updated: 1, removed: 1 },
    });
    expect(contents(province)).toEqual(contents(city));
    expect(await province.hub.harvest('city')).toMatchObject({
      mode: 'delta',
      counts: { seen: 0, removed: 0 },
    });
    portal.packages = [
      pack({ id: '1' }),
      pack({ id: '2', title: '改了' }),
      pack({ id: '3' }),
      pack({ id: '4' }),
    ];
    await round();
    expect(contents(province)).toEqual(contents(city));
    expect(titles(province)).toContain('目录 3');
    expect(await province.hub.changes()).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'restored' })]),
    );
  });

  it('removes what the other has refused', async () => {
    portal.packages = [pack({ id: '1' }), pack({ id: '2', level: '核心数据' }), pack({ id: '3' })];
    await round();
    expect(titles(province)).toEqual(['目录 1', '目录 3']);
    expect(contents(province)).toEqual(contents(city));
  });

  it('follows a publisher that is called something else', async () => {
    const renamed = ['1', '2', '3'].map((id) => pack({ id, publisher: '江城市数据资源局' }));
    portal.packages = renamed;
    await round();
    expect(contents(province)).toEqual(contents(city));
    expect(province.hub.reading.datasets.publishers()).toMatchObject([{ title: '江城市数据资源局' }]);
  });

  it('keeps its place while removals wait for a person, and finds them again when they are rejected', async () => {
    await province.hub.configure([follow('city', city.url, { limits: { removedShare: 0.5 } })]);
    portal.packages = [pack({ id: '1' })];
    await city.hub.harvest('town');
    expect(await province.hub.harvest('city')).toMatchObject({
      mode: 'delta',
      outcome: 'held',
      counts: { removed: 2 },
    });
    expect(titles(province)).toHaveLength(3);
    await province.hub.decide({ decision: 'reject' }, 'city');
    expect(await province.hub.harvest('city')).toMatchObject({
      outcome: 'aborted',
      error: { code: 'rejected-before' },
    });
    portal.packages = [pack({ id: '1' }), pack({ id: '5' })];
    await city.hub.harvest('town');
    expect(await province.hub.harvest('city')).toMatchObject({
      outcome: 'held',
      counts: { added: 1, removed: 2 },
    });
    await province.hub.decide({ decision: 'release' }, 'city');
    expect(contents(province)).toEqual(contents(city));
    expect(await province.hub.harvest('city')).toMatchObject({
      mode: 'delta',
      counts: { seen: 0, removed: 0 },
    });
  });

  it('brings again what was left out of a release', async () => {
    await province.hub.configure([follow('city', city.url, { limits: { removedShare: 0.4 } })]);
    portal.packages = [pack({ id: '1' }), pack({ id: '5' })];
    await city.hub.harvest('town');
    await province.hub.harvest('city');
    await province.hub.decide({ decision: 'release', selection: { kinds: ['added'] } }, 'city');
    expect(titles(province)).toHaveLength(4);
    expect(await province.hub.harvest('city')).toMatchObject({
      outcome: 'held',
      counts: { unchanged: 1, added: 0, removed: 2 },
    });
  });

  it('reads all of it anew when another store answers at the address', async () => {
    const other = await levelOf({ id: 'town', url: portal.url });
    await other.hub.harvest('town');
    await province.hub.configure([follow('city', other.url)]);
    expect(await province.hub.harvest('city')).toMatchObject({ mode: 'full', outcome: 'complete' });
    expect(contents(province)).toEqual(contents(other));
  });

  it('reads all of it anew when its records would be mapped otherwise', async () => {
    await province.hub.configure([follow('city', city.url, { personalData: { keep: ['email'] } })]);
    expect(await province.hub.harvest('city')).toMatchObject({
      mode: 'full',
      counts: { seen: 3, unchanged: 3 },
    });
    expect(await modes(province, 'city')).toEqual(['full complete', 'full complete']);
    expect(await province.hub.harvest('city')).toMatchObject({ mode: 'delta' });
  });

  it('reads all of it anew after somebody has handed in files', async () => {
    expect(await province.hub.reading.catalog.findFeedPosition('city')).toBeDefined();
    expect(await province.hub.harvest('city', { options: { full: true } })).toMatchObject({ mode: 'full' });
    expect(await province.hub.harvest('city')).toMatchObject({ mode: 'delta' });
  });

  it('carries the times of all hubs on', async () => {
    const nation = await levelOf(follow('province', province.url));
    await nation.hub.harvest('province');
    const [put] = nation.hub.reading.changes.after({ since: 0, until: 1 }, 1);
    if (put?.kind !== 'put') throw new Error('there is no put');
    const [cityId, provinceId] = [city, province].map(({ hub }) => hub.reading.changes.hubId());
    expect(put.passed.map(({ hub }) => hub)).toEqual([cityId, provinceId]);
    expect(put.publication.chain.map(({ hub }) => hub)).toEqual([
      undefined,
      cityId,
      provinceId,
      nation.hub.reading.changes.hubId(),
    ]);
    expect(contents(nation)).toEqual(contents(city));
    const { sources, datasets } = nation.hub.reading.changes.federation();
    expect({ sources, datasets }).toMatchObject({
      datasets: 3,
      sources: [
        {
          source: 'province',
          hub: provinceId,
          counts: { live: 3, rejected: 0 },
          portal: {
            hub: provinceId,
            datasets: 3,
            sources: [{ source: 'city', hub: cityId, counts: { live: 3 } }],
          },
        },
      ],
    });
    expect(JSON.stringify(sources)).not.toContain('127.0.0.1');
  });
});

describe('a record that comes to a hub by two ways', () => {
  it('is published once, by the shorter one, whichever was first, and also between full runs', async () => {
    const portal = await portalOf({ id: '1' }, { id: '2' });
    const county = await levelOf({
      id: 'town',
      url: portal.url,
      limits: { removedShare: 1, missingRuns: 1 },
    });
    const city = await levelOf(follow('county', county.url));
    const province = await levelOf(follow('city', city.url), follow('county', county.url));
    async function all(): Promise<void> {
      await county.hub.harvest('town');
      await city.hub.harvest('county');
      await province.hub.harvest('city');
      await province.hub.harvest('county');
    }
    await all();
    // The longer way was first: it yields at the next run, although nothing of it has changed.
    expect(await province.hub.harvest('city')).toMatchObject({
      mode: 'delta',
      counts: { refederated: 2, removed: 2 },
    });
    expect(contents(province)).toEqual(contents(county));
    expect(await province.hub.harvest('city')).toMatchObject({ counts: { seen: 0 } });
    portal.packages = [pack({ id: '1', title: '改了' }), pack({ id: '3' })];
    await all();
    await province.hub.harvest('city');
    expect(contents(province)).toEqual(contents(county));
    portal.packages = [pack({ id: '1' }), pack({ id: '2' }), pack({ id: '3' })];
    await county.hub.harvest('town');
    await province.hub.harvest('county');
    await all();
    expect(contents(province)).toEqual(contents(county));
    expect([...province.hub.reading.datasets.all()].map(({ dataset }) => dataset.sourceId)).toEqual([
      'county',
      'county',
      'county',
    ]);
  });

  it('goes once when hubs follow each other in a ring', async () => {
    const portals = [await portalOf({ id: 'a' }), await portalOf({ id: 'b' }), await portalOf({ id: 'c' })];
    const levels: Level[] = [];
    for (const portal of portals) levels.push(await levelOf({ id: 'own', url: portal.url }));
    for (const [index, { hub }] of levels.entries()) {
      const [portal, neighbour] = [portals[index], levels[(index + 2) % 3]];
      await hub.configure([{ id: 'own', url: portal?.url ?? '' }, follow('neighbour', neighbour?.url ?? '')]);
    }
    for (let turn = 0; turn < 6; turn += 1) {
      for (const { hub } of levels) {
        await hub.harvest('own');
        if (turn > 0) await hub.harvest('neighbour');
      }
    }
    for (const level of levels) expect(titles(level)).toEqual(['目录 a', '目录 b', '目录 c']);
    for (const { hub } of levels) {
      const before = await hub.changes();
      await hub.harvest('neighbour');
      expect(await hub.changes()).toEqual(before);
      expect(JSON.stringify(hub.reading.changes.federation()).length).toBeLessThan(5000);
    }
  });
});
