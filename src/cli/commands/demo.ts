import type { Command } from 'commander';
import { addCommand, wholeNumber } from '../command.js';
import type { CommandContext } from '../context.js';
import { harvestExitCode, EXIT } from '../exit-codes.js';
import { printSummary } from '../job-lines.js';
import { createProgressBars } from '../progress-bars.js';

interface Options {
  readonly size: number;
  readonly seed: number;
  readonly day: number;
  readonly port?: number;
  readonly once?: true;
}

export function addDemoCommand(program: Command, context: CommandContext): void {
  const { say, out, signal } = context;
  addCommand(
    program,
    'demo',
    {
      summary: {
        zh: '启动本机模拟省份，采集其全部门户并提供联合目录',
        en: 'start a simulated province on this machine, harvest it and serve the federated catalogue',
      },
      examples: [
        ['demo', { zh: '默认规模，直至 Ctrl-C', en: 'of the default size, until Ctrl-C' }],
        ['demo --size 20000 --day 30', { zh: '两万个数据集，第 30 天', en: '20,000 datasets, as of day 30' }],
        ['demo --once', { zh: '采集、汇总后结束', en: 'harvest, print the summary and end' }],
      ],
    },
    say,
  )
    .option(
      '--size <number>',
      say({ zh: '全省数据集数', en: 'datasets over the province' }),
      wholeNumber(say, 300, 1_000_000),
      3000,
    )
    .option(
      '--seed <number>',
      say({ zh: '随机种子', en: 'seed of the province' }),
      wholeNumber(say, 0, 2 ** 32 - 1),
      1,
    )
    .option('--day <number>', say({ zh: '第几天', en: 'day of its history' }), wholeNumber(say, 0, 36_500), 0)
    .option(
      '--port <number>',
      say({ zh: '目录服务端口', en: 'port of the catalogue' }),
      wholeNumber(say, 0, 65_535),
    )
    .option('--once', say({ zh: '不提供服务，采集后结束', en: 'end after the harvest instead of serving' }))
    .action(async ({ size, seed, day, port, once }: Options, command: Command) => {
      await context.withApplication(
        command,
        { orShipped: true, draws: true, allProfiles: true },
        async (application) => {
          const reporter = await createProgressBars(context);
          const { reports, serving } = await application
            .demo({
              ...{ size, seed, day },
              ...(port === undefined ? {} : { port }),
              once: once ?? false,
              reporter,
              signal,
            })
            .finally(() => {
              reporter.stop();
            });
          await printSummary(context, reports);
          // The province has faults on purpose: rejected records are what it is to show.
          const broken = reports.some(({ outcome }) => outcome === 'failed' || outcome === 'aborted');
          context.setExitCode(broken ? harvestExitCode(reports) : EXIT.fine);
          if (!serving) return;
          await out.line();
          await out.line(
            say({
              zh: `联合目录地址 ${serving.url}（Ctrl-C 结束）`,
              en: `The federated catalogue is served at ${serving.url} (Ctrl-C ends it)`,
            }),
          );
          context.runsUntilStopped();
          await serving.closed;
        },
      );
    });
}
