import { createCircuits } from '../../../src/portal-client/circuit.js';
import { createHostGates } from '../../../src/portal-client/host-gates.js';
import { failure, json, type Loopback, loopback, never, START } from './loopback.js';

const ORIGIN = 'https://portal.example.org';

function at(seconds: number): Date {
  return new Date(START + seconds * 1000);
}

describe('createCircuits', () => {
  function failing(circuits: ReturnType<typeof createCircuits>, times: number, seconds: number): void {
    for (let time = 0; time < times; time += 1) {
      expect(circuits.enter(ORIGIN, at(seconds))).toBeUndefined();
      circuits.ended(ORIGIN, 'unavailable', at(seconds));
    }
  }

  it('opens after ten failures in a row, for a minute', () => {
    const circuits = createCircuits();
    failing(circuits, 9, 0);
    expect(circuits.blockedUntil(ORIGIN, at(0))).toBeUndefined();
    failing(circuits, 1, 0);
    expect(circuits.blockedUntil(ORIGIN, at(59))).toEqual(at(60));
    expect(circuits.blockedUntil('https://other.example.org', at(0))).toBeUndefined();
  });

  it('counts anew after an answer, and counts no caller who gave up', () => {
    const circuits = createCircuits(3);
    failing(circuits, 2, 0);
    circuits.ended(ORIGIN, 'answered', at(0));
    failing(circuits, 2, 0);
    circuits.ended(ORIGIN, 'none', at(0));
    expect(circuits.blockedUntil(ORIGIN, at(0))).toBeUndefined();
    failing(circuits, 1, 0);
    expect(circuits.blockedUntil(ORIGIN, at(0))).toEqual(at(60));
  });

  it('lets one request try after the pause, doubles it to an hour at most, and closes with an answer', () => {
    const circuits = createCircuits(1);
    failing(circuits, 1, 0);
    let now = 0;
    for (const pause of [60, 120, 240, 480, 960, 1920, 3600, 3600]) {
      expect(circuits.blockedUntil(ORIGIN, at(now))).toEqual(at(now + pause));
      now += pause;
      expect(circuits.enter(ORIGIN, at(now))).toBeUndefined();
      expect(circuits.enter(ORIGIN, at(now))).toEqual(at(now));
      circuits.ended(ORIGIN, 'unavailable', at(now));
    }
    now += 3600;
    expect(circuits.enter(ORIGIN, at(now))).toBeUndefined();
    circuits.ended(ORIGIN, 'answered', at(now));
    expect(circuits.blockedUntil(ORIGIN, at(now))).toBeUndefined();
    failing(circuits, 1, now);
    expect(circuits.blockedUntil(ORIGIN, at(now))).toEqual(at(now + 60));
  });

  it('gives the trial to the next when its caller gave up', () => {
    const circuits = createCircuits(1);
    failing(circuits, 1, 0);
    expect(circuits.enter(ORIGIN, at(60))).toBeUndefined();
    circuits.ended(ORIGIN, 'none', at(60));
    expect(circuits.enter(ORIGIN, at(60))).toBeUndefined();
  });
});

describe('a client', () => {
  let portal: Loopback;
  afterEach(() => portal.close());

  it('leaves a portal alone that failed ten times in a row, whichever source asks', async () => {
    let status = 500;
    let now = START;
    portal = await loopback((_, response) => {
      if (status === 200) json(response, 'fine');
      else response.writeHead(status).end();
    });
    const clock = { now: () => new Date(now), sleep: () => Promise.resolve() };
    const gates = createHostGates(clock);
    const one = portal.client({ ...clock, gates, retries: 3 });
    const other = portal.client({ ...clock, gates, sourceId: 'other' });
    for (let time = 0; time < 3; time += 1) await failure(one.getJson(portal.url, 's', never));
    expect(portal.requests).toHaveLength(10);
    const error = await failure(other.getJson(portal.url, 's', never));
    expect(error).toMatchObject({ code: 'source-unavailable', retryable: false });
    expect((error as Error).message).toContain(new Date(START + 60_000).toISOString());
    expect(portal.requests).toHaveLength(10);

    now += 60_000;
    status = 200;
    await expect(other.getJson(portal.url, 's', never)).resolves.toBe('fine');
    await expect(one.getJson(portal.url, 's', never)).resolves.toBe('fine');
  });

  it('takes refusals for answers', async () => {
    portal = await loopback((_, response) => response.writeHead(404).end());
    const client = portal.client();
    for (let time = 0; time < 12; time += 1) await failure(client.getJson(portal.url, 's', never));
    expect(portal.requests).toHaveLength(12);
  });
});
