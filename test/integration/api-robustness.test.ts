import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { startCalledHub } from '../support/robustness/called-hub.js';
import type { CalledHub } from '../support/robustness/called-hub.js';
import { faultOf } from '../support/robustness/faults.js';
import { randomCall } from '../support/robustness/random-calls.js';
import { seededRandom } from '../support/seeded-random.js';

/** `API_CALLS=50000` makes all; the tests of every change make some. Each call is the same under the same `API_SEED`. */
const CALLS = Number(process.env['API_CALLS'] ?? 2000);
const SEED = Number(process.env['API_SEED'] ?? 1);
const LIMIT_MS = 2000;
/** What the last answers, the compiled code and the shapes of odd parameters may leave. */
const LEFT_MEGABYTES = 16;
const TOKEN = '0123456789abcdef0123456789abcdef';
const SHOWN = 10;

let hub: CalledHub;
beforeAll(async () => {
  hub = await startCalledHub(TOKEN);
});
afterAll(() => hub.close());

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function megabytes(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 2 ** 20;
}

describe('whatever is called', () => {
  it('answers in the right form, soon, and keeps nothing of it', async () => {
    const random = seededRandom(SEED);
    const faults: string[] = [];
    let level = 0;
    for (let call = 0; call < CALLS && faults.length < SHOWN; call += 1) {
      if (call === Math.floor(CALLS / 2)) level = megabytes();
      const asked = randomCall(random, { known: hub.known, token: TOKEN });
      const began = performance.now();
      const answer = await hub.server.send(asked.request);
      const took = performance.now() - began;
      const fault = faultOf(asked, answer) ?? (took > LIMIT_MS ? `took ${took.toFixed(0)} ms` : undefined);
      if (fault !== undefined)
        faults.push(`call ${call}: ${fault} – ${JSON.stringify(asked.request).slice(0, 500)}`);
    }
    expect(faults).toEqual([]);
    expect(megabytes() - level).toBeLessThan(LEFT_MEGABYTES);
  }, 3_600_000);
});
