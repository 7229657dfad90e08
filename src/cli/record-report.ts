import type { Text } from '../domain/dataset.js';
import type { Problem } from '../domain/problem.js';
import type { Application } from './application.js';
import type { CommandContext } from './context.js';
import type { RecordReport, Verdict } from './requests.js';
import { count, printTable } from './table.js';
import { printable } from './width.js';

type Describe = Application['describeProblem'];

const VERDICTS: Readonly<Record<Verdict, Text>> = {
  conformant: { zh: '合格', en: 'conformant' },
  publishable: { zh: '可发布，但不合格', en: 'publishable, but not conformant' },
  rejected: { zh: '退回，不发布', en: 'rejected, not published' },
  refused: { zh: '拒收', en: 'refused' },
  failed: { zh: '未能读取', en: 'could not be read' },
  duplicate: { zh: '重复，只计一次', en: 'listed again, counted once' },
};
const ORDER = Object.keys(VERDICTS) as readonly Verdict[];

function mark(verdict: Verdict, { out: { colors } }: CommandContext): string {
  if (verdict === 'conformant') return colors.green('✓');
  return verdict === 'publishable' || verdict === 'duplicate' ? colors.yellow('!') : colors.red('✗');
}

/** Ten missing formats are one thing to do: problems of one rule stand together, in the order they came. */
function byCode(problems: readonly Problem[]): ReadonlyMap<string, readonly Problem[]> {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    const group = groups.get(problem.code);
    if (group) group.push(problem);
    else groups.set(problem.code, [problem]);
  }
  return groups;
}

const MAX_PLACES = 5;

function place({ pointer, value, detail }: Problem): string {
  const parts = [pointer === '' ? '/' : pointer];
  if (value !== undefined) parts.push(`= ${JSON.stringify(value)}`);
  if (detail !== undefined) parts.push(`(${detail})`);
  return printable(parts.join(' '));
}

/** One record for people: what it is, what becomes of it, each problem with its places and what to do. */
export async function printRecord(
  context: CommandContext,
  report: RecordReport,
  describe: Describe,
): Promise<void> {
  const { out, say } = context;
  const title = printable(report.title ?? say({ zh: '（无标题）', en: '(no title)' }));
  await out.line(
    `${mark(report.verdict, context)} ${out.colors.bold(title)} [${printable(report.remoteId)}] ${say(VERDICTS[report.verdict])}`,
  );
  for (const [code, problems] of byCode(report.problems)) {
    const [first] = problems;
    if (!first) continue;
    const text = describe(first);
    await out.line(`    ${text.title} (${code})`);
    for (const problem of problems.slice(0, MAX_PLACES)) {
      await out.line(`      ${out.colors.dim(place(problem))}`);
    }
    if (problems.length > MAX_PLACES) {
      const more = count(problems.length - MAX_PLACES);
      await out.line(`      ${say({ zh: `另有 ${more} 处`, en: `and ${more} more` })}`);
    }
    await out.line(`      → ${text.advice}`);
  }
}

/** One record for machines: a JSON line. */
export function toRecordLine(report: RecordReport, describe: Describe): string {
  const { remoteId, title, verdict, problems } = report;
  return JSON.stringify({
    remoteId,
    ...(title === undefined ? {} : { title }),
    verdict,
    problems: problems.map((problem) => ({ ...problem, ...describe(problem) })),
  });
}

/** Counts over all records; memory is one entry a rule, however many records pass. */
export interface ValidationTally {
  add(report: RecordReport): void;
  print(context: CommandContext, describe: Describe): Promise<void>;
}

const MOST_FREQUENT = 10;

export function createValidationTally(): ValidationTally {
  const verdicts = new Map<Verdict, number>();
  const rules = new Map<string, { readonly example: Problem; records: number }>();
  let records = 0;
  return {
    add({ verdict, problems }) {
      records += 1;
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
      for (const [code, [example]] of byCode(problems)) {
        const rule = rules.get(code);
        if (rule) rule.records += 1;
        else if (example) rules.set(code, { example, records: 1 });
      }
    },
    async print(context, describe) {
      const { out, say } = context;
      await out.line();
      const parts = ORDER.flatMap((verdict) => {
        const number = verdicts.get(verdict);
        return number === undefined ? [] : [`${say(VERDICTS[verdict])} ${count(number)}`];
      });
      await out.line(
        out.colors.bold(say({ zh: `共 ${count(records)} 条记录：`, en: `${count(records)} records: ` })) +
          parts.join(say({ zh: '，', en: ', ' })),
      );
      const frequent = [...rules].sort(([, a], [, b]) => b.records - a.records).slice(0, MOST_FREQUENT);
      if (frequent.length === 0) return;
      await out.line();
      await printTable(
        out,
        [
          { head: say({ zh: '记录数', en: 'records' }), align: 'right' },
          { head: say({ zh: '最常见的问题', en: 'most frequent problems' }) },
          { head: say({ zh: '代码', en: 'code' }) },
        ],
        frequent.map(([code, rule]) => [count(rule.records), describe(rule.example).title, code]),
      );
    },
  };
}
