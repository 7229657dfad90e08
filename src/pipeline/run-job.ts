import {
  EmptyGatherError,
  HubError,
  SourceClosedError,
  SourceBusyError,
  WriterBusyError,
} from '../domain/errors.js';
import type { FeedEnd } from '../domain/feed-position.js';
import type { HiddenChanges } from '../domain/filter-finding.js';
import { type Alarm, heldError, sameAsHeldError } from '../domain/hold.js';
import type { GatherMode, JobError, JobOrigin, JobOutcome } from '../domain/job.js';
import { gatherProblem } from '../domain/problem.js';
import type { Source } from '../domain/source.js';
import { auditFilter } from './audit-filter.js';
import { RunningCounts } from './counts.js';
import { Gaps, stageGaps } from './gaps.js';
import { alarmsOf, mayAlarmFields } from './guard-run.js';
import type {
  Gathered,
  GatherNotice,
  GatherPosition,
  GatherRequest,
  HarvestReporter,
  Harvester,
  JobReport,
  RecordChecker,
} from './ports.js';
import { BatchLine } from './run-batch.js';
import type { BatchTools, Told } from './run-batch.js';
import type { CatalogWriter, Grace, RunHeld, RunWriter } from './store-ports.js';

export interface JobRequest {
  readonly jobId: string;
  readonly origin: JobOrigin;
  readonly source: Source;
  readonly mode: GatherMode;
  readonly since?: string;
  /** A full run is also an audit: of what the portal says that has changed since then. */
  readonly auditSince?: string;
  /** Of a portal that is followed; see `GatherRequest`. */
  readonly position?: string;
  readonly compare?: boolean;
  readonly dryRun: boolean;
  /** Whatever the run changes waits for a decision. */
  readonly review?: boolean;
}

export interface JobTools {
  readonly harvester: Harvester;
  readonly checker: RecordChecker;
  /** Mapping version of the kind and version of the checker in one. */
  readonly mappingVersion: string;
  readonly writer: CatalogWriter;
  readonly reporter: HarvestReporter;
  readonly now: () => Date;
}

const HOUR_MS = 3_600_000;
const BATCH = 500;
/** Bytes of the records in a batch: where they are large, fewer are held at a time. */
const BATCH_BYTES = 8 * 1024 * 1024;

/**
 * One run of one source: gather → fetch → map → normalise → validate → reconcile → publish. The portal's faults and broken
 * answers end this run alone, and what was live stays live; a fault of our own is thrown after the run was aborted.
 */
export async function runJob(
  request: JobRequest,
  tools: JobTools,
  cancelled: AbortSignal,
): Promise<JobReport> {
  const { jobId, source, mode } = request;
  const signal = AbortSignal.any([cancelled, AbortSignal.timeout(source.limits.hours * HOUR_MS)]);
  const startedAt = tools.now();
  const counts = new RunningCounts();
  tools.reporter.jobStarted?.({ jobId, source, mode });
  const report = (outcome: JobOutcome, error?: JobError, hidden?: HiddenChanges): JobReport => {
    const seconds = (tools.now().getTime() - startedAt.getTime()) / 1000;
    const about = { jobId, sourceId: source.id, mode, outcome, counts: counts.current, seconds };
    const finished = { ...about, ...(error && { error }), ...(hidden && { hidden }) };
    tools.reporter.jobFinished?.(finished);
    return finished;
  };
  let run: RunWriter;
  try {
    run = await tools.writer.openRun({
      jobId,
      origin: request.origin,
      source,
      mode,
      startedAt: startedAt.toISOString(),
      now: tools.now,
    });
  } catch (error) {
    // Nothing has begun: the other run is the one that counts.
    if (error instanceof SourceBusyError || error instanceof WriterBusyError) {
      return report('failed', jobError(error, signal));
    }
    if (signal.aborted) return report(endOf(error, signal), jobError(error, signal));
    throw error;
  }
  let outcome: 'complete' | 'partial';
  let gapError: JobError | undefined;
  let hidden: HiddenChanges | undefined;
  try {
    const gaps = new Gaps();
    const reached = await gatherAll(request, tools, { run, counts, gaps }, signal);
    gapError = gaps.error();
    outcome = gapError === undefined ? 'complete' : 'partial';
    if (outcome === 'complete') hidden = await audit(request, tools, run, { cancelled, signal });
    const { absent, alarms } = await guard(request, run, counts, outcome === 'complete' && mode === 'full');
    const feed = outcome === 'complete' ? feedEnd(reached, tools.mappingVersion) : undefined;
    const end = {
      outcome,
      counts: counts.current,
      ...(absent && { absent }),
      ...(gapError && { error: gapError }),
      ...(hidden && { hidden }),
      ...(feed && { feed }),
    };
    if (request.dryRun) {
      await run.abort({ outcome: 'aborted', counts: counts.current, error: DRY_RUN });
      if (alarms.length > 0) return report('held', heldError(alarms));
    } else if (alarms.length > 0) {
      const held = await run.hold({ ...end, alarms });
      return reportHold(held, alarms, (ended, error) => report(ended, error, hidden));
    } else {
      tools.reporter.publishing?.({ sourceId: source.id, counts: counts.current });
      await run.commit(end);
    }
  } catch (error) {
    const ended = await endFailed(run, counts, error, signal);
    const finished = report(ended.outcome, ended.error);
    if (error instanceof HubError || signal.aborted) return finished;
    throw error;
  }
  return report(outcome, gapError, hidden);
}

