import { Worker } from 'node:worker_threads';
import { findHarvesterKind, HARVESTER_KINDS } from '../../../harvesters/index.js';
import type { Configuration } from '../../config/hub-config.js';
import { createProblemGroups } from '../../domain/problem-groups.js';
import type { RecordReport, Verdict } from '../../domain/record-report.js';
import {
  ValidationError,
  type ValidationReport,
  type ValidationRequest,
  type Validator,
} from '../../http/validator.js';
import { ThreadError } from '../thread-calls.js';
import { createAskingRates } from './asking-rates.js';
import type { ValidatorThreadData, ValidatorThreadMessage } from './validator-thread.js';

export interface ThreadValidatorOptions {
  readonly configuration: Configuration;
  readonly schemaDir: string;
  readonly now: () => number;
  /** Milliseconds that one catalogue may take. */
  readonly limitMs?: number;
}

/** Catalogues that are checked at the same time, and addresses among them. */
const MOST_AT_ONCE = 2;
const MOST_ADDRESSES = 1;
const LIMIT_MS = 60_000;
/** Megabytes of what an address answers. */
const MAX_MEGABYTES = 8;
/** Megabytes of objects that the thread may hold; what needs more ends it. */
const HEAP_MEGABYTES = 512;
const MOST_RECORDS = 50_000;
/** An address is asked no longer once that much of it is known. */
const MOST_RECORDS_OF_ADDRESS = 2000;
const MOST_LISTED = 2000;
/** Kinds that ask for options which nobody can guess. */
const UNASKABLE = new Set(['portal-api']);

/** Checks each catalogue in a thread of its own that ends with it: whatever somebody sends, nobody else waits for it. */
export function createThreadValidator(options: ThreadValidatorOptions): Validator {
  const { configuration, schemaDir, now, limitMs = LIMIT_MS } = options;
  const { fetch: fetches } = configuration.hub.validator;
  const rates = createAskingRates(now);
  const running = { all: 0, addresses: 0 };
  // The thread needs none of them.
  const publicConfiguration: Configuration = { ...configuration, secrets: {}, hubSecrets: {} };

  async function check(request: ValidationRequest): Promise<ValidationReport> {
    const { input, kind } = request;
    if (kind !== undefined && findHarvesterKind(kind) === undefined)
      throw new ValidationError('unknown', `there is no kind ${kind}`);
    const isAddress = 'url' in input;
    if (isAddress && !fetches) throw new ValidationError('closed', 'addresses are not fetched here');
    if (running.all >= MOST_AT_ONCE || (isAddress && running.addresses >= MOST_ADDRESSES))
      throw new ValidationError('busy', 'other catalogues are being checked');
    if (isAddress && !rates.mayAsk(request.client))
      throw new ValidationError('too-often', 'too many addresses in a minute');
    const allowPrivate = isAddress && isOwnPortal(input.url, configuration);
    running.all += 1;
    if (isAddress) running.addresses += 1;
    try {
      return await runThread(
        {
          ...{ configuration: publicConfiguration, schemaDir, input, kind, allowPrivate },
          maxMegabytes: MAX_MEGABYTES,
        },
        { signal: request.signal, limitMs },
      );
    } finally {
      running.all -= 1;
      if (isAddress) running.addresses -= 1;
    }
  }

  return {
    kinds: Object.values(HARVESTER_KINDS)
      .filter(({ kind }) => !UNASKABLE.has(kind))
      .map(({ kind, title }) => ({ kind, title })),
    fetches,
    check,
  };
}

/** A private address is asked only where the operator has a source with it. */
function isOwnPortal(url: string, { sources }: Configuration): boolean {
  if (!URL.canParse(url)) return false;
  const { host } = new URL(url);
  return sources.some((source) => source.network.allowPrivate && new URL(source.url).host === host);
}

interface RunLimits {
  readonly signal: AbortSignal;
  readonly limitMs: number;
}

function runThread(data: ValidatorThreadData, { signal, limitMs }: RunLimits): Promise<ValidationReport> {
  const tally = createTally('url' in data.input ? MOST_RECORDS_OF_ADDRESS : MOST_RECORDS);
  return new Promise<ValidationReport>((resolve, reject) => {
    const worker = new Worker(new URL('./validator-thread-entry.js', import.meta.url), {
      workerData: data,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES },
    });
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      // Its files go when it is gone.
      void worker.terminate().then(settle);
    };
    const abort = (): void => {
      end(() => {
        reject(new ValidationError('busy', 'nobody waits for it any more'));
      });
    };
    const stop = (why: 'time' | 'records'): void => {
      end(() => {
        if (tally.records > 0) resolve(tally.report(why));
        else reject(new ValidationError('too-slow', `it took more than ${limitMs / 1000} s`));
      });
    };
    const timer = setTimeout(stop, limitMs, 'time');
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
    worker.on('message', (message: ValidatorThreadMessage) => {
      if (message.type === 'kind') tally.kind = message.kind;
      else if (message.type === 'records') {
        if (!tally.add(message.records)) stop('records');
      } else if (message.type === 'done') {
        end(() => {
          resolve(tally.report());
        });
      } else {
        const { fault, message: words } = message;
        end(() => {
          reject(new ValidationError(fault, words));
        });
      }
    });
    worker.once('error', (error) => {
      end(() => {
        reject(broken(error));
      });
    });
  });
}

function broken(error: unknown): Error {
  const isFull = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  if (isFull) return new ValidationError('too-large', 'it takes too much memory', { cause: error });
  return new ThreadError('the thread of a validation broke', { cause: error });
}

interface Tally {
  kind: string;
  readonly records: number;
  /** False: there are enough. */
  add(reports: readonly RecordReport[]): boolean;
  report(stopped?: 'time' | 'records'): ValidationReport;
}

function createTally(most: number): Tally {
  const groups = createProblemGroups();
  const verdicts: Partial<Record<Verdict, number>> = {};
  const listed: RecordReport[] = [];
  let records = 0;
  return {
    kind: '',
    get records() {
      return records;
    },
    add(reports) {
      for (const report of reports) {
        records += 1;
        verdicts[report.verdict] = (verdicts[report.verdict] ?? 0) + 1;
        groups.add(report);
        if (listed.length < MOST_LISTED) listed.push(report);
      }
      return records < most;
    },
    report(stopped) {
      const { kind } = this;
      return { kind, records, verdicts, groups: groups.all(), listed, ...(stopped && { stopped }) };
    },
  };
}
