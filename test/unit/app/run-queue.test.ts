import { RunQueue } from '../../../src/app/run-queue.js';
import type { Turn } from '../../../src/app/run-queue.js';

const NORMAL: Turn = { priority: 'normal', quick: false };

/** Runs that go on until they are ended by name. */
function world(concurrency: number) {
  const queue = new RunQueue(concurrency);
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const results: Promise<string>[] = [];
  function add(name: string, turn: Partial<Turn> = {}): void {
    results.push(
      queue.run({ ...NORMAL, ...turn }, () => {
        started.push(name);
        return new Promise<string>((resolve) => {
          ends.set(name, () => {
            resolve(name);
          });
        });
      }),
    );
  }
  async function end(...names: readonly string[]): Promise<void> {
    for (const name of names) ends.get(name)?.();
    await settle();
  }
  return { queue, started, add, end, results };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

describe('the queue of runs', () => {
  it('lets so many run at a time, the important ones first, then who came first', async () => {
    const { started, add, end } = world(1);
    add('first');
    add('low', { priority: 'low' });
    add('normal');
    add('later');
    add('high', { priority: 'high' });
    await settle();
    expect(started).toEqual(['first']);
    for (const name of ['first', 'high', 'normal', 'later', 'low']) await end(name);
    expect(started).toEqual(['first', 'high', 'normal', 'later', 'low']);
  });

  it('lets quick ones pass when huge ones have every place, one at a time', async () => {
    const { started, add, end } = world(2);
    add('huge');
    add('vast');
    add('big');
    add('quick', { quick: true });
    add('swift', { quick: true });
    await settle();
    expect(started).toEqual(['huge', 'vast', 'quick']);
    await end('quick');
    expect(started).toEqual(['huge', 'vast', 'quick', 'swift']);
  });

  it('gives quick ones the ordinary places as well, and runs each once', async () => {
    const { queue, started, add, end, results } = world(2);
    for (const name of ['a', 'b', 'c', 'd', 'e']) add(name, { quick: true });
    await settle();
    expect(started).toHaveLength(3);
    await end('a', 'b', 'c');
    await end('d', 'e');
    await queue.onIdle();
    expect(started).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(await Promise.all(results)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('hands on a failure, and goes on', async () => {
    const queue = new RunQueue(1);
    const broken = (): Promise<string> => Promise.reject(new Error('broke'));
    await expect(queue.run({ priority: 'normal', quick: true }, broken)).rejects.toThrow('broke');
    await expect(queue.run(NORMAL, broken)).rejects.toThrow('broke');
    expect(await queue.run({ priority: 'low', quick: true }, () => Promise.resolve('fine'))).toBe('fine');
    await queue.onIdle();
  });
});
