import { createHostGates } from '../../../src/portal-client/host-gates.js';
import { json, type Loopback, loopback, never } from './loopback.js';

function fakeClock(): { now: () => Date; sleep: (ms: number) => Promise<void>; slept: number[] } {
  const slept: number[] = [];
  return {
    slept,
    now: () => new Date(1_000),
    sleep: (milliseconds) => {
      slept.push(milliseconds);
      return Promise.resolve();
    },
  };
}

describe('createHostGates', () => {
  const turn = { host: 'a', concurrency: 5, minDelayMs: 100, signal: never };

  it('lines up the starts at one host and leaves other hosts alone', async () => {
    const clock = fakeClock();
    const gates = createHostGates(clock);
    const task = (): Promise<void> => Promise.resolve();
    await Promise.all([
      gates.run(turn, task),
      gates.run(turn, task),
      gates.run(turn, task),
      gates.run({ ...turn, host: 'b' }, task),
    ]);
    expect(clock.slept).toEqual([100, 200]);
  });

  it('starts nothing before the end of a pause; the longest one holds', async () => {
    const clock = fakeClock();
    const gates = createHostGates(clock);
    gates.pause('a', 9_000);
    gates.pause('a', 5_000);
    await gates.run(turn, () => Promise.resolve());
    expect(clock.slept).toEqual([8_000]);
  });

  it('keeps to the strictest concurrency of the sources on a host', async () => {
    const gates = createHostGates(fakeClock());
    let running = 0;
    let most = 0;
    const release: (() => void)[] = [];
    const task = async (): Promise<void> => {
      running += 1;
      most = Math.max(most, running);
      await new Promise<void>((resolve) => release.push(resolve));
      running -= 1;
    };
    const wanted = [5, 2, 5, 5].map((concurrency) =>
      gates.run({ ...turn, minDelayMs: 0, concurrency }, task),
    );
    const all = Promise.all(wanted);
    for (let done = 0; done < wanted.length; done += 1) {
      while (release.length === 0) await new Promise(setImmediate);
      release.shift()?.();
    }
    await all;
    expect(most).toBe(2);
  });

  it('lets a waiting request go when its caller aborts', async () => {
    const gates = createHostGates(fakeClock());
    const controller = new AbortController();
    let release: (() => void) | undefined;
    const first = gates.run(
      { ...turn, concurrency: 1 },
      () => new Promise<void>((resolve) => (release = resolve)),
    );
    const second = gates.run({ ...turn, concurrency: 1, signal: controller.signal }, () => Promise.resolve());
    controller.abort(new Error('stopped'));
    await expect(second).rejects.toBe(controller.signal.reason);
    release?.();
    await first;
  });
});

describe('a client', () => {
  let portal: Loopback;
  afterEach(() => portal.close());

  it('never has more requests under way than its concurrency, and starts them apart', async () => {
    let open = 0;
    let most = 0;
    portal = await loopback((_, response) => {
      open += 1;
      most = Math.max(most, open);
      setImmediate(() => {
        open -= 1;
        json(response, 1);
      });
    });
    const client = portal.client({ concurrency: 2, minDelayMs: 250 });
    await Promise.all(Array.from({ length: 6 }, () => client.getJson(portal.url, 's', never)));
    expect(portal.requests).toHaveLength(6);
    expect(most).toBeLessThanOrEqual(2);
    expect(portal.slept.length).toBeGreaterThan(0);
  });
});
