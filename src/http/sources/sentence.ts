import type { Language } from '../../domain/dataset.js';
import type { Job } from '../../domain/job.js';
import type { ProblemGroup } from '../../domain/problem-groups.js';
import type { createProblemDescriber } from '../../domain/rules.js';
import { createSay } from '../pages/say.js';
import type { SourceReport } from './source-report.js';
import type { NextRun, SourceStanding } from './source-standing.js';
import { ago, upcoming } from './time-words.js';

const TEXTS = {
  never: { zh: '尚未采集过', en: 'it has not been harvested yet' },
  none: { zh: '目前没有收录任何记录', en: 'no records are known' },
  all: { zh: '全部 {records} 条记录均已发布', en: 'all {records} records are published' },
  one: { zh: '唯一的 1 条记录已发布', en: 'its one record is published' },
  some: { zh: '{records} 条记录中已发布 {live} 条', en: '{live} of {records} records are published' },
  someOne: { zh: '{records} 条记录中已发布 1 条', en: '1 of {records} records is published' },
  noneOf: { zh: '{records} 条记录均未发布', en: 'none of its {records} records is published' },
  noneOfOne: { zh: '唯一的 1 条记录未发布', en: 'its one record is not published' },
  // What keeps records from being published, as one would say it.
  'missing-title': { zh: '{count} 条缺少信息资源名称', en: '{count} lack a title' },
  'missing-titleOne': { zh: '1 条缺少信息资源名称', en: '1 lacks a title' },
  'missing-publisher': { zh: '{count} 条缺少信息资源提供方', en: '{count} name no publisher' },
  'missing-publisherOne': { zh: '1 条缺少信息资源提供方', en: '1 names no publisher' },
  'missing-identity': { zh: '{count} 条缺少标识', en: '{count} have no identity' },
  'missing-identityOne': { zh: '1 条缺少标识', en: '1 has no identity' },
  reason: { zh: '{count} 条：{title}', en: '{count}: {title}' },
  others: { zh: '其余 {count} 条原因见下', en: '{count} more for reasons given below' },
  refederated: { zh: '{count} 条已由其他来源发布', en: '{count} published from elsewhere' },
  running: { zh: '正在采集', en: 'it is being harvested now' },
  complete: { zh: '最近一次采集于{ago}完成', en: 'last harvested {ago}' },
  partial: {
    zh: '最近一次采集（{ago}）未能取全，没有取到的保持原样',
    en: 'the last harvest, {ago}, did not bring everything, and what it did not bring stays as it was',
  },
  held: {
    zh: '{ago}的采集改动较大，正待人工审核，目录保持原样',
    en: 'the harvest of {ago} would change much and waits for review, and the catalogue stays as it was',
  },
  failed: {
    zh: '最近一次采集（{ago}）失败，目录保持上一次的内容',
    en: 'the last harvest, {ago}, failed, and the catalogue stays as it was',
  },
  aborted: {
    zh: '最近一次采集（{ago}）中止，目录保持上一次的内容',
    en: 'the last harvest, {ago}, was stopped, and the catalogue stays as it was',
  },
  due: { zh: '下一次在{time}', en: 'next {time}' },
  overdue: { zh: '下一次即将开始', en: 'next any moment' },
  'on-demand': { zh: '此后按需采集', en: 'next on demand' },
  paused: { zh: '目前暂停采集', en: 'paused for now' },
  disabled: { zh: '现已停止采集', en: 'now switched off' },
  comma: { zh: '，', en: ', ' },
  semicolon: { zh: '；', en: '; ' },
  end: { zh: '。', en: '.' },
} as const;

const SHORT = {
  overdue: { zh: '即将开始', en: 'any moment' },
  'on-demand': { zh: '按需', en: 'on demand' },
  paused: { zh: '暂停', en: 'paused' },
  disabled: { zh: '已停止', en: 'stopped' },
} as const;

export interface SentenceContext {
  readonly language: Language;
  readonly now: Date;
  readonly timezone: string;
  readonly describe: ReturnType<typeof createProblemDescriber>;
}

/** How a source stands, in one sentence as a person would say it. */
export function sentenceOf(
  { lastJob, next, report }: Pick<SourceStanding, 'lastJob' | 'next'> & { readonly report: SourceReport },
  context: SentenceContext,
): string {
  const say = createSay(TEXTS, context.language);
  const isUnknown = lastJob === undefined && report.records === 0;
  const last = lastJob === undefined ? say('never') : lastInWords(lastJob, context);
  const runs = [last, nextInWords(next, context)].join(say('comma'));
  const parts = isUnknown
    ? [runs]
    : [countsInWords(report, context.language), ...reasons(report, context), runs];
  const text = parts.join(say('semicolon')) + say('end');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function countsInWords({ records, live }: SourceReport, language: Language): string {
  const say = createSay(TEXTS, language);
  if (records === 0) return say('none');
  if (records === live) return say(records === 1 ? 'one' : 'all', { records });
  if (live === 0) return say(records === 1 ? 'noneOfOne' : 'noneOf', { records });
  return say(live === 1 ? 'someOne' : 'some', { records, live });
}

/** Reasons that are named; a record with two of them is counted under the first. */
const MOST_REASONS = 2;

function reasons(
  { unpublished, states, records, live }: SourceReport,
  context: SentenceContext,
): readonly string[] {
  const { language } = context;
  const say = createSay(TEXTS, language);
  const stops = unpublished.filter(({ bar }) => bar === 'publishable');
  const named = stops.slice(0, MOST_REASONS).map((group) => reason(group, context));
  const { refederated = 0 } = states;
  if (refederated > 0) named.push(say('refederated', { count: refederated }));
  const told = stops.slice(0, MOST_REASONS).reduce((sum, group) => sum + group.records, refederated);
  const rest = records - live - told;
  return rest > 0 && named.length > 0 ? [...named, say('others', { count: rest })] : named;
}

function reason({ code, records: count }: ProblemGroup, { language, describe }: SentenceContext): string {
  const say = createSay(TEXTS, language);
  if (code === 'missing-title' || code === 'missing-publisher' || code === 'missing-identity')
    return say(count === 1 ? `${code}One` : code, { count });
  return say('reason', { count, title: describe({ code }, language).title });
}

/** How the last run ended and when. */
function lastInWords(
  { state, finishedAt, startedAt }: Job,
  { language, now }: Pick<SentenceContext, 'language' | 'now'>,
): string {
  return createSay(TEXTS, language)(state, { ago: ago(finishedAt ?? startedAt, now, language) });
}

/** The same without saying of what. */
export function nextShortly(next: NextRun, context: Omit<SentenceContext, 'describe'>): string {
  const say = createSay(SHORT, context.language);
  if (next.is !== 'due') return say(next.is);
  if (Date.parse(next.time) <= context.now.getTime()) return say('overdue');
  return upcoming(next.time, context.now, context);
}

function nextInWords(next: NextRun, context: Omit<SentenceContext, 'describe'>): string {
  const say = createSay(TEXTS, context.language);
  if (next.is !== 'due') return say(next.is);
  if (Date.parse(next.time) <= context.now.getTime()) return say('overdue');
  return say('due', { time: upcoming(next.time, context.now, context) });
}
