import type { Command } from 'commander';
import { addCommand } from '../command.js';
import type { CommandContext } from '../context.js';
import { harvestExitCode } from '../exit-codes.js';
import { printReports } from '../job-lines.js';
import { momentIn } from '../moment.js';
import { createProgressBars } from '../progress-bars.js';

interface ReplayCommandOptions {
  readonly asOf?: string;
  readonly publish?: true;
  readonly json?: true;
}

export function addReplayCommand(program: Command, context: CommandContext): void {
  const { say, signal, out } = context;
  addCommand(
    program,
    'replay [source...]',
    {
      summary: {
        zh: '用当前的映射和对照表重新映射已存的原始记录，不访问门户；变化先待决，不直接发布',
        en: 'map the stored raw records anew with the present mapping and crosswalks, without asking portals; changes wait for a decision',
      },
      examples: [
        ['replay jiangcheng-city', { zh: '变化待决，用 jobs diff 查看', en: 'changes wait; see jobs diff' }],
        ['replay --publish', { zh: '全部来源，直接发布', en: 'all sources, published at once' }],
        [
          'replay jiangcheng-city --as-of 2026-11-01',
          { zh: '用那一天的原始记录', en: 'with the raw records of that day' },
        ],
      ],
    },
    say,
  )
    .option(
      '--as-of <time>',
      say({
        zh: '用此刻的原始记录（ISO 8601；日期指当地该日之末）',
        en: 'raw records as they were then (ISO 8601; a day is its end in the hub’s time zone)',
      }),
      momentIn(say),
    )
    .option(
      '--publish',
      say({
        zh: '不待决，直接发布（来源的限额仍有效）',
        en: 'publish at once; the limits of the source still hold',
      }),
    )
    .option('--json', say({ zh: '每个来源输出一行 JSON', en: 'print one JSON line per source' }))
    .action(async (sources: readonly string[], options: ReplayCommandOptions, command: Command) => {
      const { asOf, publish = false, json = false } = options;
      await context.withApplication(command, { draws: true }, async (application) => {
        const reporter = await createProgressBars(context);
        const reports = await application
          .replay({ sources, publish, ...(asOf !== undefined && { asOf }), reporter, signal })
          .finally(() => {
            reporter.stop();
          });
        context.setExitCode(harvestExitCode(reports));
        await printReports(context, reports, { json, dryRun: false });
        if (json) return;
        for (const { jobId, outcome } of reports) {
          if (outcome === 'held') await out.line(`lianmu jobs diff ${jobId}`);
        }
      });
    });
}
