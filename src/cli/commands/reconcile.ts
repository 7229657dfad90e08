import type { Command } from 'commander';
import { countsTotal } from '../../domain/federation.js';
import type { CanaryWay, Hop, ReconcileReport } from '../../domain/reconcile-report.js';
import { addCommand } from '../command.js';
import type { CommandContext } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { count, printTable } from '../table.js';
import { printable } from '../width.js';

interface Options {
  readonly json?: true;
  readonly record?: string;
}

export function addReconcileCommand(program: Command, context: CommandContext): void {
  const { say, out, signal } = context;
  addCommand(
    program,
    'reconcile [sources...]',
    {
      summary: {
        zh: '沿上下级目录核对：各级数量是否一致，缺了什么、缺在哪一级、每级慢多少',
        en: 'compare this hub with those that it follows, along the whole chain: what is lost where, and how late each hop is',
      },
      examples: [
        ['reconcile', { zh: '核对全部 lianmu 来源', en: 'all sources of kind lianmu' }],
        ['reconcile city --json', { zh: '只核对一个来源，供脚本使用', en: 'one source, for scripts' }],
      ],
    },
    say,
  )
    .option('--json', say({ zh: '输出 JSON', en: 'print JSON' }))
    .option(
      '--record <id>',
      say({
        zh: '以此数据集测各级时延；未指定时取最近变更的一个',
        en: 'the dataset by which delays are told; the one that changed last unless given',
      }),
    )
    .action(async (sources: readonly string[], { json, record }: Options, command: Command) => {
      await context.withApplication(command, {}, async (application) => {
        const report = await application.reconcile({
          sources,
          signal,
          ...(record !== undefined && { record }),
        });
        context.setExitCode(exitCode(report));
        if (json) await out.line(JSON.stringify(report, undefined, 2));
        else await printReport(context, report);
      });
    });
}

function exitCode({ hops }: ReconcileReport): number {
  if (hops.some(({ status }) => status === 'lost')) return EXIT.problems;
  return hops.some(({ status }) => status === 'silent') ? EXIT.unavailable : EXIT.fine;
}

async function printReport(context: CommandContext, { hops, canaries }: ReconcileReport): Promise<void> {
  const { say, out } = context;
  if (hops.length === 0) {
    await out.line(say({ zh: '没有 lianmu 来源。', en: 'There is no source of kind lianmu.' }));
    return;
  }
  await printTable(
    out,
    [
      { head: say({ zh: '下级 → 上级', en: 'from → to' }) },
      { head: say({ zh: '应有', en: 'has' }), align: 'right' },
      { head: say({ zh: '已发布', en: 'live' }), align: 'right' },
      { head: say({ zh: '旧版', en: 'outdated' }), align: 'right' },
      { head: say({ zh: '退回', en: 'rejected' }), align: 'right' },
      { head: say({ zh: '拒收', en: 'refused' }), align: 'right' },
      { head: say({ zh: '重复', en: 'copies' }), align: 'right' },
      { head: say({ zh: '落后', en: 'behind' }), align: 'right' },
      { head: say({ zh: '结论', en: 'verdict' }) },
    ],
    hops.map((hop) => [
      `${hop.below} → ${hop.above}`,
      hop.datasets === undefined ? '?' : count(hop.datasets),
      ...(['live', 'outdated', 'rejected', 'refused', 'refederated'] as const).map((name) =>
        count(hop.counts[name]),
      ),
      hop.behind === undefined ? '?' : count(hop.behind),
      { styled: verdict(context, hop) },
    ]),
  );
  for (const hop of hops) await printHop(context, hop);
  for (const way of canaries) await out.line(canaryLine(context, way));
}

function verdict({ say, out: { colors } }: CommandContext, hop: Hop): string {
  if (hop.status === 'whole') return colors.green(say({ zh: '✓ 完整', en: '✓ whole' }));
  if (hop.status === 'behind') return colors.yellow(say({ zh: '… 尚未追上', en: '… not caught up' }));
  if (hop.status === 'silent') return colors.red(say({ zh: '✗ 无应答', en: '✗ no answer' }));
  return colors.red(say({ zh: '✗ 不一致', en: '✗ differs' }));
}

async function printHop({ say, out }: CommandContext, hop: Hop): Promise<void> {
  const where = printable(`${hop.below} → ${hop.above}`);
  if (hop.reason !== undefined) await out.line(`${where}: ${printable(hop.reason)}`);
  if (hop.completedAt !== undefined && hop.status !== 'whole') {
    const at = printable(hop.completedAt);
    await out.line(say({ zh: `${where}：最近一次完整采集 ${at}`, en: `${where}: last complete run ${at}` }));
  }
  if (hop.datasets !== undefined && hop.status === 'lost') {
    const missing = count(hop.datasets - countsTotal(hop.counts));
    await out.line(say({ zh: `${where}：相差 ${missing} 个`, en: `${where}: differs by ${missing}` }));
  }
  for (const { identifier, fault } of hop.records) {
    const words = {
      lost: say({ zh: '缺失', en: 'lost' }),
      surplus: say({ zh: '多余', en: 'not withdrawn' }),
      version: say({ zh: '版本不同', en: 'another version' }),
    };
    await out.line(`  ${identifier}  ${words[fault]}`);
  }
}

function canaryLine({ say }: CommandContext, { title, identifier, steps }: CanaryWay): string {
  const way = steps
    .map(({ hub, changed, seconds }) =>
      printable(`${hub} ${changed}${seconds === undefined ? '' : ` (+${seconds.toFixed(1)} s)`}`),
    )
    .join(' → ');
  const name = printable(title);
  return say({ zh: `样本《${name}》${identifier}：${way}`, en: `canary “${name}” ${identifier}: ${way}` });
}
