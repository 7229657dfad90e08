import type { Text } from '../domain/dataset.js';
import type { JobOutcome, JobState } from '../domain/job.js';
import type { JobReport } from '../pipeline/ports.js';
import type { CommandContext } from './context.js';
import { type Cell, count, printTable } from './table.js';
import { printable } from './width.js';

const STATES: Readonly<Record<JobState, Text>> = {
  complete: { zh: '完成', en: 'complete' },
  partial: { zh: '部分完成', en: 'partial' },
  held: { zh: '待决', en: 'held' },
  failed: { zh: '失败', en: 'failed' },
  aborted: { zh: '中止', en: 'aborted' },
  running: { zh: '进行中', en: 'running' },
};

/** The state of a job in the user's language; the colour only repeats what the word says. */
export function stateInWords({ say, out: { colors } }: CommandContext, state: JobState): string {
  const word = say(STATES[state]);
  if (state === 'complete') return colors.green(word);
  if (state === 'running') return word;
  return state === 'partial' || state === 'held' ? colors.yellow(word) : colors.red(word);
}

/** `harvest --json`: the nine documented keys first, in their order; further keys only after them. */
export function toJsonLine(report: JobReport): string {
  const { sourceId, outcome, counts, seconds, error, hidden } = report;
  const { seen, added, updated, unchanged, removed, rejected, problems } = counts;
  const { restored, refused, failed, duplicates, missing, refederated } = counts;
  return JSON.stringify({
    source: sourceId,
    outcome: outcome satisfies JobOutcome,
    ...{ seen, added, updated, unchanged, removed, rejected, problems },
    ...{ restored, refused, failed, duplicates, missing, refederated },
    seconds,
    ...(error ? { error } : {}),
    ...(hidden ? { hidden } : {}),
  });
}

/** Columns that are shown only where they say something. */
const RARE: ReadonlySet<string> = new Set(['duplicates', 'missing', 'refederated']);

/** The table after a harvest, with a line of sums, then why a source failed. */
export async function printSummary(context: CommandContext, reports: readonly JobReport[]): Promise<void> {
  const { say, out } = context;
  const columns = [
    ['seen', { zh: '读到', en: 'seen' }],
    ['added', { zh: '新增', en: 'added' }],
    ['updated', { zh: '更新', en: 'updated' }],
    ['unchanged', { zh: '未变', en: 'unchanged' }],
    ['restored', { zh: '恢复', en: 'restored' }],
    ['removed', { zh: '移除', en: 'removed' }],
    ['rejected', { zh: '退回', en: 'rejected' }],
    ['refused', { zh: '拒收', en: 'refused' }],
    ['failed', { zh: '未取到', en: 'failed' }],
    ['refederated', { zh: '转回', en: 're-federated' }],
    ['duplicates', { zh: '重复', en: 'duplicates' }],
    ['missing', { zh: '缺失', en: 'missing' }],
    ['problems', { zh: '问题', en: 'problems' }],
  ] as const;
  // Most portals list each record once, and every time.
  const keys = columns.filter(([key]) => !RARE.has(key) || reports.some(({ counts }) => counts[key] > 0));
  const rows: Cell[][] = reports.map((report) => [
    report.sourceId,
    { styled: stateInWords(context, report.outcome) },
    ...keys.map(([key]) => count(report.counts[key])),
    report.seconds.toFixed(1),
  ]);
  if (reports.length > 1) {
    const sum = (key: (typeof columns)[number][0]) =>
      count(reports.reduce((total, { counts }) => total + counts[key], 0));
    rows.push([say({ zh: '合计', en: 'total' }), '', ...keys.map(([key]) => sum(key)), '']);
  }
  await printTable(
    out,
    [
      { head: say({ zh: '来源', en: 'source' }) },
      { head: say({ zh: '结果', en: 'outcome' }) },
      ...keys.map(([, head]) => ({ head: say(head), align: 'right' as const })),
      { head: say({ zh: '秒', en: 's' }), align: 'right' },
    ],
    rows,
  );
  for (const { sourceId, error, hidden } of reports) {
    if (error)
      await out.line(`${out.colors.red('✗')} ${sourceId}: ${printable(error.message)} (${error.code})`);
    if (hidden) {
      const ids = printable(hidden.remoteIds.join(', '));
      const words = say({
        zh: `门户的增量列表漏报了 ${hidden.hidden} 项变化（${ids}），此后一律全量采集，直至 sources trust`,
        en: `asked for its changes the portal left out ${hidden.hidden} (${ids}); runs are full until sources trust`,
      });
      await out.line(`${out.colors.yellow('!')} ${sourceId}: ${words}`);
    }
  }
}

/** What `harvest` and `import` print of their reports. */
export async function printReports(
  context: CommandContext,
  reports: readonly JobReport[],
  { json, dryRun }: { readonly json: boolean; readonly dryRun: boolean },
): Promise<void> {
  const { say, out } = context;
  if (json) {
    for (const report of reports) await out.line(toJsonLine(report));
    return;
  }
  await printSummary(context, reports);
  if (dryRun) await out.line(say({ zh: '试运行：未发布任何内容。', en: 'Dry run: nothing was published.' }));
}
