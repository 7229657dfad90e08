import type { Job } from '../domain/job.js';
import type { CatalogReader } from '../pipeline/read-ports.js';
import type { LastStarts } from '../schedule/plan.js';

const PAGE = 500;
/** Jobs that are looked back at for all sources together. */
const MOST_JOBS = 20_000;
/** Of each source. */
const KEPT = 200;

/** The latest runs of every source, brought up to date a page at a time, so that 200 sources cost no more than one. */
export class JobHistory {
  readonly #catalog: Pick<CatalogReader, 'listJobs' | 'findJob'>;
  readonly #jobs = new Map<string, Job>();
  #bySource = new Map<string, readonly Job[]>();

  constructor(catalog: Pick<CatalogReader, 'listJobs' | 'findJob'>) {
    this.#catalog = catalog;
  }

  /** Reads what is new since the last time, and what was not decided then. */
  async refresh(): Promise<void> {
    const open = [...this.#jobs.values()].filter((job) => !isOver(job));
    const fresh = await this.#newJobs();
    const known = new Set(fresh.map(({ jobId }) => jobId));
    for (const { jobId } of open) {
      if (known.has(jobId)) continue;
      const job = await this.#catalog.findJob(jobId);
      if (job !== undefined) this.#jobs.set(jobId, job);
    }
    for (const job of fresh) this.#jobs.set(job.jobId, job);
    this.#arrange();
  }

  /** Runs that asked the portal, the latest first; those that a person only tried are none. */
  of(sourceId: string): readonly Job[] {
    return this.#bySource.get(sourceId) ?? [];
  }

  /** Where no full run is remembered, the oldest that is: it was no later than that. */
  lastStarts(sourceId: string): LastStarts {
    const jobs = this.of(sourceId);
    const [last] = jobs;
    const full = jobs.find(({ mode }) => mode === 'full') ?? jobs.at(-1);
    return {
      ...(last !== undefined && { any: last.startedAt }),
      ...(full !== undefined && { full: full.startedAt }),
    };
  }

  /** How long the last run took that brought something. */
  lastSeconds(sourceId: string): number | undefined {
    const job = this.of(sourceId).find(({ state }) => state === 'complete' || state === 'partial');
    if (job?.finishedAt === undefined) return undefined;
    return (Date.parse(job.finishedAt) - Date.parse(job.startedAt)) / 1000;
  }

  async #newJobs(): Promise<readonly Job[]> {
    const fresh: Job[] = [];
    for (;;) {
      const before = fresh.at(-1)?.jobId;
      const page = await this.#catalog.listJobs({ limit: PAGE, ...(before !== undefined && { before }) });
      fresh.push(...page);
      const reachedKnown = page.some(({ jobId }) => this.#jobs.has(jobId));
      if (reachedKnown || page.length < PAGE || fresh.length >= MOST_JOBS) return fresh;
    }
  }

  #arrange(): void {
    const bySource = new Map<string, Job[]>();
    // A text in UTC sorts as its time does.
    const latestFirst = [...this.#jobs.values()].toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
    for (const job of latestFirst) {
      const jobs = bySource.get(job.sourceId) ?? [];
      bySource.set(job.sourceId, jobs);
      if (jobs.length >= KEPT) this.#jobs.delete(job.jobId);
      else jobs.push(job);
    }
    this.#bySource = new Map([...bySource].map(([id, jobs]) => [id, jobs.filter(isHarvest)]));
  }
}

function isOver({ state }: Job): boolean {
  return state !== 'running' && state !== 'held';
}

function isHarvest({ origin, error }: Job): boolean {
  return origin === 'portal' && error?.code !== 'dry-run';
}
