import { setImmediate as nextTurn } from 'node:timers/promises';
import { NotFoundError } from '../../../domain/errors.js';
import type { HarvestRecord } from '../../../domain/job.js';
import {
  toCkanHarvestJob,
  toGatherErrors,
  type CkanHarvestJob,
  type ErrorSummary,
  type ListedJob,
} from '../../../serialise/ckan/harvest-job.js';
import type { ActionContext } from '../action.js';

type JobContext = Pick<ActionContext, 'catalog' | 'harvest' | 'describeProblem'>;

/** Of a job that is under way the store has no counts yet, and of one that has not begun nothing at all. */
export async function findListedJob(context: JobContext, jobId: string): Promise<ListedJob | undefined> {
  const ours = context.harvest.jobs().find((job) => job.jobId === jobId);
  const stored = await context.catalog.findJob(jobId);
  return merged(stored, ours);
}

export async function getListedJob(context: JobContext, jobId: string): Promise<ListedJob> {
  const job = await findListedJob(context, jobId);
  if (job === undefined) throw new NotFoundError('Not found');
  return job;
}

const PAGE = 500;

/** The latest first: those that have not begun, then the store's. */
export async function* listedJobs(context: JobContext, sourceId?: string): AsyncGenerator<ListedJob> {
  const ours = context.harvest.jobs().filter((job) => sourceId === undefined || job.sourceId === sourceId);
  for (const job of ours) {
    if ((await context.catalog.findJob(job.jobId)) === undefined) yield job;
  }
  for (let before: string | undefined; ;) {
    const page = await context.catalog.listJobs({
      limit: PAGE,
      ...(sourceId !== undefined && { sourceId }),
      ...(before !== undefined && { before }),
    });
    for (const job of page)
      yield (
        merged(
          job,
          ours.find(({ jobId }) => jobId === job.jobId),
        ) ?? job
      );
    before = page.at(-1)?.jobId;
    if (before === undefined || page.length < PAGE) return;
    await nextTurn();
  }
}

/** The job of a source that waits or is under way, in this process or another. */
export async function findOpenJob(context: JobContext, sourceId: string): Promise<ListedJob | undefined> {
  const ours = findOwnOpenJob(context, sourceId);
  if (ours !== undefined) return ours;
  const [last] = await context.catalog.listJobs({ sourceId, limit: 1 });
  return last !== undefined && isOpen(last) ? last : undefined;
}

/** Only of this process. */
export function findOwnOpenJob({ harvest }: JobContext, sourceId: string): ListedJob | undefined {
  return harvest.jobs().find((job) => job.sourceId === sourceId && isOpen(job));
}

export function isOpen({ state }: ListedJob): boolean {
  return state === 'new' || state === 'running';
}

function merged(stored: ListedJob | undefined, ours: ListedJob | undefined): ListedJob | undefined {
  if (stored === undefined) return ours;
  return ours !== undefined && stored.state === 'running' ? { ...stored, counts: ours.counts } : stored;
}

/** What a run did not publish, as far as `most`: a portal may have spoilt a million. */
export async function setAsideOf(
  { catalog }: JobContext,
  jobId: string,
  most: number,
): Promise<readonly HarvestRecord[]> {
  const found: HarvestRecord[] = [];
  for (let after: number | undefined = 0; after !== undefined && found.length < most;) {
    const page = await catalog.listSetAside(jobId, after);
    found.push(...page.records);
    after = page.next;
    if (after !== undefined) await nextTurn();
  }
  return found.slice(0, most);
}

/** Messages of a summary, and the records that it is made of. */
const MOST_MESSAGES = 20;
const MOST_SUMMED = 10_000;

/** A job with the summaries of its errors. */
export async function describeJob(
  context: JobContext,
  job: ListedJob,
): Promise<CkanHarvestJob & Readonly<Record<'gather_error_summary' | 'object_error_summary', object>>> {
  const { rejected, refused, failed } = job.counts;
  const records = rejected + refused + failed === 0 ? [] : await setAsideOf(context, job.jobId, MOST_SUMMED);
  const messages = records.flatMap(({ problems }) => problems.map(context.describeProblem));
  return {
    ...toCkanHarvestJob(job),
    gather_error_summary: summed(toGatherErrors(job)),
    object_error_summary: summed(messages),
  };
}

/**
 * A job as everybody may see it: how the run as a whole went wrong by its code only, because a message quotes the portal,
 * and nothing of its records.
 */
export function describeJobForAll(job: ListedJob): object {
  const codes = job.error === undefined ? [] : [job.error.code];
  return { ...toCkanHarvestJob(job), gather_error_summary: summed(codes), object_error_summary: [] };
}

function summed(messages: readonly string[]): readonly ErrorSummary[] {
  const counts = new Map<string, number>();
  for (const message of messages) counts.set(message, (counts.get(message) ?? 0) + 1);
  return [...counts]
    .map(([message, count]) => ({ message, error_count: count }))
    .sort((one, other) => other.error_count - one.error_count)
    .slice(0, MOST_MESSAGES);
}
