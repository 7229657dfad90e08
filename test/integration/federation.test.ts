import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import type { ReconcileReport } from '../../src/domain/reconcile-report.js';
import type { FlakyLink, LinkFault } from '../support/flaky-link.js';
import { type Entry, HubLevel } from '../support/hub-level.js';
import { type PackagePortal, startPackagePortal } from '../support/package-portal.js';
import { type SeededRandom, seededRandom } from '../support/seeded-random.js';

/**
 * County, city and province, each a hub of its own process, the province asking the county directly as well. The sizes:
 * LIANMU_FEDERATION_SIZE=20000 LIANMU_FEDERATION_CHANGES=1000, which takes a quarter of an hour.
 */
const SIZE = Number(process.env['LIANMU_FEDERATION_SIZE'] ?? 120);
const CHANGES = Number(process.env['LIANMU_FEDERATION_CHANGES'] ?? 40);
const ROUNDS = CHANGES > 100 ? 20 : 3;
const POLL_SECONDS = 2;
const SECONDS = SIZE > 1000 ? 3600 : 120;

jest.setTimeout(SECONDS * 1000);

interface Town {
  readonly title: string;
  readonly office: number;
  readonly isSecret?: boolean;
}

/** What the county's portal has, and everything that it ever had. */
class TownPortal {
  readonly #random: SeededRandom;
  readonly #towns = new Map<string, Town>();
  readonly #gone = new Map<string, Town>();
  readonly #offices = [0, 0, 0, 0, 0];
  #made = 0;

  constructor(random: SeededRandom, size: number) {
    this.#random = random;
    for (let index = 0; index < size; index += 1) this.#create();
  }

  get packages(): readonly string[] {
    return [...this.#towns].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, town]) => this.#pack(id, town));
  }

  get live(): number {
    return [...this.#towns.values()].filter(({ isSecret }) => isSecret !== true).length;
  }

  change(): void {
    const turn = this.#random.below(20);
    const id = this.#random.pick([...this.#towns.keys()]);
    const town = this.#towns.get(id);
    if (town === undefined) return;
    if (turn < 6) this.#create();
    else if (turn < 12) this.#towns.set(id, { ...town, title: `改 ${this.#random.below(1_000_000)}` });
    else if (turn < 15) {
      this.#towns.delete(id);
      this.#gone.set(id, town);
    } else if (turn < 17) {
      const [back] = this.#gone;
      if (back !== undefined) this.#towns.set(...back);
      if (back !== undefined) this.#gone.delete(back[0]);
    } else if (turn < 19) this.#towns.set(id, { ...town, isSecret: town.isSecret !== true });
    else this.#offices[town.office] = (this.#offices[town.office] ?? 0) + 1;
  }

  retitle(title: string): void {
    const [first] = this.#towns;
    if (first !== undefined) this.#towns.set(first[0], { office: first[1].office, title });
  }

  #create(): void {
    this.#made += 1;
    const id = `t-${String(this.#made).padStart(6, '0')}`;
    this.#towns.set(id, { title: `目录 ${this.#made}`, office: this.#made % 5 });
  }

  #pack(id: string, { title, office, isSecret }: Town): string {
    return JSON.stringify({
      id,
      title,
      notes: `${title}的摘要。`,
      tags: [{ name: '停车' }],
      organization: {
        id: `o-${office}`,
        name: `o-${office}`,
        title: `临水县第${office}局（${this.#offices[office] ?? 0}）`,
      },
      resources: [{ id: `r-${id}`, url: `https://data.example.org/${id}.csv`, format: 'CSV' }],
      extras: isSecret === true ? [{ key: '数据分级', value: '核心数据' }] : [],
    });
  }
}

let towns: TownPortal;
let portal: PackagePortal;
let county: HubLevel;
let city: HubLevel;
let province: HubLevel;
let links: readonly FlakyLink[];

beforeAll(async () => {
  towns = new TownPortal(seededRandom(6), SIZE);
  portal = await startPackagePortal(towns.packages);
  const followed = { kind: 'lianmu', schedule: `*/${POLL_SECONDS} * * * * *`, options: { wait: 5 } };
  county = new HubLevel('临水县', [{ id: 'town', url: portal.url }]);
  expect(await county.run('harvest', 'town')).toMatchObject({ code: 0 });
  await county.start();
  const toCounty = await county.link();
  city = new HubLevel('江城市', [{ id: 'linshui', url: toCounty.url, ...followed }]);
  await city.start();
  const toCity = await city.link();
  const alsoToCounty = await county.link();
  province = new HubLevel('江省', [
    { id: 'jiangcheng', url: toCity.url, ...followed },
    { id: 'linshui', url: alsoToCounty.url, ...followed },
  ]);
  await province.start();
  links = [toCounty.link, toCity.link, alsoToCounty.link];
});

afterAll(async () => {
  for (const level of [province, city, county]) await level.close();
  await portal.close();
});

async function until(test: () => Promise<boolean>, seconds: number): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await test())) {
    if (Date.now() > end) throw new Error('it takes too long');
    await sleep(SIZE > 1000 ? 1000 : 100);
  }
}

let compared = '';
const begun = Date.now();

