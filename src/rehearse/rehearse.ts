import { SourceResponseError } from '../domain/errors.js';
import type { FaultTrial, RehearsalReport } from '../domain/rehearsal.js';
import type { NetworkSettings, Source } from '../domain/source.js';
import type { JobReport } from '../pipeline/ports.js';
import type { FaultProxy } from './fault-proxy.js';
import type { Fault, Honest } from './fault.js';
import { learnPaging } from './paging-model.js';

/** A dataset as it is published. */
export interface PublishedContent {
  readonly remoteId: string;
  /** Tells its line of the export from any other, times aside. */
  readonly content: string;
}

export interface TrialRun {
  /** The portal's origin. */
  readonly origin: string;
  readonly network: Partial<NetworkSettings>;
  /** After how many pages a list is given up, where that can be said. */
  readonly maxPages?: number;
}

export interface MeasuredRun {
  readonly report: JobReport;
  /** Most memory beyond what the process had before. */
  readonly megabytes: number;
}

/** A hub of its own for one source, over a store that goes with it. */
export interface RehearsalHub {
  readonly source: Pick<Source, 'id' | 'kind' | 'network' | 'limits'>;
  /** A full run that is cancelled after so many seconds. */
  harvest(run: TrialRun, limitSeconds: number): Promise<MeasuredRun>;
  /** By the hub's identifier. */
  published(): ReadonlyMap<string, PublishedContent>;
}

export interface RehearsalRequest {
  readonly hub: RehearsalHub;
  readonly proxy: FaultProxy;
  readonly faults: readonly Fault[];
  readonly signal: AbortSignal;
  onTrial?(trial: FaultTrial): void;
}

/** What an answer may take at most in the runs with faults: several times what the portal's own do. */
const LEAST_MEGABYTES = 8;
/** A run may take so much longer than the honest one, whatever the portal does. */
const SPARE_SECONDS = 30;
const TIMES_LONGER = 5;
/** The honest answers come from a portal that may take its own time, and is asked as politely as ever. */
const PATIENCE = 20;
/** More than a run may hold beyond the honest one's memory: what the garbage collector leaves lying counts as well. */
const SPARE_MEGABYTES = 160;

/**
 * One honest run, then for each fault a run with it and an honest one after it. Rejects where the portal cannot be harvested
 * honestly: there is nothing to compare with.
 */
export async function rehearse(request: RehearsalRequest): Promise<RehearsalReport> {
  const { hub, proxy, faults, signal } = request;
  const { source } = hub;
  const patient = { ...NO_PAUSE, timeoutSeconds: source.network.timeoutSeconds * PATIENCE };
  const calm: TrialRun = { origin: proxy.url, network: patient };
  const first = await hub.harvest(calm, Infinity);
  const baseline = hub.published();
  if (first.report.outcome !== 'complete' || baseline.size === 0) throw noBaseline(first.report, proxy);
  const honest = honestPortal(proxy, baseline);
  const limits = {
    seconds: SPARE_SECONDS + TIMES_LONGER * first.report.seconds,
    megabytes: SPARE_MEGABYTES + first.megabytes,
  };
  const trials: FaultTrial[] = [];
  for (const fault of faults) {
    signal.throwIfAborted();
    const trial = await tryFault(fault, { hub, proxy, honest, baseline, calm, limits });
    trials.push(trial);
    request.onTrial?.(trial);
  }
  return {
    sourceId: source.id,
    kind: source.kind,
    datasets: baseline.size,
    questions: proxy.recording.size,
    trials,
  };
}

const NO_PAUSE = { allowPrivate: true, minDelayMs: 0, windows: [] } as const;

interface Stage {
  readonly hub: RehearsalHub;
  readonly proxy: FaultProxy;
  readonly honest: Honest;
  readonly baseline: ReadonlyMap<string, PublishedContent>;
  readonly calm: TrialRun;
  readonly limits: { readonly seconds: number; readonly megabytes: number };
}

