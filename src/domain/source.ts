/** One configured portal (`config/sources/<id>.yaml`), checked and frozen. */
export interface Source {
  readonly id: string;
  /** The adapter: a folder of `harvesters/`. */
  readonly kind: string;
  readonly title: string;
  readonly url: string;
  /** Absolute path of a folder whose files are the catalogue, in place of what `url` answers. */
  readonly folder?: string;
  readonly enabled: boolean;
  /** Cron expression (5 or 6 fields). Without it and without `every`: only on demand. */
  readonly schedule?: string;
  /** The rhythm in place of a cron expression: `6h`, `1d`. */
  readonly every?: string;
  /** Cron expression of runs that are full where the others are incremental. */
  readonly fullSchedule?: string;
  /** After so many incremental runs one is full, and an audit of what the portal said had changed; 0 means never. */
  readonly auditEvery: number;
  /** Who comes first when more sources are due than may run. */
  readonly priority: SourcePriority;
  /** IANA time zone of `schedule`, of `network.windows` and of dates without one. */
  readonly timezone: string;
  /** Options of the kind; checked by the schema that the kind registers. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly network: NetworkSettings;
  /** Publisher of records that name none; without it such a record is rejected. */
  readonly defaultPublisher?: string;
  /** Region name that completes publisher names beginning with 市, 区 or 县. */
  readonly region?: string;
  /** GB/T 2260 prefix that the portal writes before its resource codes. */
  readonly codePrefix?: string;
  /** Below the conformant bar a record of a strict source is rejected. */
  readonly strict: boolean;
  readonly personalData: { readonly keep: readonly string[] };
  readonly visibility: VisibilityPolicy;
  readonly limits: SourceLimits;
  readonly alarms: AlarmLimits;
  /** Overrides of the general crosswalks: crosswalk name → the portal's word → canonical value. */
  readonly crosswalks: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
  /** The portal's own labels → element of the draft (e.g. `更新频率: updateCycle`), before the general synonyms. */
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * What a run may do to what is live of its source without being held. Shares are of the live datasets, 0 to 1; absent:
 * without limit.
 */
export interface SourceLimits {
  readonly removedShare: number;
  readonly removedCount?: number;
  readonly addedShare?: number;
  readonly addedCount?: number;
  readonly changedShare?: number;
  readonly changedCount?: number;
  /** One element changed in this share of all: all licences at once. */
  readonly fieldShare: number;
  /** Complete full runs in a row in which a record has to be absent, and days since the first, before it is removed. */
  readonly missingRuns: number;
  readonly missingDays: number;
  /** Longest time of a run. */
  readonly hours: number;
}

export type SourcePriority = 'high' | 'normal' | 'low';

/** When the person on call is told of a source; 0 means never. */
export interface AlarmLimits {
  /** Times its rhythm for which it answers well and brings nothing new. */
  readonly silence: number;
  /** Failures in a row. */
  readonly failures: number;
  /** Share by which its live datasets are more or fewer than a week of runs ago, or before the last run. */
  readonly moved: number;
}

export interface NetworkSettings {
  /** Loopback and intranet portals; only the hosts of the source's own URL. */
  readonly allowPrivate: boolean;
  readonly timeoutSeconds: number;
  readonly maxMegabytes: number;
  readonly maxDocumentMegabytes: number;
  readonly concurrency: number;
  readonly minDelayMs: number;
  readonly retries: number;
  /** `HH:MM-HH:MM` in the source's time zone; none means at any time. */
  readonly windows: readonly string[];
  /** Asks what robots.txt forbids as well. */
  readonly ignoreRobots: boolean;
  readonly userAgent?: string;
}

export interface VisibilityPolicy {
  /** What happens to a record whose openness is unknown: the source's own decision. */
  readonly unknownOpenness: 'open' | 'on-request' | 'closed';
  /** Security levels (数据分级) that are refused at the door, besides 涉密, 重要 and 核心. */
  readonly refuseLevels: readonly string[];
}

/** Secrets of a source, from the environment only (`LIANMU_SOURCE_<ID>_TOKEN`). */
export interface SourceSecrets {
  readonly token?: string;
}
