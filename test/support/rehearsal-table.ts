import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { type FaultTrial, type RehearsalReport, trialFaults } from '../../src/domain/rehearsal.js';

const FILE = join(import.meta.dirname, '../../docs/rehearsal.md');

const INTRODUCTION = `# 故障演练 · Outage rehearsal

\`lianmu rehearse <source>\` puts a proxy between the hub and the portal of a source, harvests it honestly once, and then once for each of
these faults, into a store of its own that goes afterwards. The portal itself is asked each question once, at the pace that its source states.
After each fault an honest run follows. The command ends with 1 where anything is not as this page says.

\`lianmu rehearse <来源>\` 在联目与门户之间设一代理：先完整采集一次，再让每种故障各发生一次，全部写入临时存储，用毕即删。真实门户的每个请求只发出一次，
并遵守该来源的节奏；每种故障之后再正常采集一次。凡与本页不符，命令以 1 结束。

What holds for every fault and every kind · 对每种故障、每类门户均成立：

- no dataset is lost, and none changes unless the portal's own content did · 不丢失任何数据集；门户内容未变，目录内容亦不变；
- the run ends as documented, by itself, within 30 s and five times an honest run · 在限定时间内以文档所载的方式自行结束；
- memory stays within 160 MiB of the honest run's · 内存增量不超过正常采集 160 MiB；
- the honest run after it brings the published state back, byte for byte in its export, times aside · 门户恢复后，导出与故障前逐字节一致（时间除外）。

Time-outs and sizes are lowered in these runs, so that they take seconds: an answer of more than 8 MiB, or of more than four times the portal's
largest, is too large; slow and silent portals are given 0.6 s; a list without an end is given up after some fifty pages. Everything else
is as the source states it. In this table a record that is gone has no days of grace (\`limits.missingRuns: 1\`).

A test rehearses one small portal of each kind, compares every cell and writes the page anew with \`UPDATE_GOLDEN=1\`. **–**: the fault cannot be shown on
this portal; why stands below the table. **\\***: published, and the portal's content is another one by then.
`;

/** The page with a row a fault and a column a kind, as it is committed. */
export async function rehearsalPage(reports: readonly RehearsalReport[]): Promise<string> {
  const [first] = reports;
  const faults = first?.trials ?? [];
  const header = ['故障', 'fault', 'name', ...reports.map(({ kind }) => kind)];
  const rows = faults.map(({ fault, title }) => [
    title.zh,
    title.en,
    `\`${fault}\``,
    ...reports.map(({ trials }) => cellOf(trials.find((trial) => trial.fault === fault))),
  ]);
  const lines = [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  const text = `${INTRODUCTION}\n${lines.join('\n')}\n\n${skippedOf(reports).join('\n')}\n`;
  return format(text, { parser: 'markdown', printWidth: 110 });
}

function cellOf(trial: FaultTrial | undefined): string {
  if (trial === undefined) return '';
  if (trial.skipped !== undefined) return '–';
  const wrong = trialFaults(trial);
  const isOther = (trial.counts?.updated ?? 0) > 0 && trial.end === 'complete';
  const end = trial.end.replace(/^held: held$/u, 'held').replace(': ', '<br>');
  return [isOther ? `${end}\\*` : end, ...wrong.map((name) => `**${name}**`)].join('<br>');
}

function skippedOf(reports: readonly RehearsalReport[]): readonly string[] {
  return reports.flatMap(({ kind, trials }) =>
    trials.flatMap(({ fault, skipped }) =>
      skipped === undefined ? [] : [`- \`${fault}\`, ${kind}: ${skipped.zh} · ${skipped.en}`],
    ),
  );
}

/** The committed page; `UPDATE_GOLDEN=1` writes it anew. */
export function committedRehearsal(actual: string): string {
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(FILE, actual);
  return existsSync(FILE) ? readFileSync(FILE, 'utf8') : '';
}
