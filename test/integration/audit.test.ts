import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import type { JobReport } from '../../src/pipeline/ports.js';
import { giveTrust } from '../../src/storage/writer/trust.js';
import { DatedPortal, type Habits, type Lie, LIES } from '../support/dated-portal.js';
import { ProvinceHub } from '../support/province-hub.js';
import { seededRandom } from '../support/seeded-random.js';

/** A thousand runs on a busy machine. */
jest.setTimeout(240_000);

const START = Date.UTC(2026, 8, 2);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** All portals share one clock, one server and one hub. */
class World {
  readonly portals = new Map<string, DatedPortal>();
  readonly #server: Server;
  readonly #base: string;
  hub!: ProvinceHub;
  time = START;
  readonly #sources: { readonly id: string; readonly url: string }[] = [];

  private constructor(server: Server) {
    this.#server = server;
    this.#base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async start(): Promise<World> {
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://portal');
      // Whoever asks takes his time.
      world.time += MINUTE;
      world.hub.setTime(new Date(world.time).toISOString());
      world.portals.get(url.pathname.split('/')[1] ?? '')?.answer(url, response);
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return new World(server);
  }

  add(
    id: string,
    portal: { readonly seed: number; readonly habits: Habits; readonly lie?: Lie; readonly page?: number },
    auditEvery: number,
  ): void {
    const { seed, page = 1000, ...rest } = portal;
    this.portals.set(id, new DatedPortal({ random: seededRandom(seed), now: () => this.time, ...rest }));
    this.#sources.push({
      ...{ id, url: `${this.#base}/${id}`, auditEvery },
      ...{ options: { incremental: true, page_size: page }, network: { ignoreRobots: true } },
      ...{ limits: { removedShare: 1, fieldShare: 1, missingRuns: 1 + (seed % 2) } },
    });
  }

  async open(): Promise<void> {
    this.hub = await ProvinceHub.open(this.#sources);
  }

  advance(milliseconds: number): void {
    this.time += milliseconds;
    this.hub.setTime(new Date(this.time).toISOString());
  }

  async harvest(id: string, full = false): Promise<JobReport> {
    this.portals.get(id)?.forgetTold();
    return this.hub.harvest(id, { options: { full } });
  }

  async close(): Promise<void> {
    await this.hub.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

const HONEST: Readonly<Record<string, Habits>> = {
  clean: {},
  busy: { isBusy: true },
  renaming: { renames: true },
  counting: { counts: true },
  reviving: { revives: true },
  late: { lag: 17 },
  flaky: { isFlaky: true },
  caching: { caches: true },
  'busy-late': { isBusy: true, lag: 29 },
  all: { isBusy: true, renames: true, counts: true, revives: true, lag: 11, isFlaky: true },
};

const ROUNDS = 27;

/** What has become of one portal. */
interface Course {
  runs: number;
  audits: number;
  partial: number;
  flags: number;
  /** Audits since it was last trusted in which it hid something. */
  blind: number;
  since: number | undefined;
}

function newCourse(): Course {
  return { runs: 0, audits: 0, partial: 0, flags: 0, blind: 0, since: undefined };
}

let world: World;
beforeEach(async () => {
  world = await World.start();
});
afterEach(() => world.close());

describe('1,000 runs of honest and dishonest portals', () => {
  it('flag every liar by its second audit at most, and no honest portal ever', async () => {
    const random = seededRandom(20_261_122);
    const honest = Object.entries(HONEST).flatMap(([name, habits], place) =>
      [0, 1].map((copy) => {
        const id = `${name}-${copy}`;
        const page = copy === 0 ? 1000 : 7;
        world.add(id, { seed: 100 * place + copy, habits, page }, 1 + ((place + copy) % 4));
        return id;
      }),
    );
    const noise: readonly Habits[] = [{}, { renames: true, counts: true }, { lag: 17 }];
    const liars = Object.values(LIES).flatMap((lie, place) =>
      [0, 1].map((copy) => {
        const habits = noise[(place + copy) % noise.length]!;
        const id = `liar-${place}-${copy}`;
        world.add(id, { seed: 5000 + 100 * place + copy, habits, lie }, 1 + ((place + copy) % 4));
        return id;
      }),
    );
    await world.open();
    const courses = new Map([...honest, ...liars].map((id) => [id, newCourse()]));
    for (const [id, course] of courses) {
      for (let round = 0; round < ROUNDS; round += 1) {
        world.portals.get(id)?.live();
        world.advance((1 + random.below(16)) * 30 * MINUTE);
        await runOnce(id, course, random.below(20) === 0);
      }
    }
    const all = [...courses.values()];
    expect(all.reduce((sum, { runs }) => sum + runs, 0)).toBeGreaterThanOrEqual(1000);
    for (const id of honest) {
      const { flags, audits } = courses.get(id)!;
      expect([id, flags, audits > 0]).toEqual([id, 0, true]);
    }
    for (const id of liars) expect([id, courses.get(id)!.flags > 0]).toEqual([id, true]);
    expect(courses.get('flaky-0')!.partial).toBeGreaterThan(0);
  });

  async function runOnce(id: string, course: Course, full: boolean): Promise<void> {
    const before = course.since;
    const start = world.time;
    const report = await world.harvest(id, full);
    course.runs += 1;
    if (report.outcome === 'partial') course.partial += 1;
    if (report.outcome !== 'complete') {
      expect(report.hidden).toBeUndefined();
      return;
    }
    course.since = start;
    if (report.mode !== 'full' || before === undefined) return;
    course.audits += 1;
    // An honest portal may be asked nothing, or hide what it does not know itself yet.
    const isLiar = id.startsWith('liar');
    if (isLiar && world.portals.get(id)!.hiddenSince(before).length > 0) course.blind += 1;
    if (report.hidden === undefined) {
      expect([id, course.blind < 2]).toEqual([id, true]);
      return;
    }
    course.flags += 1;
    await expectFull(id, report);
    course.since = world.time;
    expect(giveTrust(world.hub.dataDir, [id])).toEqual([id]);
    course.blind = 0;
  }

  /** From a finding on all runs are full and quiet about it, until somebody trusts the portal. */
  async function expectFull(id: string, { hidden, jobId }: JobReport): Promise<void> {
    const { finding } = await world.hub.reading.catalog.auditState(id);
    expect(finding).toMatchObject({ ...hidden, jobId });
    world.advance(HOUR);
    const next = await world.harvest(id);
    expect(next).toMatchObject({ mode: 'full' });
    expect(next.hidden).toBeUndefined();
  }
});
