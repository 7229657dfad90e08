import { randomUUID } from 'node:crypto';
import { CHAIN_EXTRA } from '../../src/domain/origin-chain.js';
import { type PackagePortal, startPackagePortal } from '../support/package-portal.js';
import { ProvinceHub, type StatedSource } from '../support/province-hub.js';

const ROUNDS = 10;

interface Extra {
  readonly key: string;
  readonly value: string;
}

function pack(id: string, title = `目录 ${id}`, extras: readonly Extra[] = []): string {
  return JSON.stringify({
    id,
    title,
    notes: '一段摘要。',
    organization: { id: 'o', title: '江城市数据局' },
    extras,
  });
}

function chainOf(line: string): readonly Readonly<Record<string, string>>[] {
  const { extras } = JSON.parse(line) as { readonly extras: readonly Extra[] };
  const value = extras.find(({ key }) => key === CHAIN_EXTRA)?.value ?? '[]';
  return JSON.parse(value) as Readonly<Record<string, string>>[];
}

function titles(hub: ProvinceHub): readonly string[] {
  return [...hub.reading.datasets.all()].map(({ dataset }) => dataset.title).sort();
}

/** Title → the source that it is published from. */
function origins(hub: ProvinceHub): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...hub.reading.datasets.all()].map(({ dataset }) => [dataset.title, dataset.sourceId]),
  );
}

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

async function portalOf(...packages: readonly string[]): Promise<PackagePortal> {
  const portal = await startPackagePortal(packages);
  opened.push(portal);
  return portal;
}

async function hubOf(...sources: readonly StatedSource[]): Promise<ProvinceHub> {
  const hub = await ProvinceHub.open(sources);
  opened.push(hub);
  return hub;
}

/** What the hub publishes now, as the portal that it is to others. */
async function publish(hub: ProvinceHub): Promise<string> {
  const server = await hub.serve();
  opened.push(server);
  return server.url;
}

/** The hub's catalogue, as another portal that copies it would list it. */
function copyOf(hub: ProvinceHub): readonly string[] {
  return hub.exportLines().map((line) => line.trim());
}

describe('a ring of three hubs', () => {
  it.each([
    ['ids that only their portal knows', (name: string) => name],
    ['ids that are the same everywhere', () => randomUUID()],
  ])('stays constant in number over ten rounds, with %s', async (_kind, idOf) => {
    const names = ['甲', '乙', '丙'];
    const own = await Promise.all(
      names.map((name) => portalOf(pack(idOf('1'), `${name}一`), pack(idOf('2'), `${name}二`))),
    );
    const feeds = await Promise.all(names.map(() => portalOf()));
    const hubs: ProvinceHub[] = [];
    for (const [index, portal] of own.entries()) {
      const feed = feeds[(index + 2) % 3];
      hubs.push(await hubOf({ id: 'city', url: portal.url }, { id: 'neighbour', url: feed?.url ?? '' }));
    }
    const all = ['丙一', '丙二', '乙一', '乙二', '甲一', '甲二'];
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [index, hub] of hubs.entries()) {
        hub.advance(24);
        await hub.harvest('city');
        if (round > 0 || index > 0) await hub.harvest('neighbour');
        const feed = feeds[index];
        if (feed !== undefined) feed.packages = copyOf(hub);
      }
      if (round >= 2) for (const hub of hubs) expect(titles(hub)).toEqual(all);
    }
    for (const hub of hubs) {
      const report = await hub.harvest('neighbour');
      expect(report).toMatchObject({ outcome: 'complete', counts: { added: 0, updated: 0, removed: 0 } });
      expect(report.counts.refederated).toBe(2);
      const chains = hub.exportLines().map(chainOf);
      for (const chain of chains)
        expect(chain.filter(({ hub: id }) => id !== undefined).length).toBeLessThan(4);
      // Nothing changes any more: a ring that republishes what it has just met would never rest.
      const before = await hub.changes();
      await hub.harvest('neighbour');
      expect(await hub.changes()).toEqual(before);
    }
  });
});