/** Records are compared only when their number is right, and something has changed since they were compared last. */
async function agreed(): Promise<boolean> {
  const states = await Promise.all([county, city, province].map((level) => level.state()));
  const positions = states.map(({ seq }) => seq).join();
  if (positions === compared || states.some(({ datasets }) => datasets !== towns.live)) return false;
  compared = positions;
  const all = await Promise.all([county, city, province].map((level) => level.contents()));
  return all.every(({ sha256, datasets }) => sha256 === all[0]?.sha256 && datasets === towns.live);
}

/** Figures of the large run. */
function tell(text: string): void {
  if (SIZE > 1000) process.stderr.write(`${text}\n`);
}

async function publish(): Promise<void> {
  portal.packages = towns.packages;
  const ended = await county.run('harvest', 'town');
  if (ended.code !== 0) throw new Error(ended.err + ended.out);
}

function timeOf(text: string | undefined): number {
  return Date.parse(`${text?.slice(0, 23)}Z`);
}

async function reconcile(
  level: HubLevel,
): Promise<{ readonly code: number | null; readonly report: ReconcileReport }> {
  const { code, out } = await level.run('reconcile', '--json');
  return { code, report: JSON.parse(out) as ReconcileReport };
}

describe('county, city and province', () => {
  it('come to agree, each record once', async () => {
    const [countyHub, cityHub, provinceHub] = await Promise.all(
      [county, city, province].map(async (level) => (await level.state()).hub),
    );
    const shorter = ['', countyHub, provinceHub].join();
    // By the shorter way, whichever was there first.
    await until(async () => {
      const entries = (await province.entries()).filter(({ kind }) => kind === 'put');
      const isDirect = entries.every(({ chain }) => chain.map(({ hub }) => hub).join() === shorter);
      return isDirect && (await agreed());
    }, SECONDS / 2);
    tell(`${towns.live} datasets at all three after ${((Date.now() - begun) / 1000).toFixed(0)} s`);
    expect((await city.entries()).at(-1)?.chain.map(({ hub }) => hub)).toEqual([
      undefined,
      countyHub,
      cityHub,
    ]);
  });

  it('show a change of the county at the top within the polling interval and five seconds', async () => {
    const delays: string[] = [];
    compared = '';
    for (const round of [1, 2]) {
      const title = `第 ${round} 次改动`;
      towns.retitle(title);
      const { seq } = await province.state();
      await publish();
      let seen: Entry | undefined;
      await until(async () => {
        seen = (await province.entries(seq)).find(
          ({ kind, record }) => kind === 'put' && record.title === title,
        );
        return seen !== undefined;
      }, SECONDS / 4);
      const arrived = Date.now();
      const published = timeOf(seen?.chain.find(({ changed }) => changed !== undefined)?.changed);
      delays.push(((arrived - published) / 1000).toFixed(1));
      expect(arrived - published).toBeLessThanOrEqual((POLL_SECONDS + 5) * 1000);
    }
    tell(`seconds from the county's publication until it is seen at the top: ${delays.join(', ')}`);
    await until(agreed, SECONDS / 2);
  });

  it('agree after random changes and outages', async () => {
    compared = '';
    const faults: readonly LinkFault[] = ['cut', 'busy'];
    const killed = [city, province, county];
    const random = seededRandom(7);
    for (let round = 0; round < ROUNDS; round += 1) {
      const link = random.pick(links);
      const fault = random.pick(faults);
      const level = killed[round % killed.length];
      for (let change = 0; change < CHANGES / ROUNDS; change += 1) towns.change();
      link.play(fault);
      if (level !== county) await level?.kill();
      await publish();
      if (level === county) await level.kill();
      await until(async () => {
        await level?.start();
        return true;
      }, 30);
      link.play(undefined);
    }
    const settling = Date.now();
    await until(agreed, SECONDS / 2);
    const seconds = ((Date.now() - settling) / 1000).toFixed(0);
    tell(
      `${CHANGES} changes in ${ROUNDS} outages: all three agree ${seconds} s after the last, ${towns.live} datasets`,
    );
    expect(links.reduce((sum, { faults: played }) => sum + played, 0)).toBeGreaterThan(0);
    expect(await province.run('verify')).toMatchObject({ code: 0 });
  });

  it('are found whole by reconcile, and what is lost is named', async () => {
    await until(
      async () => (await reconcile(province)).report.hops.every(({ status }) => status === 'whole'),
      SECONDS / 4,
    );
    const { code, report } = await reconcile(province);
    expect({ code, hub: report.hub }).toEqual({ code: 0, hub: '江省' });
    expect(report.hops.map(({ below, above }) => `${below} ${above}`)).toEqual([
      '江城市 江省',
      '临水县 江城市',
      '临水县 江省',
    ]);
    const { live } = towns;
    expect(report.hops.map(({ datasets }) => datasets)).toEqual([live, live, live]);
    expect(report.hops[0]?.counts).toMatchObject({ live: 0, refederated: live });
    expect(report.canaries[0]?.steps.map(({ hub }) => hub)).toEqual(['临水县', '江省']);
    expect(JSON.stringify(report)).not.toContain('127.0.0.1');
    await county.kill();
    expect(await reconcile(province)).toMatchObject({
      code: 3,
      report: { hops: [{ status: 'whole' }, { status: 'whole' }, { status: 'silent' }] },
    });
  });
});
