import { EventEmitter } from 'node:events';
import { Writable } from 'node:stream';
import type { Application, ApplicationOptions } from '../../../src/cli/application.js';
import { runCli } from '../../../src/cli/run-cli.js';
import { NO_COUNTS, type JobCounts, type JobOutcome } from '../../../src/domain/job.js';
import type { Source } from '../../../src/domain/source.js';
import type { JobReport } from '../../../src/pipeline/ports.js';

/** A stream that keeps what is written; optionally a terminal. */
export class Screen extends Writable {
  text = '';
  readonly columns = 100;

  readonly isTTY: boolean;
  /** What cli-progress did to the cursor besides writing. */
  moves = 0;

  constructor(isTTY: boolean) {
    super({ decodeStrings: false });
    this.isTTY = isTTY;
  }

  override _write(chunk: string | Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }

  cursorTo(): void {
    this.moves += 1;
  }
  moveCursor(): void {
    this.moves += 1;
  }
  clearLine(): void {
    this.moves += 1;
  }
  clearScreenDown(): void {
    this.moves += 1;
  }
}

function notCalled(name: string): () => never {
  return () => {
    throw new Error(`${name} was not to be called`);
  };
}

/** An application of which a test states what it uses; everything else complains. */
export function fakeApplication(parts: Partial<Application>): Application {
  return {
    harvest: notCalled('harvest'),
    importFiles: notCalled('importFiles'),
    replay: notCalled('replay'),
    serve: notCalled('serve'),
    configuredSources: notCalled('configuredSources'),
    sources: notCalled('sources'),
    source: notCalled('source'),
    requests: notCalled('requests'),
    pauseSources: notCalled('pauseSources'),
    resumeSources: notCalled('resumeSources'),
    trustSources: notCalled('trustSources'),
    alarms: notCalled('alarms'),
    jobs: notCalled('jobs'),
    job: notCalled('job'),
    heldRun: notCalled('heldRun'),
    trace: notCalled('trace'),
    decideHold: notCalled('decideHold'),
    probe: notCalled('probe'),
    crosswalkGaps: notCalled('crosswalkGaps'),
    validateInput: notCalled('validateInput'),
    describeProblem: ({ code }) => ({ title: `title of ${code}`, advice: `advice on ${code}` }),
    exportCatalog: notCalled('exportCatalog'),
    snapshot: notCalled('snapshot'),
    verifySnapshot: notCalled('verifySnapshot'),
    demo: notCalled('demo'),
    pilotReport: notCalled('pilotReport'),
    pilotFile: notCalled('pilotFile'),
    rehearse: notCalled('rehearse'),
    reconcile: notCalled('reconcile'),
    verify: notCalled('verify'),
    reindex: notCalled('reindex'),
    document: notCalled('document'),
    close: () => Promise.resolve(),
    ...parts,
  };
}

export interface RunOptions {
  readonly application?: Partial<Application>;
  readonly createApplication?: (options: ApplicationOptions) => Promise<Application>;
  readonly env?: Readonly<Record<string, string>>;
  readonly terminal?: boolean;
  readonly stdout?: Screen;
}

export interface RunResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly opened: readonly ApplicationOptions[];
  readonly closed: number;
}

/** Runs the command line in English (a test may say otherwise) and gives back everything it did. */
export async function run(
  argv: readonly string[],
  options: RunOptions = {},
): Promise<RunResult & { signals: EventEmitter }> {
  return start(argv, options).result;
}

export function start(argv: readonly string[], options: RunOptions = {}) {
  const { terminal = false, env = { LANG: 'en_GB.UTF-8' } } = options;
  const stdout = options.stdout ?? new Screen(terminal);
  const stderr = new Screen(terminal);
  const signals = new EventEmitter();
  const opened: ApplicationOptions[] = [];
  let closed = 0;
  const result = runCli(argv, {
    stdout,
    stderr,
    env,
    signals,
    version: '1.2.3',
    async createApplication(given) {
      opened.push(given);
      const application = await (options.createApplication?.(given) ??
        Promise.resolve(fakeApplication(options.application ?? {})));
      return {
        ...application,
        close: async () => {
          closed += 1;
          await application.close();
        },
      };
    },
  }).then((code) => ({ code, out: stdout.text, err: stderr.text, opened, closed, signals }));
  return { result, signals, stdout };
}

export const SOURCE: Source = {
  id: 'jiangcheng-city',
  kind: 'ckan',
  title: '江城市公共数据开放平台',
  url: 'https://data.jiangcheng.example.org',
  enabled: true,
  schedule: '10 3 * * *',
  timezone: 'Asia/Shanghai',
  options: {},
  network: {
    allowPrivate: false,
    timeoutSeconds: 60,
    maxMegabytes: 64,
    maxDocumentMegabytes: 512,
    concurrency: 4,
    minDelayMs: 0,
    retries: 3,
    windows: [],
    ignoreRobots: false,
  },
  strict: false,
  personalData: { keep: [] },
  visibility: { unknownOpenness: 'open', refuseLevels: [] },
  limits: { removedShare: 0.2, fieldShare: 0.9, missingRuns: 1, missingDays: 0, hours: 24 },
  auditEvery: 10,
  priority: 'normal',
  alarms: { silence: 5, failures: 3, moved: 0.3 },
  crosswalks: {},
  labels: {},
};

export function report(
  outcome: JobOutcome,
  counts: Partial<JobCounts> = {},
  error?: JobReport['error'],
): JobReport {
  return {
    jobId: 'job-1',
    sourceId: SOURCE.id,
    mode: 'full',
    outcome,
    counts: { ...NO_COUNTS, ...counts },
    seconds: 1.25,
    ...(error ? { error } : {}),
  };
}