describe('a record that comes by two ways', () => {
  let city: PackagePortal;
  let other: ProvinceHub;
  let url: string;
  const id = randomUUID();

  beforeEach(async () => {
    city = await portalOf(pack(id, '停车场'));
    other = await hubOf({ id: 'town', url: city.url });
    await other.harvest('town');
    url = await publish(other);
  });

  it('is published from its portal, and its copy is told by trace', async () => {
    const hub = await hubOf({ id: 'city', url: city.url }, { id: 'hub', url });
    await hub.harvest('city');
    expect(await hub.harvest('hub')).toMatchObject({
      outcome: 'complete',
      counts: { seen: 1, added: 0, refederated: 1 },
    });
    expect(origins(hub)).toEqual({ 停车场: 'city' });
    const [published] = [...hub.reading.datasets.all()];
    const [copied] = [...other.reading.datasets.all()];
    const [traced] = await hub.reading.catalog.traceRecords(copied?.dataset.identifier ?? '', 'keys');
    expect(traced).toMatchObject({
      sourceId: 'hub',
      state: 'refederated',
      copyOf: published?.dataset.identifier,
    });
  });

  it('yields to its portal when that is harvested later', async () => {
    const hub = await hubOf({ id: 'city', url: city.url }, { id: 'hub', url, limits: { removedShare: 1 } });
    await hub.harvest('hub');
    expect(origins(hub)).toEqual({ 停车场: 'hub' });
    await hub.harvest('city');
    expect(await hub.harvest('hub')).toMatchObject({
      outcome: 'complete',
      counts: { unchanged: 0, refederated: 1, removed: 1 },
    });
    expect(origins(hub)).toEqual({ 停车场: 'city' });
    expect(await hub.harvest('hub')).toMatchObject({ counts: { refederated: 1, removed: 0 } });
  });

  it('is held where yielding crosses the limit for removals, and goes when that is released', async () => {
    const hub = await hubOf({ id: 'city', url: city.url }, { id: 'hub', url });
    await hub.harvest('hub');
    await hub.harvest('city');
    expect(await hub.harvest('hub')).toMatchObject({ outcome: 'held' });
    expect(titles(hub)).toEqual(['停车场', '停车场']);
    expect(await hub.decide({ decision: 'release' }, 'hub')).toMatchObject({ removed: 1 });
    expect(origins(hub)).toEqual({ 停车场: 'city' });
    expect(await hub.harvest('hub')).toMatchObject({ outcome: 'complete', counts: { refederated: 1 } });
  });

  it('does not come back by the other way when its portal has withdrawn it', async () => {
    city.packages = [pack(id, '停车场'), pack(randomUUID(), '学校')];
    const hub = await hubOf({ id: 'city', url: city.url, limits: { removedShare: 1 } }, { id: 'hub', url });
    await hub.harvest('city');
    city.packages = city.packages.slice(1);
    await hub.harvest('city');
    expect(await hub.harvest('hub')).toMatchObject({ counts: { seen: 1, refederated: 1 } });
    expect(titles(hub)).toEqual(['学校']);
  });

  it('is published once when two hubs bring it and nobody the portal', async () => {
    const third = await hubOf({ id: 'hub', url });
    await third.harvest('hub');
    const longer = await publish(third);
    const sources = [
      { id: 'far', url: longer, limits: { removedShare: 1 } },
      { id: 'near', url },
    ];
    const hub = await hubOf(...sources);
    await hub.harvest('far');
    expect(origins(hub)).toEqual({ 停车场: 'far' });
    await hub.harvest('near');
    await hub.harvest('far');
    // The shorter way wins, whichever was first.
    expect(origins(hub)).toEqual({ 停车场: 'near' });
  });
});

