import { demoSources } from '../../../src/demo/demo-sources.js';
import { runPortalCommand } from '../../../src/demo/portal-command.js';
import { startProvince } from '../../../src/demo/province-server.js';

describe('startProvince', () => {
  it('starts a portal a city and moves time in all of them', async () => {
    const running = await startProvince({ seed: 1, size: 2_000, day: 0 });
    expect(running.portals).toHaveLength(11);
    expect(running.portals.reduce((sum, portal) => sum + portal.count, 0)).toBe(2_000);
    await running.setDay(25);
    expect(running.portals.map((portal) => portal.day)).toEqual(Array.from({ length: 11 }, () => 25));
    const answer = await fetch(`${running.portals[10]?.url ?? ''}/api/3/action/package_search?rows=0`);
    expect(await answer.json()).toMatchObject({ result: { count: running.portals[10]?.count } });
    await running.close();
    await expect(fetch(running.portals[0]?.url ?? '')).rejects.toMatchObject({ message: 'fetch failed' });
  });

  it('closes what it started when a port is taken', async () => {
    const first = await startProvince({ seed: 1, size: 300, cities: ['jichuan'] });
    const taken = first.portals[0]?.port ?? 0;
    const options = { seed: 1, size: 300, cities: ['yunxi', 'chengpu'], basePort: taken - 1 };
    await expect(startProvince(options)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await first.close();
  });

  it('refuses a city that the province has not', async () => {
    await expect(startProvince({ seed: 1, size: 300, cities: ['atlantis'] })).rejects.toThrow(RangeError);
  });
});

describe('demoSources', () => {
  it('gives a source a portal, with crosswalks where a portal speaks in codes', async () => {
    const running = await startProvince({ seed: 1, size: 300 });
    const sources = demoSources(running.portals);
    await running.close();
    expect(sources.map((source) => source.url)).toEqual(running.portals.map((portal) => portal.url));
    expect(new Set(sources.map((source) => source.schedule)).size).toBe(11);
    const byId = new Map(sources.map((source) => [source.id, source]));
    expect(byId.get('yunxi')).not.toHaveProperty('crosswalks');
    expect(byId.get('yizhou')?.crosswalks).toMatchObject({
      'update-cycle': { 1: 'realtime', 7: 'annual', 99: 'other' },
      'open-type': { 0: 'unconditional', 2: 'not_open' },
    });
    expect(byId.get('zhuyuan')?.crosswalks?.['share-type']).toEqual({
      1: 'unconditional',
      2: 'conditional',
      3: 'not_shared',
    });
    expect(byId.get('yanxi')?.crosswalks?.['open-type']).toMatchObject({ 否: 'not_open' });
  });
});

describe('demoSources of a mixed province', () => {
  it('states the kind of each portal and where its catalogue lies', async () => {
    const running = await startProvince({ seed: 1, size: 300, mixed: true });
    const sources = demoSources(running.portals);
    const regions = new Map(
      demoSources(running.portals, { hasRegions: true }).map(({ id, region }) => [id, region]),
    );
    const statuses = await Promise.all(
      sources
        .filter(({ kind }) => kind !== 'ckan' && kind !== 'portal-api')
        .map(async ({ url }) => (await fetch(url)).status),
    );
    await running.close();
    expect(statuses).toEqual([200, 200, 200, 200, 200]);
    expect(sources.every((source) => !('region' in source))).toBe(true);
    expect([regions.get('yunxi'), regions.get('meiyu'), regions.get('lanjiang-qxj')]).toEqual([
      '云汐市',
      '梅屿市',
      undefined,
    ]);
    const kinds = new Set(sources.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['ckan', 'data-json', 'dcat', 'json-list', 'portal-api', 'workbook']);
    expect(sources.find(({ kind }) => kind === 'portal-api')).toMatchObject({
      profile: 'guangdong',
      network: { allowPrivate: true, minDelayMs: 0 },
    });
    expect(new Set(sources.map(({ schedule }) => schedule)).size).toBeGreaterThan(11);
  });
});

describe('runPortalCommand', () => {
  it('announces the portals in one line of JSON', async () => {
    const lines: string[] = [];
    const argv = ['--seed', '4', '--size', '400', '--cities', '2', '--day', '2', '--prerender'];
    const running = await runPortalCommand(argv, (line) => lines.push(line));
    await running.close();
    expect(lines).toHaveLength(1);
    const { portals } = JSON.parse(lines[0] ?? '') as {
      readonly portals: readonly { readonly id: string }[];
    };
    expect(portals.map((portal) => portal.id)).toEqual(['yunxi', 'chengpu']);
  });

  it('mixes the dialects when asked', async () => {
    const running = await runPortalCommand(['--size', '300', '--mixed'], () => undefined);
    expect(running.portals).toHaveLength(15);
    await running.close();
  });

  it('serves one city when asked', async () => {
    const running = await runPortalCommand(['--size', '300', '--city', 'yinyu'], () => undefined);
    expect(running.portals.map((portal) => portal.city.id)).toEqual(['yinyu']);
    await running.close();
  });

  it.each([[['--size', 'many']], [['--nonsense']], [['--size', '5']]])('refuses %j', async (argv) => {
    await expect(runPortalCommand(argv, () => undefined)).rejects.toThrow();
  });
});
