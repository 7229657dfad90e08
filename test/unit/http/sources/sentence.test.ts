import { NO_COUNTS } from '../../../../src/domain/job.js';
import type { Job } from '../../../../src/domain/job.js';
import type { ProblemGroup } from '../../../../src/domain/problem-groups.js';
import { createProblemDescriber } from '../../../../src/domain/rules.js';
import { sentenceOf } from '../../../../src/http/sources/sentence.js';
import type { SourceReport } from '../../../../src/http/sources/source-report.js';
import type { NextRun } from '../../../../src/http/sources/source-standing.js';
import { ago, lasted, upcoming } from '../../../../src/http/sources/time-words.js';
import { PROFILE } from '../../../support/api-client.js';

/** 14:00 in Shanghai. */
const NOW = new Date('2026-11-21T06:00:00Z');
const TONIGHT: NextRun = { is: 'due', time: '2026-11-21T19:10:00Z' };

function job(changes: Partial<Job> = {}): Job {
  return {
    ...{ jobId: 'j', sourceId: 's', origin: 'portal', mode: 'full', state: 'complete' },
    ...{ startedAt: '2026-11-21T03:50:00Z', finishedAt: '2026-11-21T04:00:00Z', counts: NO_COUNTS },
    ...changes,
  };
}

function report(
  records: number,
  live: number,
  groups: readonly (readonly [string, number])[] = [],
): SourceReport {
  const unpublished = groups.map(([code, count]): ProblemGroup => {
    const problem = { stage: 'validate', code, bar: 'publishable', pointer: '' } as const;
    return { code, bar: 'publishable', records: count, example: { remoteId: 'r', problem } };
  });
  return { records, live, states: {}, groups: unpublished, unpublished };
}

function say(language: 'zh' | 'en', about: { report: SourceReport; lastJob?: Job; next?: NextRun }): string {
  return sentenceOf(
    { next: TONIGHT, ...about },
    { language, now: NOW, timezone: 'Asia/Shanghai', describe: createProblemDescriber(PROFILE) },
  );
}

describe('the sentence of a source', () => {
  it.each([
    [
      'what a person would say',
      { report: report(1309, 1308, [['missing-title', 1]]), lastJob: job() },
      '1,309 条记录中已发布 1,308 条；1 条缺少信息资源名称；最近一次采集于2 小时前完成，下一次在明天凌晨 03:10。',
      '1,308 of 1,309 records are published; 1 lacks a title; last harvested 2 hours ago, next tonight at 03:10.',
    ],
    [
      'all of them',
      { report: report(36, 36), lastJob: job(), next: { is: 'on-demand' } },
      '全部 36 条记录均已发布；最近一次采集于2 小时前完成，此后按需采集。',
      'All 36 records are published; last harvested 2 hours ago, next on demand.',
    ],
    [
      'a single one',
      { report: report(1, 1), lastJob: job({ finishedAt: '2026-11-21T05:59:30Z' }) },
      '唯一的 1 条记录已发布；最近一次采集于刚刚完成，下一次在明天凌晨 03:10。',
      'Its one record is published; last harvested just now, next tonight at 03:10.',
    ],
    [
      'none of them',
      {
        report: report(9, 0, [
          ['missing-title', 4],
          ['classified', 3],
          ['schema-violation', 2],
        ]),
        lastJob: job({ state: 'partial' }),
        next: { is: 'paused' },
      },
      '9 条记录均未发布；4 条缺少信息资源名称；3 条：涉密资源，不予收录；其余 2 条原因见下；最近一次采集（2 小时前）未能取全，没有取到的保持原样，目前暂停采集。',
      'None of its 9 records is published; 4 lack a title; 3: Classified resource, refused; 2 more for reasons given below; the last harvest, 2 hours ago, did not bring everything, and what it did not bring stays as it was, paused for now.',
    ],
    [
      'one that never ran',
      { report: report(0, 0), next: { is: 'disabled' } },
      '尚未采集过，现已停止采集。',
      'It has not been harvested yet, now switched off.',
    ],
    [
      'an empty one that failed',
      {
        report: report(0, 0),
        lastJob: job({ state: 'failed' }),
        next: { is: 'due', time: NOW.toISOString() },
      },
      '目前没有收录任何记录；最近一次采集（2 小时前）失败，目录保持上一次的内容，下一次即将开始。',
      'No records are known; the last harvest, 2 hours ago, failed, and the catalogue stays as it was, next any moment.',
    ],
    [
      'one that waits',
      { report: report(2, 2), lastJob: job({ state: 'held' }) },
      '全部 2 条记录均已发布；2 小时前的采集改动较大，正待人工审核，目录保持原样，下一次在明天凌晨 03:10。',
      'All 2 records are published; the harvest of 2 hours ago would change much and waits for review, and the catalogue stays as it was, next tonight at 03:10.',
    ],
    [
      'one that is being harvested',
      { report: report(2, 1), lastJob: job({ state: 'running' }) },
      '2 条记录中已发布 1 条；正在采集，下一次在明天凌晨 03:10。',
      '1 of 2 records is published; it is being harvested now, next tonight at 03:10.',
    ],
  ] as const)('says of %s', (_name, about, zh, en) => {
    expect([say('zh', about), say('en', about)]).toEqual([zh, en]);
  });

  it('names what is published from elsewhere', () => {
    const about = { ...report(5, 4), states: { published: 4, refederated: 1 } };
    expect(say('en', { report: about, lastJob: job() })).toContain('1 published from elsewhere;');
  });
});

describe('times in words', () => {
  it.each([
    ['2026-11-21T05:59:59Z', '刚刚', 'just now'],
    ['2026-11-21T06:30:00Z', '刚刚', 'just now'],
    ['2026-11-21T05:59:00Z', '1 分钟前', '1 minute ago'],
    ['2026-11-21T05:01:00Z', '59 分钟前', '59 minutes ago'],
    ['2026-11-20T06:00:00Z', '24 小时前', '24 hours ago'],
    ['2026-11-18T06:00:00Z', '3 天前', '3 days ago'],
  ])('%s is %s', (time, zh, en) => {
    expect([ago(time, NOW, 'zh'), ago(time, NOW, 'en')]).toEqual([zh, en]);
  });

  it.each([
    ['2026-11-21T08:05:00Z', '今天 16:05', 'today at 16:05'],
    ['2026-11-21T14:05:00Z', '今晚 22:05', 'tonight at 22:05'],
    ['2026-11-22T01:00:00Z', '明天 09:00', 'tomorrow at 09:00'],
    ['2026-12-01T01:00:00Z', '2026年12月1日 09:00', 'on 2026-12-01 at 09:00'],
  ])('%s is %s', (time, zh, en) => {
    const timezone = 'Asia/Shanghai';
    expect([
      upcoming(time, NOW, { language: 'zh', timezone }),
      upcoming(time, NOW, { language: 'en', timezone }),
    ]).toEqual([zh, en]);
  });

  it('says how long something took', () => {
    expect([200, 59_000, 150_000, 5_400_000].map((time) => lasted(time, 'en'))).toEqual([
      '1 s',
      '59 s',
      '3 min',
      '1 h 30 min',
    ]);
  });
});