const DRY_RUN: JobError = { code: 'dry-run', message: 'a dry run publishes nothing' };

function feedEnd(reached: GatherPosition | undefined, mappingVersion: string): FeedEnd | undefined {
  if (reached === undefined) return undefined;
  const { position, state, portal } = reached;
  return { position, mappingVersion, ...(state && { state }), ...(portal !== undefined && { portal }) };
}

/** Returns how far it got, of a portal that can be followed. */
async function gatherAll(
  request: JobRequest,
  tools: JobTools,
  state: { readonly run: RunWriter; readonly counts: RunningCounts; readonly gaps: Gaps },
  signal: AbortSignal,
): Promise<GatherPosition | undefined> {
  const { source, mode } = request;
  let listed = 0;
  let total: number | undefined;
  let reached: GatherPosition | undefined;
  let batch: Told[] = [];
  let bytes = 0;
  const batchTools: BatchTools = {
    sourceId: source.id,
    harvester: tools.harvester,
    checker: tools.checker,
    mappingVersion: tools.mappingVersion,
    reporter: tools.reporter,
    run: state.run,
    counts: state.counts,
    gaps: state.gaps,
  };
  const line = new BatchLine(batchTools, signal);
  const flush = async (): Promise<void> => {
    const refs = batch;
    batch = [];
    bytes = 0;
    await line.add(refs);
    tools.reporter.progress?.({
      sourceId: source.id,
      counts: state.counts.current,
      ...(total !== undefined && { total }),
    });
  };
  const gathered: AsyncIterable<Gathered> = tools.harvester.gather(gatherRequest(request), signal);
  try {
    for await (const item of gathered) {
      if (item.type === 'total') total = item.total;
      else if (item.type === 'position') reached = item;
      else if (item.type === 'notice') countNotice(item, state.counts);
      else if (item.type === 'gap') {
        state.gaps.add(item);
      } else {
        if (item.type === 'record') {
          listed += 1;
          bytes += item.sent?.bytes.length ?? 0;
        }
        batch.push(item);
        if (batch.length >= BATCH || bytes >= BATCH_BYTES) await flush();
      }
    }
  } catch (error) {
    // The rest of the list comes when the portal may be asked again; what it gave until now is good.
    if (!(error instanceof SourceClosedError) || listed === 0) throw error;
    state.gaps.add({ type: 'gap', problem: gatherProblem('fetch-failed', { detail: error.message }) });
  }
  if (batch.length > 0) await flush();
  await line.end();
  if (mode === 'delta') await lookAgain(line, state.run);
  signal.throwIfAborted();
  await stageGaps(state.gaps, state.run, batchTools);
  if (mode === 'full' && state.gaps.count === 0 && listed === 0) throw new EmptyGatherError(source.id);
  return reached;
}

