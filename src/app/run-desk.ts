import { NotFoundError } from '../domain/errors.js';
import { NO_COUNTS } from '../domain/job.js';
import type { HarvestDesk } from '../http/harvest-desk.js';
import type { HarvestReporter, JobReport } from '../pipeline/ports.js';
import type { RunOptions } from './harvest-runner.js';

export interface RunDeskTools {
  /** Never rejects for a portal's fault. */
  run(
    sourceId: string,
    request: {
      readonly options: RunOptions;
      readonly reporter: HarvestReporter;
      readonly signal: AbortSignal;
    },
  ): Promise<JobReport>;
  /** A run that somebody started by hand broke. */
  failed(sourceId: string, error: unknown): void;
  readonly now: () => Date;
  readonly newJobId: () => string;
}

type DeskJob = ReturnType<HarvestDesk['start']>;

interface Entry {
  job: DeskJob;
  readonly options: RunOptions;
  readonly abort: AbortController;
  /** Settles when the run is over; never rejects. Absent as long as it waits to be started. */
  ended: Promise<void> | undefined;
}

/** Jobs that are over and remembered, for who asks after one that the store has never heard of. */
const MOST_OVER = 500;

/**
 * The runs of a running hub, by schedule or by hand, from the moment that somebody asks for them: their ids, how far they
 * are, and how to end them. One of a source is under way at a time.
 */
export class RunDesk implements Pick<HarvestDesk, 'jobs' | 'create' | 'start' | 'abort'> {
  readonly #tools: RunDeskTools;
  /** The oldest first. */
  readonly #entries = new Map<string, Entry>();

  constructor(tools: RunDeskTools) {
    this.#tools = tools;
  }

  jobs(): readonly DeskJob[] {
    return [...this.#entries.values()].map(({ job }) => job).reverse();
  }

  create({ sourceId, origin }: Parameters<HarvestDesk['create']>[0]): DeskJob {
    const replay = origin === 'store' ? { replay: { review: false } } : {};
    return this.#add(sourceId, { dryRun: false, full: false, ...replay }).job;
  }

  start(jobId: string): DeskJob {
    const entry = this.#entries.get(jobId);
    if (entry === undefined) throw new NotFoundError(`there is no job ${jobId}`);
    if (entry.ended === undefined) {
      this.#run(entry).catch((error: unknown) => {
        this.#tools.failed(entry.job.sourceId, error);
      });
    }
    return entry.job;
  }

  async abort(jobId: string): Promise<boolean> {
    const entry = this.#entries.get(jobId);
    if (entry === undefined || isOver(entry)) return false;
    entry.abort.abort();
    // One that waits for its turn may wait for hours.
    if (entry.job.state === 'new') this.#end(entry, { code: 'cancelled', message: 'the job had not begun' });
    else await entry.ended;
    return true;
  }

  /** A run of the schedule: after the one of its source that somebody may have started by hand. */
  async runDue(sourceId: string, { full }: { readonly full: boolean }): Promise<void> {
    for (let other = this.#underWay(sourceId); other !== undefined; other = this.#underWay(sourceId)) {
      await other;
    }
    await this.#run(this.#add(sourceId, { dryRun: false, full }));
  }

  #underWay(sourceId: string): Promise<void> | undefined {
    const entries = [...this.#entries.values()].filter(({ job }) => job.sourceId === sourceId);
    return entries.find((entry) => entry.ended !== undefined && !isOver(entry))?.ended;
  }

  #add(sourceId: string, options: RunOptions): Entry {
    const jobId = this.#tools.newJobId();
    const entry: Entry = {
      job: {
        ...{ jobId, sourceId, origin: options.replay === undefined ? 'portal' : 'store' },
        ...{ mode: 'delta', state: 'new', startedAt: this.#now(), counts: NO_COUNTS },
      },
      options: { ...options, jobId },
      abort: new AbortController(),
      ended: undefined,
    };
    this.#entries.set(jobId, entry);
    this.#forget();
    return entry;
  }

  #run(entry: Entry): Promise<void> {
    const { sourceId } = entry.job;
    const reporter: HarvestReporter = {
      jobStarted: ({ mode }) => {
        entry.job = { ...entry.job, mode, state: 'running', startedAt: this.#now() };
      },
      progress: ({ counts }) => {
        entry.job = { ...entry.job, counts };
      },
    };
    const { options, abort } = entry;
    const run = this.#tools.run(sourceId, { options, reporter, signal: abort.signal }).then(
      ({ outcome, counts, mode, error }) => {
        entry.job = { ...entry.job, counts, mode };
        this.#end(entry, error, outcome);
      },
      (error: unknown) => {
        this.#end(entry, { code: 'internal', message: 'the run broke; see the log' }, 'failed');
        throw error;
      },
    );
    entry.ended = run.catch(() => undefined);
    return run;
  }

  #end(entry: Entry, error: DeskJob['error'], state: DeskJob['state'] = 'aborted'): void {
    entry.job = { ...entry.job, state, finishedAt: this.#now(), ...(error && { error }) };
  }

  #forget(): void {
    const over = [...this.#entries].filter(([, entry]) => isOver(entry));
    for (const [jobId] of over.slice(0, Math.max(0, over.length - MOST_OVER))) this.#entries.delete(jobId);
  }

  #now(): string {
    return this.#tools.now().toISOString();
  }
}

function isOver({ job }: Entry): boolean {
  return job.state !== 'new' && job.state !== 'running';
}
