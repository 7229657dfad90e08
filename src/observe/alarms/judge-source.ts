import type { Text } from '../../domain/dataset.js';
import type { FilterFinding } from '../../domain/filter-finding.js';
import type { Hold } from '../../domain/hold.js';
import type { Job } from '../../domain/job.js';
import type { SourceAlarm, SourceAlarmKind } from '../../domain/source-alarm.js';
import type { AlarmLimits, Source } from '../../domain/source.js';

/** All that is judged of one source. */
export interface SourceFacts {
  readonly source: Pick<Source, 'id' | 'title' | 'alarms'>;
  /** Its longest pause between two runs by its schedule, in milliseconds; absent for one that runs on demand. */
  readonly rhythm?: number;
  /** Its latest runs of its portal, the latest first. */
  readonly jobs: readonly Job[];
  /** Live datasets now. */
  readonly live: number;
  /** The run that waits for a decision. */
  readonly hold?: Pick<Hold, 'jobId' | 'alarms'>;
  /** Of a source that wants incremental runs and gets none, because its portal is not trusted. */
  readonly filter?: FilterFinding;
}

/** What is the matter now; whether it was before is not known here. */
export type Finding = Omit<SourceAlarm, 'since'>;

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** Fewer datasets than this come and go at any portal. */
const FEWEST_MOVED = 5;

/** Of the runs that end without a result only this speaks of the portal; the others were a person's wish. */
const EMPTY = 'empty-gather';

/** What is the matter with a source, by its runs. Pure. */
export function judgeSource(facts: SourceFacts, now: Date): readonly Finding[] {
  const ended = facts.jobs.filter(
    ({ state, error }) => state !== 'running' && (state !== 'aborted' || error?.code === EMPTY),
  );
  const told = { ...facts, jobs: ended };
  const { silence, failures, moved } = facts.source.alarms;
  const messages: readonly (readonly [SourceAlarmKind, Text | undefined])[] = [
    ['silence', silence === 0 ? undefined : judgeSilence(told, silence)],
    ['failures', failures === 0 ? undefined : judgeFailures(told, failures)],
    ['moved', moved === 0 ? undefined : judgeMoved(told, moved, now)],
    ['held', judgeHeld(facts)],
    ['filter', judgeFilter(facts)],
  ];
  return messages.flatMap(([kind, message]) =>
    message === undefined ? [] : [{ sourceId: facts.source.id, kind, message }],
  );
}

/** Counted from the last run that brought anything to the last that was answered: a hub that was down hears nothing new. */
function judgeSilence({ jobs, rhythm }: SourceFacts, times: AlarmLimits['silence']): Text | undefined {
  if (rhythm === undefined) return undefined;
  const answered = jobs.filter(isPublished);
  const [last] = answered;
  const start = answered.find(({ counts }) => changesOf(counts) > 0) ?? answered.at(-1);
  if (last === undefined || start === undefined) return undefined;
  const silent = Date.parse(last.startedAt) - Date.parse(start.startedAt);
  if (silent < times * rhythm) return undefined;
  const since = start.startedAt.slice(0, 10);
  const days = Math.round(silent / DAY_MS);
  return {
    zh: `门户应答正常，但自 ${since} 起（${days} 天）没有任何新增或变化`,
    en: `the portal answers well and has brought nothing new since ${since} (${days} day(s))`,
  };
}

function judgeFailures({ jobs }: SourceFacts, most: AlarmLimits['failures']): Text | undefined {
  const sound = jobs.findIndex(({ state }) => state !== 'failed' && state !== 'aborted');
  const failed = sound === -1 ? jobs.length : sound;
  const [last] = jobs;
  if (failed < most || last === undefined) return undefined;
  const reason = last.error === undefined ? '' : `: ${last.error.message} (${last.error.code})`;
  return {
    zh: `连续 ${failed} 次采集失败${reason}`,
    en: `${failed} run(s) in a row failed${reason}`,
  };
}

function judgeMoved({ jobs, live }: SourceFacts, share: AlarmLimits['moved'], now: Date): Text | undefined {
  const published = jobs.filter(isPublished);
  let before = live;
  const pasts: { readonly then: number; readonly zh: string; readonly en: string }[] = [];
  for (const [place, { startedAt, counts }] of published.entries()) {
    before -= counts.added + counts.restored - counts.removed;
    const oldest = published[place + 1];
    if (place === 0) pasts.push({ then: before, zh: '上次采集前', en: 'before the last run' });
    if (now.getTime() - Date.parse(startedAt) > WEEK_MS) break;
    if (oldest === undefined || now.getTime() - Date.parse(oldest.startedAt) > WEEK_MS)
      pasts.push({ then: before, zh: '一周前', en: 'a week ago' });
  }
  // The first harvest of a source moves nothing.
  const past = pasts.find(
    ({ then }) => then > 0 && Math.abs(live - then) >= Math.max(FEWEST_MOVED, share * then),
  );
  if (past === undefined) return undefined;
  const { then, zh, en } = past;
  return {
    zh: `数据集由${zh}的 ${then} 个变为 ${live} 个（${percent(live, then)}）`,
    en: `${live} live datasets instead of ${then} ${en} (${percent(live, then)})`,
  };
}

function judgeHeld({ hold }: SourceFacts): Text | undefined {
  if (hold === undefined) return undefined;
  const reasons = hold.alarms.map(({ message }) => message).join('; ');
  return {
    zh: `作业 ${hold.jobId} 等待决定：${reasons}`,
    en: `job ${hold.jobId} waits for a decision: ${reasons}`,
  };
}

function judgeFilter({ filter }: SourceFacts): Text | undefined {
  if (filter === undefined) return undefined;
  const { jobId, hidden, remoteIds } = filter;
  const ids = remoteIds.join(', ');
  return {
    zh: `门户的增量列表漏报了 ${hidden} 项变化（作业 ${jobId}：${ids}），此后一律全量采集`,
    en: `asked for its changes the portal left out ${hidden} (job ${jobId}: ${ids}); all runs are full from now on`,
  };
}

function isPublished({ state }: Job): boolean {
  return state === 'complete' || state === 'partial';
}

function changesOf({ added, updated, restored, removed }: Job['counts']): number {
  return added + updated + restored + removed;
}

function percent(live: number, then: number): string {
  const change = Math.round(((live - then) / then) * 100);
  return `${change > 0 ? '+' : ''}${change}%`;
}