function gatherRequest({ mode, since, position, compare }: JobRequest): GatherRequest {
  return {
    mode,
    ...(since !== undefined && { since }),
    ...(position !== undefined && { position }),
    ...(compare !== undefined && { compare }),
  };
}

/** Takes what has become a copy, or is none any more, through the stages once more. */
async function lookAgain(line: BatchLine, run: RunWriter): Promise<void> {
  const turned = await run.findTurned();
  for (let start = 0; start < turned.length; start += BATCH) {
    const kept = await run.keptRecords(turned.slice(start, start + BATCH));
    await line.add(kept.map(({ json, ...record }): Told => ({ ...record, type: 'record', kept: json })));
  }
  await line.end();
}

/** What a person only tries says nothing to the store, so that the portal need not be asked. */
async function audit(
  { auditSince: since, dryRun }: JobRequest,
  { harvester, mappingVersion }: JobTools,
  run: RunWriter,
  signals: { readonly cancelled: AbortSignal; readonly signal: AbortSignal },
): Promise<HiddenChanges | undefined> {
  if (since === undefined || dryRun) return undefined;
  return auditFilter({ since, mappingVersion, harvester, run, ...signals });
}

function countNotice({ problem, records }: GatherNotice, counts: RunningCounts): void {
  if (problem.code === 'duplicate-record') counts.duplicates(records ?? 1);
  else counts.problem();
}

/** Nothing is absent unless the portal's whole list was brought; and what would change too much is held. */
async function guard(
  { source: { limits }, review = false }: JobRequest,
  run: RunWriter,
  counts: RunningCounts,
  wholeAndFull: boolean,
): Promise<{ readonly absent?: Grace; readonly alarms: readonly Alarm[] }> {
  // Removed until now are copies of what is published by a shorter way.
  const { added, updated, restored, removed } = counts.current;
  // An incremental run that found nothing need not know how much is live.
  if (!wholeAndFull && added + updated + restored + removed === 0) return { alarms: [] };
  const grace = { runs: limits.missingRuns, days: limits.missingDays };
  const { live, due, missing } = await run.countAbsent(grace);
  if (wholeAndFull) counts.absent({ removed: due, missing });
  const figures = {
    live,
    added: added + restored,
    changed: updated,
    removed: removed + (wholeAndFull ? due + missing : 0),
  };
  const altered = mayAlarmFields(limits, figures) ? await run.countAltered() : new Map<string, number>();
  const alarms = alarmsOf(limits, { ...figures, altered }, review);
  return { alarms, ...(wholeAndFull && { absent: grace }) };
}

function reportHold(
  held: RunHeld,
  alarms: readonly Alarm[],
  report: (outcome: JobOutcome, error: JobError) => JobReport,
): JobReport {
  if (held.held) return report('held', heldError(alarms));
  return report('aborted', sameAsHeldError(held));
}

async function endFailed(
  run: RunWriter,
  counts: RunningCounts,
  error: unknown,
  signal: AbortSignal,
): Promise<{ readonly outcome: 'failed' | 'aborted'; readonly error: JobError }> {
  const end = { outcome: endOf(error, signal), error: jobError(error, signal) };
  await run.abort({ ...end, counts: counts.current });
  return end;
}

function endOf(error: unknown, signal: AbortSignal): 'failed' | 'aborted' {
  if (signal.aborted) return isTooLong(signal) ? 'failed' : 'aborted';
  return error instanceof EmptyGatherError ? 'aborted' : 'failed';
}

/** The run's own time-out, whoever else cancelled it. */
function isTooLong({ reason }: AbortSignal): boolean {
  return reason instanceof DOMException && reason.name === 'TimeoutError';
}

function jobError(error: unknown, signal: AbortSignal): JobError {
  if (signal.aborted && isTooLong(signal))
    return {
      code: 'too-long',
      message: 'the run took longer than limits.hours allows; nothing of it was published',
    };
  if (signal.aborted)
    return { code: 'cancelled', message: 'the run was cancelled; nothing of it was published' };
  if (error instanceof HubError) return { code: error.code, message: error.message };
  return { code: 'internal', message: error instanceof Error ? error.message : String(error) };
}
