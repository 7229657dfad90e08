import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { HarvestReporter } from '../pipeline/ports.js';
import { createHarvestRunner } from './harvest-runner.js';
import { BACKGROUND_PRIORITY } from './harvest-thread.js';
import type { ThreadAnswer, ThreadData, ThreadRequest } from './harvest-thread.js';
import { openSchemas } from './hub-schemas.js';
import { RemoteWriter } from './remote-writer.js';

/** The harvest thread's own side: runs what it is asked to and sends back what happens. */

const EVENTS = ['jobStarted', 'progress', 'recordSetAside', 'publishing', 'jobFinished'] as const;

const port = parentPort;
if (port === null) throw new Error('this module runs in a worker thread only');
const { configuration, schemaDir, background, answerKey, writer: writerPort } = workerData as ThreadData;
// On Linux the priority of "this process" is that of the calling thread.
if (background) setPriority(BACKGROUND_PRIORITY);

const writer = new RemoteWriter(writerPort);
const runner = createHarvestRunner({
  ...{ configuration, schemas: openSchemas(schemaDir), writer, answerKey },
});
const running = new Map<number, { readonly abort: AbortController; readonly ended: Promise<void> }>();

function answer(message: ThreadAnswer): void {
  port?.postMessage(message);
}

function reporterOf(run: number): HarvestReporter {
  const entries = EVENTS.map((event) => [
    event,
    (value: unknown) => {
      answer({ type: 'event', run, event, value });
    },
  ]);
  return Object.fromEntries(entries) as HarvestReporter;
}

async function execute(request: Extract<ThreadRequest, { type: 'run' }>, signal: AbortSignal): Promise<void> {
  const { run, sourceId, options } = request;
  try {
    const report = await runner.run({ sourceId, options, reporter: reporterOf(run), signal });
    answer({ type: 'done', run, report });
  } catch (error) {
    const broken = error instanceof Error ? error : new Error(String(error));
    answer({
      type: 'broken',
      run,
      message: broken.message,
      ...(broken.stack !== undefined && { stack: broken.stack }),
    });
  } finally {
    running.delete(run);
  }
}

async function close(): Promise<void> {
  await Promise.all([...running.values()].map((entry) => entry.ended));
  await runner.close();
  port?.close();
}

port.on('message', (request: ThreadRequest) => {
  if (request.type === 'run') {
    const abort = new AbortController();
    running.set(request.run, { abort, ended: execute(request, abort.signal) });
  } else if (request.type === 'abort') {
    running.get(request.run)?.abort.abort();
  } else {
    void close();
  }
});
