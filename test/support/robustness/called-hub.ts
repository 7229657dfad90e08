import { NO_COUNTS } from '../../../src/domain/job.js';
import type { HarvestDesk } from '../../../src/http/harvest-desk.js';
import type { ListedJob } from '../../../src/serialise/ckan/harvest-job.js';
import { startTestServer } from '../api-client.js';
import type { TestServer } from '../api-client.js';
import { makeDataset, makeSource, makeUpsert } from '../make-dataset.js';
import { TempHub } from '../temp-hub.js';

/** A hub with everything that an action may show, over its real store and index. */
export interface CalledHub {
  readonly server: TestServer;
  /** Ids and names of what it has. */
  readonly known: readonly string[];
  close(): Promise<void>;
}

const CITY = makeSource();
const MOST_JOBS = 20;

export async function startCalledHub(token: string): Promise<CalledHub> {
  const hub = new TempHub();
  const datasets = ['p-1', 'p-2', 'p-3', '学校名录'].map((remoteId, place) =>
    makeDataset(remoteId, {
      title: `学校名录 ${place}`,
      keywords: ['学校', '教育'],
      extras: [{ key: 'topic', value: 'a' }],
    }),
  );
  await hub.publish(
    CITY,
    datasets.map((dataset) => makeUpsert(dataset)),
  );
  // Changed and gone, so that there is a history.
  await hub.publish(CITY, [makeUpsert(makeDataset('p-1', { title: '学校名录 新' }), 'updated')]);
  await hub.publish(
    CITY,
    datasets.slice(0, 3).map((dataset) => makeUpsert(dataset, 'updated')),
    true,
  );
  const { reading } = hub;
  const { search } = hub.openSearch();
  const operator = {
    token,
    decideHold: () => Promise.resolve({ result: 'not-held' } as never),
  };
  const server = await startTestServer({
    ...{ datasets: reading.datasets, catalog: reading.catalog, history: reading.history, search },
    ...{ operator, harvest: createDesk() },
  });
  const [publisher] = reading.datasets.publishers();
  const known = [
    ...datasets.flatMap(({ identifier, distributions }) => [
      identifier,
      ...distributions.map((distribution) => distribution.identifier),
    ]),
    ...reading.datasets.names({}),
    ...[publisher?.name, publisher?.identifier].filter((key) => key !== undefined),
    ...[CITY.id, 'job-1', 'made-1', 'package_show', '学校', 'health'],
    '6c69616e-6d75-8000-8000-000000000001',
  ];
  return {
    server,
    known,
    async close() {
      await server.close();
      await hub.close();
    },
  };
}

/** Jobs that begin when they are told, and end only when they are. */
function createDesk(): HarvestDesk {
  let jobs: readonly ListedJob[] = [];
  let made = 0;
  function update(jobId: string, change: Partial<ListedJob>): ListedJob | undefined {
    jobs = jobs.map((job) => (job.jobId === jobId ? { ...job, ...change } : job));
    return jobs.find((job) => job.jobId === jobId);
  }
  return {
    sources: [CITY],
    kinds: [{ kind: 'ckan', title: 'CKAN' }],
    recipients: ['duty@example.org'],
    ...{ timezone: 'Asia/Shanghai', overdueTolerance: 0 },
    now: () => new Date('2026-11-22T00:00:00Z'),
    longestPause: () => 86_400_000,
    nextRun: () => '2026-11-23T00:00:00.000Z',
    jobs: () => jobs,
    create({ sourceId, origin }) {
      made += 1;
      const job: ListedJob = {
        ...{ jobId: `made-${made}`, sourceId, origin, mode: 'delta', state: 'new' },
        ...{ startedAt: '2026-11-22T00:00:00.000Z', counts: NO_COUNTS },
      };
      jobs = [job, ...jobs].slice(0, MOST_JOBS);
      return job;
    },
    start(jobId) {
      const job = update(jobId, { state: 'running' });
      if (job === undefined) throw new Error(`${jobId} was asked to start, which nobody made`);
      return job;
    },
    abort(jobId) {
      const error = { code: 'cancelled', message: 'cancelled' };
      const change = { state: 'aborted', finishedAt: '2026-11-22T00:01:00.000Z', error } as const;
      return Promise.resolve(update(jobId, change) !== undefined);
    },
  };
}
