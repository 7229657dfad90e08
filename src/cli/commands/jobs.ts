import type { Command } from 'commander';
import type { Job } from '../../domain/job.js';
import { addCommand, wholeNumber } from '../command.js';
import type { CommandContext } from '../context.js';
import { stateInWords } from '../job-lines.js';
import type { JobDetail } from '../requests.js';
import { count, minute, printTable } from '../table.js';
import { fitWidth, printable } from '../width.js';
import { addHoldCommands } from './job-holds.js';

interface ListOptions {
  readonly source?: string;
  readonly limit: number;
  readonly json?: true;
}

interface ShowOptions {
  readonly limit: number;
  readonly offset: number;
  readonly json?: true;
}

const MAX_ROWS = 10_000;

async function printJobs(context: CommandContext, jobs: readonly Job[]): Promise<void> {
  const { say, out } = context;
  await printTable(
    out,
    [
      { head: say({ zh: '作业', en: 'job' }) },
      { head: say({ zh: '来源', en: 'source' }) },
      { head: say({ zh: '开始', en: 'started' }) },
      { head: say({ zh: '结果', en: 'outcome' }) },
      { head: say({ zh: '读到', en: 'seen' }), align: 'right' },
      { head: say({ zh: '新增', en: 'added' }), align: 'right' },
      { head: say({ zh: '更新', en: 'updated' }), align: 'right' },
      { head: say({ zh: '移除', en: 'removed' }), align: 'right' },
      { head: say({ zh: '退回', en: 'rejected' }), align: 'right' },
      { head: say({ zh: '原因', en: 'reason' }) },
    ],
    jobs.map((job) => [
      job.jobId,
      job.sourceId,
      minute(job.startedAt),
      { styled: stateInWords(context, job.state) },
      count(job.counts.seen),
      count(job.counts.added),
      count(job.counts.updated),
      count(job.counts.removed),
      count(job.counts.rejected),
      job.error?.code ?? '',
    ]),
  );
}

async function printRecords(context: CommandContext, { job, records }: JobDetail): Promise<void> {
  const { say, out } = context;
  await printJobs(context, [job]);
  if (job.error) await out.line(`${out.colors.red('✗')} ${printable(job.error.message)}`);
  await out.line();
  if (records.length === 0) {
    await out.line(say({ zh: '没有变化或有问题的记录。', en: 'No record changed or had a problem.' }));
    return;
  }
  await printTable(
    out,
    [
      { head: say({ zh: '门户记录', en: "portal's record" }) },
      { head: say({ zh: '结果', en: 'outcome' }) },
      { head: say({ zh: '标题', en: 'title' }) },
      { head: say({ zh: '问题', en: 'problems' }) },
    ],
    records.map(({ remoteId, outcome, title, problems }) => [
      remoteId,
      outcome,
      fitWidth(printable(title ?? ''), 40),
      [...new Set(problems.map(({ code }) => code))].join(' '),
    ]),
  );
}

function addList(group: Command, context: CommandContext): void {
  const { say, out } = context;
  addCommand(
    group,
    'list',
    {
      summary: { zh: '列出最近的作业', en: 'list the latest jobs' },
      examples: [
        [
          'jobs list --source jiangcheng-city --limit 5',
          { zh: '一个来源的最近 5 次', en: 'the last five of one source' },
        ],
      ],
    },
    say,
  )
    .option('--source <id>', say({ zh: '只看一个来源', en: 'of one source only' }))
    .option(
      '--limit <number>',
      say({ zh: '最多行数', en: 'how many at most' }),
      wholeNumber(say, 1, MAX_ROWS),
      20,
    )
    .option('--json', say({ zh: '每个作业一行 JSON', en: 'one JSON line per job' }))
    .action(async ({ source, limit, json }: ListOptions, command: Command) => {
      await context.withApplication(command, {}, async (application) => {
        const jobs = await application.jobs({ ...(source === undefined ? {} : { sourceId: source }), limit });
        if (!json) {
          await printJobs(context, jobs);
          return;
        }
        for (const job of jobs) await out.line(JSON.stringify(job));
      });
    });
}

function addShow(group: Command, context: CommandContext): void {
  const { say, out } = context;
  addCommand(
    group,
    'show <job>',
    {
      summary: { zh: '显示一次作业及其记录', en: 'show a job and what became of its records' },
      examples: [['jobs show 0192f0c4 --limit 100', { zh: '前 100 条记录', en: 'its first 100 records' }]],
    },
    say,
  )
    .option(
      '--limit <number>',
      say({ zh: '最多记录数', en: 'records at most' }),
      wholeNumber(say, 1, MAX_ROWS),
      50,
    )
    .option(
      '--offset <number>',
      say({ zh: '跳过的记录数', en: 'records to pass over' }),
      wholeNumber(say, 0, 1e9),
      0,
    )
    .option('--json', say({ zh: '输出 JSON', en: 'print JSON' }))
    .action(async (jobId: string, { limit, offset, json }: ShowOptions, command: Command) => {
      await context.withApplication(command, {}, async (application) => {
        const detail = await application.job(jobId, { limit, offset });
        if (json) await out.line(JSON.stringify(detail));
        else await printRecords(context, detail);
      });
    });
}

export function addJobsCommand(program: Command, context: CommandContext): void {
  const group = addCommand(
    program,
    'jobs',
    {
      summary: {
        zh: '查看采集作业，决定待决的作业',
        en: 'look at the harvest jobs, and decide on those that wait',
      },
      examples: [['jobs list', { zh: '最近的作业', en: 'the latest jobs' }]],
    },
    context.say,
  );
  addList(group, context);
  addShow(group, context);
  addHoldCommands(group, context);
}
