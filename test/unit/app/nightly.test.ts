import { startNightly } from '../../../src/app/snapshot/nightly.js';

describe('snapshots by a schedule', () => {
  function start(last: Date | undefined, make: () => Promise<unknown>) {
    let now = new Date('2026-11-22T12:00:00Z');
    let look = (): void => undefined;
    const failures: unknown[] = [];
    const stop = startNightly({
      ...{ schedule: '30 4 * * *', timezone: 'Asia/Shanghai', last, make, now: () => now },
      failed: (error) => failures.push(error),
      watch(given) {
        look = given;
        return () => {
          look = () => undefined;
        };
      },
    });
    return {
      ...{ failures, stop },
      at(time: string) {
        now = new Date(time);
        look();
      },
    };
  }

  it('are made when they are due, at once if one was missed, and never two at a time', async () => {
    let made = 0;
    let end = (): void => undefined;
    const make = (): Promise<void> => {
      made += 1;
      return new Promise((resolve) => {
        end = resolve;
      });
    };
    const nightly = start(new Date('2026-11-21T21:00:00Z'), make);
    nightly.at('2026-11-22T20:29:59Z');
    expect(made).toBe(0);
    nightly.at('2026-11-22T20:30:00Z');
    nightly.at('2026-11-22T20:30:01Z');
    expect(made).toBe(1);
    nightly.at('2026-11-23T20:31:00Z');
    expect(made).toBe(1);
    end();
    await Promise.resolve();
    await new Promise(setImmediate);
    nightly.at('2026-11-24T20:30:00Z');
    expect(made).toBe(2);
    nightly.stop();
    nightly.at('2026-11-27T20:30:00Z');
    expect(made).toBe(2);
    start(new Date('2026-11-20T20:30:00Z'), make).at('2026-11-22T12:00:00Z');
    start(undefined, make).at('2026-11-22T12:00:00Z');
    expect(made).toBe(4);
  });

  it('tell of a failure, and try again the next time', async () => {
    const broken = new Error('disk full');
    const nightly = start(undefined, () => Promise.reject(broken));
    nightly.at('2026-11-22T12:00:00Z');
    await new Promise(setImmediate);
    nightly.at('2026-11-22T20:30:00Z');
    await new Promise(setImmediate);
    expect(nightly.failures).toEqual([broken, broken]);
  });
});
