import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { NO_COUNTS } from '../domain/job.js';
import type {
  ChainedRecord,
  Grace,
  HoldRequest,
  HoldResult,
  RunAbort,
  RunCommit,
  RunHold,
} from '../pipeline/store-ports.js';
import { searchRoom } from '../search/search-room.js';
import type { PreparedBatch, PreparedRunWriter, RunStart } from '../storage/writer/prepared.js';
import { SqliteCatalogWriter } from '../storage/writer/sqlite-catalog-writer.js';
import { BACKGROUND_PRIORITY } from './harvest-thread.js';
import { createAnswerer } from './thread-calls.js';
import type { Client } from './thread-calls.js';
import type { WriterThreadData } from './writer-thread.js';

/** The writer thread's own side. */

const port = parentPort;
if (port === null) throw new Error('this module runs in a worker thread only');
const { dataDir, background } = workerData as WriterThreadData;
// On Linux the priority of "this process" is that of the calling thread.
if (background) setPriority(BACKGROUND_PRIORITY);

const writer = new SqliteCatalogWriter(dataDir, searchRoom);
/** What a harvest thread may ask for; its runs are its own. */
function clientOf(client: MessagePort): Client {
  const runs = new Map<number, PreparedRunWriter>();
  let opened = 0;

  function runOf(key: number): PreparedRunWriter {
    const run = runs.get(key);
    if (run === undefined) throw new Error(`no run ${key}`);
    return run;
  }

  const handlers = {
    openRun: async ({ start, now }: { start: RunStart; now: Date }) => {
      const run = await writer.openRun(start, now);
      opened += 1;
      runs.set(opened, run);
      return opened;
    },
    findLive: ({ run, remoteIds }: { run: number; remoteIds: readonly string[] }) =>
      runOf(run).findLive(remoteIds),
    findOriginals: ({ run, records }: { run: number; records: readonly ChainedRecord[] }) =>
      runOf(run).findOriginals(records),
    seen: ({ run, datasetKeys }: { run: number; datasetKeys: readonly number[] }) => {
      runOf(run).seen(datasetKeys);
    },
    stage: ({ run, batch }: { run: number; batch: PreparedBatch }) => runOf(run).stage(batch),
    countAbsent: ({ run, grace, now }: { run: number; grace: Grace; now: Date }) =>
      runOf(run).countAbsent(grace, now),
    countAltered: ({ run }: { run: number }) => runOf(run).countAltered(),
    findEvident: ({ run, mappingVersion, limit }: { run: number; mappingVersion: string; limit: number }) =>
      runOf(run).findEvident(mappingVersion, limit),
    findTurned: ({ run }: { run: number }) => runOf(run).findTurned(),
    keptRecords: ({ run, remoteIds }: { run: number; remoteIds: readonly string[] }) =>
      runOf(run).keptRecords(remoteIds),
    commit: async ({ run, end, now }: { run: number; end: RunCommit; now: Date }) => {
      const summary = await runOf(run).commit(end, now);
      runs.delete(run);
      return summary;
    },
    hold: async ({ run, end, now }: { run: number; end: RunHold; now: Date }) => {
      const held = await runOf(run).hold(end, now);
      runs.delete(run);
      return held;
    },
    abort: ({ run, end, now }: { run: number; end: RunAbort; now: Date }) =>
      runOf(run)
        .abort(end, now)
        .finally(() => runs.delete(run)),
    recover,
    decide,
  };
  // Without it a harvest thread that broke would leave its sources busy as long as the hub runs.
  const ended = async (): Promise<void> => {
    for (const run of runs.values()) await run.abort(INTERRUPTED, new Date());
  };
  return { port: client, handlers, ended };
}

const INTERRUPTED: RunAbort = {
  outcome: 'failed',
  counts: NO_COUNTS,
  error: {
    code: 'interrupted',
    message: 'the harvest thread ended before the run did; nothing of it was published',
  },
};

function recover(now: Date): Promise<void> {
  return writer.recover(now);
}

function decide(request: HoldRequest): Promise<HoldResult> {
  return writer.decide(request);
}

const listen = createAnswerer();
listen({
  port,
  handlers: {
    connect: (client: MessagePort) => {
      listen(clientOf(client));
    },
    recover,
    decide,
    mergeIndex: (steps: number) => writer.mergeIndex(steps),
    close: async () => {
      await writer.close();
      // The answer is on its way; nothing keeps the thread after it.
      setImmediate(() => {
        port.close();
      });
    },
  },
});