async function tryFault(fault: Fault, stage: Stage): Promise<FaultTrial> {
  const { hub, proxy, honest, baseline, calm, limits } = stage;
  const { name, title } = fault;
  const documented = fault.endsOf?.[hub.source.kind] ?? fault.ends;
  const play = fault.prepare(honest);
  if (typeof play !== 'function')
    return { ...NOT_TRIED, fault: name, title, documented, skipped: play.skipped };
  proxy.play(play);
  const { report, megabytes } = await runFaulty(fault, stage);
  proxy.play(undefined);
  const after = hub.published();
  await hub.harvest(calm, Infinity);
  const again = hub.published();
  return {
    fault: name,
    title,
    documented,
    end: endOf(report),
    ...(report.error && { message: report.error.message }),
    counts: report.counts,
    lost: [...baseline.keys()].filter((id) => !after.has(id)).length,
    altered: fault.changesContent === true ? 0 : differing(baseline, after),
    recovered: again.size === baseline.size && differing(baseline, again) === 0,
    seconds: report.seconds,
    inTime: report.seconds < limits.seconds,
    megabytes,
    isFlat: megabytes <= limits.megabytes,
  };
}

/** Longer than this no fault is waited for. */
const MOST_RUNS = 10;

/** One run; of a fault that lasts, as many as a record may be missing, until one is not complete. */
async function runFaulty(fault: Fault, stage: Stage): Promise<MeasuredRun> {
  const { hub, proxy, limits } = stage;
  const { missingRuns, missingDays } = hub.source.limits;
  const most = fault.lasts === true ? Math.min(MOST_RUNS, Math.max(missingRuns, missingDays + 1)) : 1;
  for (let run = 1; ; run += 1) {
    const measured = await hub.harvest(runOf(fault, stage), limits.seconds);
    if (proxy.broken !== undefined) throw proxy.broken;
    if (run >= most || measured.report.outcome !== 'complete') return measured;
  }
}

const NOT_TRIED = {
  end: '',
  lost: 0,
  altered: 0,
  recovered: true,
  seconds: 0,
  inTime: true,
  megabytes: 0,
  isFlat: true,
};

function runOf({ network, tls, maxPages }: Fault, { hub, proxy, honest }: Stage): TrialRun {
  const megabytes = honest.maxBytes / MEGABYTE;
  const origin = { 'self-signed': proxy.secureUrl, none: proxy.url.replace('http:', 'https:') };
  return {
    origin: tls === undefined ? proxy.url : origin[tls],
    ...(maxPages !== undefined && { maxPages: maxPages + honest.pages.length }),
    network: {
      ...NO_PAUSE,
      retries: 0,
      maxMegabytes: Math.min(megabytes, hub.source.network.maxMegabytes),
      maxDocumentMegabytes: Math.min(megabytes, hub.source.network.maxDocumentMegabytes),
      ...network,
    },
  };
}

const MEGABYTE = 1024 * 1024;

function honestPortal(proxy: FaultProxy, baseline: ReadonlyMap<string, PublishedContent>): Honest {
  const pages = proxy.recording.pages();
  const texts = proxy.recording.texts();
  const remoteIds = [...baseline.values()].map(({ remoteId }) => remoteId);
  return {
    pages,
    questions: proxy.recording.size,
    paging: learnPaging(pages),
    remoteIds,
    // A number of two digits stands everywhere.
    idsInText: remoteIds.filter((id) => id.length > 2 && texts.some((text) => text.includes(id))),
    maxBytes: Math.max(LEAST_MEGABYTES * MEGABYTE, 4 * proxy.recording.largest()),
  };
}

/** `complete`, `partial`; or the outcome and why. */
function endOf({ outcome, error }: JobReport): string {
  const isPublished = outcome === 'complete' || outcome === 'partial';
  return isPublished || error === undefined ? outcome : `${outcome}: ${error.code}`;
}

/** Datasets that are published now and were not, or not like this. */
function differing(
  before: ReadonlyMap<string, PublishedContent>,
  after: ReadonlyMap<string, PublishedContent>,
): number {
  return [...after].filter(([id, { content }]) => before.get(id)?.content !== content).length;
}

function noBaseline({ outcome, error }: JobReport, { url, forwardError }: FaultProxy): unknown {
  if (forwardError !== undefined) return forwardError;
  const why = error === undefined ? 'nothing was published' : error.message;
  return new SourceResponseError(`the honest run ended ${outcome}: ${why}`, { url, fault: 'schema' });
}
