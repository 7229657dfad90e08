import type { Command } from 'commander';
import { addCommand } from '../command.js';
import type { CommandContext } from '../context.js';
import { harvestExitCode } from '../exit-codes.js';
import { printReports } from '../job-lines.js';
import { createProgressBars } from '../progress-bars.js';

interface ImportOptions {
  readonly add?: true;
  readonly dryRun?: true;
  readonly json?: true;
}

export function addImportCommand(program: Command, context: CommandContext): void {
  const { say, signal } = context;
  addCommand(
    program,
    'import <source> <file...>',
    {
      summary: {
        zh: '用交来的文件采集一个来源并发布，不访问其门户；文件合起来就是完整目录，其中没有的视为已移除',
        en: 'harvest a source from files that were handed in instead of from its portal, and publish; together they are the whole catalogue: what is not in them is gone',
      },
      examples: [
        [
          'import jiangcheng-district 目录.xlsx --dry-run',
          { zh: '试导入，不发布', en: 'try a file, publish nothing' },
        ],
        [
          'import jiangcheng-district 一.csv 二.csv',
          { zh: '两个文件合为一份目录', en: 'two files, one catalogue' },
        ],
        [
          'import jiangcheng-district new.csv --add',
          { zh: '只增改，不移除', en: 'add and update, remove nothing' },
        ],
      ],
    },
    say,
  )
    .option(
      '--add',
      say({
        zh: '文件只是增补：不移除任何数据集',
        en: 'the files are additions: no dataset is removed',
      }),
    )
    .option('--dry-run', say({ zh: '全程执行但不发布', en: 'do everything but publish' }))
    .option('--json', say({ zh: '输出一行 JSON', en: 'print one JSON line' }))
    .action(async (sourceId: string, files: readonly string[], options: ImportOptions, command: Command) => {
      const { add = false, dryRun = false, json = false } = options;
      await context.withApplication(command, { draws: true }, async (application) => {
        const reporter = await createProgressBars(context);
        const report = await application
          .importFiles({ sourceId, files, add, dryRun, reporter, signal })
          .finally(() => {
            reporter.stop();
          });
        context.setExitCode(harvestExitCode([report]));
        await printReports(context, [report], { json, dryRun });
      });
    });
}