describe('a copy that a harvesting CKAN made', () => {
  it('is told by the id that it kept', async () => {
    const id = randomUUID();
    const city = await portalOf(pack(id, '停车场'));
    const collector = await portalOf(
      pack(id, '停车场', [{ key: 'harvest_source_id', value: 'x' }]),
      pack(randomUUID(), '别处的', [{ key: 'harvest_source_id', value: 'y' }]),
    );
    const hub = await hubOf({ id: 'city', url: city.url }, { id: 'collector', url: collector.url });
    await hub.harvest('city');
    expect(await hub.harvest('collector')).toMatchObject({ counts: { added: 1, refederated: 1 } });
    expect(origins(hub)).toEqual({ 停车场: 'city', 别处的: 'collector' });
  });

  it('is no copy where two hubs know different portals by the same names and ids', async () => {
    const urls: string[] = [];
    for (const title of ['停车场', '学校']) {
      const portal = await portalOf(pack('1', title));
      const hub = await hubOf({ id: 'city', url: portal.url });
      await hub.harvest('city');
      urls.push(await publish(hub));
    }
    const [first = '', second = ''] = urls;
    const hub = await hubOf({ id: 'first', url: first }, { id: 'second', url: second });
    await hub.harvestInOrder();
    expect(origins(hub)).toEqual({ 停车场: 'first', 学校: 'second' });
  });

  it('is no copy where two portals merely have the same id', async () => {
    const id = randomUUID();
    const one = await portalOf(pack(id, '停车场'));
    const two = await portalOf(pack(id, '学校'));
    const hub = await hubOf({ id: 'one', url: one.url }, { id: 'two', url: two.url });
    await hub.harvestInOrder();
    expect(origins(hub)).toEqual({ 停车场: 'one', 学校: 'two' });
  });
});

describe('a chain that lies', () => {
  it('takes nothing from the portal that it names', async () => {
    const id = randomUUID();
    const city = await portalOf(pack(id, '停车场'));
    const liar = await portalOf(pack('1', '冒名', [{ key: CHAIN_EXTRA, value: JSON.stringify([{ id }]) }]));
    const hub = await hubOf({ id: 'liar', url: liar.url }, { id: 'city', url: city.url });
    await hub.harvestInOrder();
    await hub.harvestInOrder();
    expect(origins(hub)).toMatchObject({ 停车场: 'city' });
  });

  it.each([
    ['no JSON', 'hub → portal'],
    ['no list', '{"id":"1"}'],
    ['a link without an id', '[{"portal":"https://a.example.org"}]'],
    ['an address that is none', '[{"portal":"javascript:alert(1)","id":"1"}]'],
    ['a hub id that is none', '[{"hub":"<script>","id":"1"}]'],
    ['a chain without end', JSON.stringify(Array.from({ length: 1000 }, () => ({ id: '1' })))],
  ])('is not read when it is %s', async (_case, value) => {
    const portal = await portalOf(pack('1', '停车场', [{ key: CHAIN_EXTRA, value }]));
    const hub = await hubOf({ id: 'city', url: portal.url });
    expect(await hub.harvest('city')).toMatchObject({ outcome: 'complete', counts: { added: 1 } });
    const [line = ''] = hub.exportLines();
    const [first, own] = chainOf(line);
    expect(first).toEqual({ id: '1' });
    expect(own).toHaveProperty('hub');
  });

  it('keeps no secrets of an address', async () => {
    const chain = JSON.stringify([{ portal: 'https://user:secret@a.example.org/ckan/?token=x#y', id: '1' }]);
    const portal = await portalOf(pack('1', '停车场', [{ key: CHAIN_EXTRA, value: chain }]));
    const hub = await hubOf({ id: 'city', url: portal.url });
    await hub.harvest('city');
    const [line = ''] = hub.exportLines();
    expect(chainOf(line)[0]).toEqual({ portal: 'https://a.example.org/ckan', id: '1' });
  });
});
