import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAlarmState } from '../../../src/app/alarm-board.js';
import { alarmChannels } from '../../../src/app/alarm-channels.js';
import { AlarmWatch } from '../../../src/app/alarm-watch.js';
import type { AlarmChannel } from '../../../src/app/alarm-watch.js';
import { JobHistory } from '../../../src/app/job-history.js';
import { ConfigError } from '../../../src/domain/errors.js';
import { NO_COUNTS } from '../../../src/domain/job.js';
import type { Job } from '../../../src/domain/job.js';
import type { AlarmNotice } from '../../../src/observe/alarms/follow-alarms.js';
import { createLogger } from '../../../src/observe/logger.js';
import { testSource } from '../../support/source.js';

const START = Date.parse('2026-11-22T12:00:00Z');
const signal = new AbortController().signal;

function failedJob(number: number): Job {
  return {
    jobId: `job-${number}`,
    sourceId: 'fixture',
    origin: 'portal',
    mode: 'full',
    state: 'failed',
    startedAt: new Date(START + number * 1000).toISOString(),
    counts: NO_COUNTS,
    error: { code: 'source-unavailable', message: 'no answer' },
  };
}

describe('the watch over alarms', () => {
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'lianmu-alarms-'));
  });
  afterEach(() => {
    rmSync(dir, { recursive: true, force: true });
  });

  /** A hub whose jobs and clock a test sets; `restart` is another process on the same folder. */
  function world(channels: ReadonlyMap<string, AlarmChannel>) {
    const jobs: Job[] = [];
    const lines: Record<string, unknown>[] = [];
    const clock = { at: START };
    let asked = 0;
    const catalog = {
      listJobs: ({ limit, before }: { limit: number; before?: string }) => {
        const latest = jobs.toReversed();
        const start = before === undefined ? 0 : latest.findIndex(({ jobId }) => jobId === before) + 1;
        return Promise.resolve(latest.slice(start, start + limit));
      },
      findJob: (id: string) => Promise.resolve(jobs.find(({ jobId }) => jobId === id)),
      sourceSummaries: () => {
        asked += 1;
        return Promise.resolve([]);
      },
      openHolds: () => Promise.resolve([]),
    };
    const logger = createLogger('info', {
      write: (text: string) => lines.push(JSON.parse(text) as Record<string, unknown>),
    });
    const restart = (): AlarmWatch =>
      new AlarmWatch({
        sources: [testSource({ schedule: '10 3 * * *' })],
        ...{ catalog, channels, logger },
        history: new JobHistory(catalog),
        state: openAlarmState(dir),
        now: () => new Date(clock.at),
        random: () => 0,
      });
    return { jobs, lines, clock, restart, judged: () => asked };
  }

  it('tells an alarm once over restarts, and when it is over', async () => {
    const told: AlarmNotice[] = [];
    const channel: AlarmChannel = (notice) => {
      told.push(notice);
      return Promise.resolve();
    };
    const { jobs, lines, clock, restart } = world(new Map([['webhook', channel]]));
    jobs.push(failedJob(1), failedJob(2), failedJob(3));
    await restart().look(signal);
    const watch = restart();
    await watch.look(signal);
    expect(told.map(({ event }) => event)).toEqual(['raised']);
    expect(openAlarmState(dir).read().open).toMatchObject([{ sourceId: 'fixture', kind: 'failures' }]);
    jobs.push({ ...failedJob(4), state: 'complete' });
    clock.at += 10_000;
    watch.jobEnded();
    await watch.look(signal);
    expect(told.map(({ event }) => event)).toEqual(['raised', 'cleared']);
    expect(openAlarmState(dir).read()).toMatchObject({ open: [], deliveries: [] });
    expect(lines.map(({ level, msg }) => [level, msg])).toEqual([
      ['warn', 'alarm raised'],
      ['info', 'alarm cleared'],
    ]);
  });

  it('judges when a job has ended, and every few minutes', async () => {
    const { clock, restart, judged } = world(new Map());
    const watch = restart();
    await watch.look(signal);
    await watch.look(signal);
    expect(judged()).toBe(1);
    watch.jobEnded();
    await Promise.all([watch.look(signal), watch.look(signal)]);
    expect(judged()).toBe(2);
    clock.at += 180_000;
    await watch.look(signal);
    expect(judged()).toBe(3);
  });

  it('tries again until a notice is taken, also after a restart', async () => {
    let isDown = true;
    const told: string[] = [];
    const channel: AlarmChannel = ({ event }) => {
      if (isDown) return Promise.reject(new Error('no answer'));
      told.push(event);
      return Promise.resolve();
    };
    const { jobs, clock, restart, lines } = world(new Map([['webhook', channel]]));
    jobs.push(failedJob(1), failedJob(2), failedJob(3));
    await restart().look(signal);
    expect(openAlarmState(dir).read().deliveries).toMatchObject([{ channel: 'webhook', tries: 1 }]);
    expect(lines.at(-1)).toMatchObject({ msg: 'an alarm was not taken', channel: 'webhook' });
    isDown = false;
    await restart().look(signal);
    expect(told).toEqual([]);
    clock.at += 30_000;
    await restart().look(signal);
    expect(told).toEqual(['raised']);
    expect(openAlarmState(dir).read().deliveries).toEqual([]);
  });

  it('forgets what was to be told in a way that is configured no more', async () => {
    const down: AlarmChannel = () => Promise.reject(new Error('no answer'));
    const first = world(new Map([['mail', down]]));
    first.jobs.push(failedJob(1), failedJob(2), failedJob(3));
    await first.restart().look(signal);
    const second = world(new Map());
    second.jobs.push(...first.jobs);
    second.clock.at += 60_000;
    await second.restart().look(signal);
    expect(openAlarmState(dir).read().deliveries).toEqual([]);
  });

  it('does not wait for a slow way when the hub ends', async () => {
    const never: AlarmChannel = () => new Promise(() => undefined);
    const { jobs, restart } = world(new Map([['mail', never]]));
    jobs.push(failedJob(1), failedJob(2), failedJob(3));
    const ending = new AbortController();
    const watch = restart();
    const look = watch.look(ending.signal);
    while (openAlarmState(dir).read().deliveries.length === 0) await new Promise(setImmediate);
    ending.abort();
    await look;
    await watch.idle();
    expect(openAlarmState(dir).read().deliveries).toMatchObject([{ channel: 'mail', tries: 0 }]);
  });
});

