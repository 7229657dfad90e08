import type { Command } from 'commander';
import { addCommand } from '../command.js';
import type { CommandContext } from '../context.js';
import { harvestExitCode } from '../exit-codes.js';
import { printReports } from '../job-lines.js';
import { createProgressBars } from '../progress-bars.js';

interface HarvestOptions {
  readonly dryRun?: true;
  readonly full?: true;
  readonly json?: true;
}

export function addHarvestCommand(program: Command, context: CommandContext): void {
  const { say, signal } = context;
  addCommand(
    program,
    'harvest [source...]',
    {
      summary: {
        zh: '采集门户并发布；不指明来源则采集全部已启用的来源',
        en: 'harvest portals and publish; without names all enabled sources',
      },
      examples: [
        ['harvest', { zh: '采集全部来源', en: 'harvest every source' }],
        [
          'harvest jiangcheng-city --dry-run',
          { zh: '试采一个来源，不发布', en: 'try one source, publish nothing' },
        ],
        ['harvest --json | jq .rejected', { zh: '每个来源一行 JSON', en: 'one JSON line per source' }],
      ],
    },
    say,
  )
    .option('--dry-run', say({ zh: '全程执行但不发布', en: 'do everything but publish' }))
    .option(
      '--full',
      say({ zh: '完整采集，即使来源设为增量', en: 'full run even where the source is incremental' }),
    )
    .option('--json', say({ zh: '每个来源输出一行 JSON', en: 'print one JSON line per source' }))
    .action(async (sources: readonly string[], options: HarvestOptions, command: Command) => {
      await context.withApplication(command, { draws: true }, async (application) => {
        const reporter = await createProgressBars(context);
        const reports = await application
          .harvest({
            sources,
            dryRun: options.dryRun ?? false,
            full: options.full ?? false,
            reporter,
            signal,
          })
          .finally(() => {
            reporter.stop();
          });
        context.setExitCode(harvestExitCode(reports));
        await printReports(context, reports, {
          json: options.json ?? false,
          dryRun: options.dryRun ?? false,
        });
      });
    });
}
