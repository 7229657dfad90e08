import { readFile, rename } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { HARVESTER_KINDS } from '../../../harvesters/index.js';
import {
  ConfigError,
  InvalidRequestError,
  SourceResponseError,
  SourceUnavailableError,
} from '../../domain/errors.js';
import type { RecordReport } from '../../domain/record-report.js';
import { ValidationError } from '../../http/validator.js';
import { isCron } from '../../schedule/cron.js';
import { BACKGROUND_PRIORITY } from '../harvest-thread.js';
import { openSchemas } from '../hub-schemas.js';
import { probeAddress } from '../probe-address.js';
import { validateInput } from '../validate-input.js';
import { guessContent } from './guess-content.js';
import type { ValidatorThreadData, ValidatorThreadMessage } from './validator-thread.js';

/** The own side of the thread that checks one catalogue and ends. */

const port = parentPort;
if (port === null) throw new Error('this module runs in a worker thread only');
const { configuration, schemaDir, input, kind, allowPrivate, maxMegabytes } =
  workerData as ValidatorThreadData;
// On Linux the priority of "this process" is that of the calling thread.
setPriority(BACKGROUND_PRIORITY);

const schemas = openSchemas(schemaDir);
const checks = {
  kinds: Object.values(HARVESTER_KINDS),
  schemas: schemas.files,
  validate: schemas.compiled.validate.bind(schemas.compiled),
  isCron,
};
const hub = { configuration, schemas, checks };
const { signal } = new AbortController();
const TIMEOUT_SECONDS = 20;
/** A stranger's address is asked less than a source: once, slowly, and within what robots.txt allows. */
const network = {
  ...{ allowPrivate, retries: 0, ignoreRobots: false, concurrency: 2, timeoutSeconds: TIMEOUT_SECONDS },
  ...{ maxMegabytes, maxDocumentMegabytes: maxMegabytes },
};

function tell(message: ValidatorThreadMessage): void {
  port?.postMessage(message);
}

/** Records that are told of at once. */
const BATCH = 50;

async function check(): Promise<void> {
  const found = 'file' in input ? await lookAtFile(input.file) : await lookAtAddress(input.url);
  tell({ type: 'kind', kind: found.kind });
  let batch: RecordReport[] = [];
  for await (const report of validateInput({ ...found, stranger: { network }, signal }, hub)) {
    batch.push(report);
    if (batch.length < BATCH) continue;
    tell({ type: 'records', records: batch });
    batch = [];
  }
  tell({ type: 'records', records: batch });
  tell({ type: 'done' });
}

interface Found {
  readonly input: string;
  readonly kind: string;
  readonly options?: Readonly<Record<string, unknown>>;
}

async function lookAtFile(file: string): Promise<Found> {
  const guess = guessContent(await readFile(file));
  const named = `${file}${guess.ending}`;
  await rename(file, named);
  return { input: named, kind: kind ?? guess.kind };
}

async function lookAtAddress(url: string): Promise<Found> {
  if (kind !== undefined) return { input: url, kind };
  const { findings } = await probeAddress({ url, allowPrivate, network, signal }, hub);
  const [best] = findings;
  if (best === undefined) throw new ValidationError('unknown', `no kind of portal was recognised at ${url}`);
  return { input: best.url, kind: best.kind, options: best.options };
}

/** Anything but these is a bug, and ends the thread. */
function faultOf(error: unknown): ValidatorThreadMessage {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof ValidationError) return { type: 'fault', fault: error.fault, message };
  if (error instanceof SourceUnavailableError) return { type: 'fault', fault: 'unavailable', message };
  if (error instanceof SourceResponseError) {
    const { fault } = error;
    if (fault === 'too-large') return { type: 'fault', fault, message };
    const isRefused = fault === 'refused-address' || fault === 'robots' || fault === 'redirect';
    return { type: 'fault', fault: isRefused ? 'address' : 'unreadable', message };
  }
  if (error instanceof InvalidRequestError)
    return { type: 'fault', fault: 'address', message: 'it is private or no web address' };
  if (error instanceof ConfigError) {
    return {
      type: 'fault',
      fault: 'unknown',
      message: error.problems.map((problem) => problem.message).join('; '),
    };
  }
  throw error;
}

try {
  await check();
} catch (error) {
  tell(faultOf(error));
}