describe('ways for alarms', () => {
  const notice: AlarmNotice = {
    id: 'a/held/x/raised',
    event: 'raised',
    at: '2026-11-22T12:00:00.000Z',
    alarm: {
      sourceId: 'a',
      kind: 'held',
      since: '2026-11-22T12:00:00.000Z',
      message: { zh: '等待决定', en: 'waits' },
    },
  };
  const limits = { silence: 5, failures: 3, moved: 0.3 };
  const tools = { now: () => new Date(START), random: () => 0, userAgent: 'Lianmu (test)' };
  const title = { zh: '目录', en: 'Catalogue' };

  async function post(status: number, options: { readonly allowPrivate: boolean }) {
    const seen: { headers: Record<string, unknown>; body: string }[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8');
      request.on('data', (text: string) => {
        body += text;
      });
      request.on('end', () => {
        seen.push({ headers: request.headers, body });
        response.writeHead(status).end();
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const webhook = `http://127.0.0.1:${(server.address() as AddressInfo).port}/alarms`;
    const channels = alarmChannels(
      { title, alarms: { ...limits, ...options, webhook } },
      { webhook: 'key' },
      tools,
    );
    try {
      await channels.get('webhook')!(notice, signal);
      return seen;
    } catch (error) {
      return { error, seen };
    } finally {
      server.close();
      server.closeAllConnections();
    }
  }

  it('post what is the matter, signed with the key', async () => {
    const [request] = (await post(204, { allowPrivate: true })) as {
      headers: Record<string, unknown>;
      body: string;
    }[];
    const signature = createHmac('sha256', 'key').update(request!.body).digest('hex');
    expect(request!.headers).toMatchObject({
      'content-type': 'application/json',
      'x-lianmu-signature': `sha256=${signature}`,
      'x-lianmu-timestamp': '2026-11-22T12:00:00.000Z',
      'user-agent': 'Lianmu (test)',
    });
    expect(JSON.parse(request!.body)).toEqual({
      id: 'a/held/x/raised',
      event: 'raised',
      sentAt: '2026-11-22T12:00:00.000Z',
      at: '2026-11-22T12:00:00.000Z',
      source: 'a',
      kind: 'held',
      since: '2026-11-22T12:00:00.000Z',
      message: { zh: '等待决定', en: 'waits' },
    });
  });

  it.each([400, 500])('have failed after an answer of %d', async (status) => {
    expect(await post(status, { allowPrivate: true })).toMatchObject({ error: { status } });
  });

  it('post to no private address unless that is allowed', async () => {
    expect(await post(204, { allowPrivate: false })).toMatchObject({
      error: { fault: 'refused-address' },
      seen: [],
    });
  });

  it('are none without addresses, and none without their secrets', () => {
    expect(alarmChannels({ title, alarms: { ...limits, allowPrivate: false } }, {}, tools).size).toBe(0);
    const mail = { from: 'hub@example.org', to: ['duty@example.org'] };
    const alarms = { ...limits, allowPrivate: false, webhook: 'https://example.org/', mail };
    expect(() => alarmChannels({ title, alarms }, {}, tools)).toThrow(ConfigError);
    const all = alarmChannels({ title, alarms }, { webhook: 'key', smtpUrl: 'smtp://x' }, tools);
    expect([...all.keys()]).toEqual(['webhook', 'mail']);
  });
});
