import { NotFoundError } from '../domain/errors.js';
import type { Source } from '../domain/source.js';
import type { ListedJob } from '../serialise/ckan/harvest-job.js';

/** What is harvested, and the runs of this process: what ckanext-harvest's actions need besides the catalogue. */
export interface HarvestDesk {
  /** As configured, by id; disabled ones too. */
  readonly sources: readonly Source[];
  readonly kinds: readonly { readonly kind: string; readonly title: string }[];
  /** Whom alarms are mailed to. */
  readonly recipients: readonly string[];
  readonly now: () => Date;
  /** IANA time zone of the days that updates are judged on, and the share of a cycle by which they may be late. */
  readonly timezone: string;
  readonly overdueTolerance: number;
  /** The longest time between two runs by the source's rhythm, in milliseconds; undefined for one on demand. */
  longestPause(source: Source): number | undefined;
  /** ISO UTC; undefined for one on demand, disabled or paused. */
  nextRun(sourceId: string): string | undefined;
  /** Jobs of this process, the latest first: waiting, under way, and some that are over. The store knows no job before it begins. */
  jobs(): readonly ListedJob[];
  /** A job that waits to be started; its source has no other that waits or is under way, which is the caller's matter. */
  create(request: DeskRequest): ListedJob;
  /** Starts a job that waits, as soon as it is its turn; as it is then. */
  start(jobId: string): ListedJob;
  /** Ends a job of this process: nothing of it is published. False for one that is over, or another process's. */
  abort(jobId: string): Promise<boolean>;
}

export interface DeskRequest {
  readonly sourceId: string;
  /** `store`: the records that are stored are mapped anew. */
  readonly origin: 'portal' | 'store';
}

/** Of a server over a catalogue that nothing is harvested into. */
export const NO_HARVEST: HarvestDesk = {
  sources: [],
  kinds: [],
  recipients: [],
  now: () => new Date(0),
  timezone: 'Asia/Shanghai',
  overdueTolerance: 0,
  longestPause: () => undefined,
  nextRun: () => undefined,
  jobs: () => [],
  create: ({ sourceId }) => {
    throw new NotFoundError(`Harvest source ${sourceId} does not exist`);
  },
  start: (jobId) => {
    throw new NotFoundError(`Harvest job ${jobId} does not exist`);
  },
  abort: () => Promise.resolve(false),
};
