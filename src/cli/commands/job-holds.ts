import { type Command, Option } from 'commander';
import type { ChangeKind } from '../../domain/change.js';
import type { HeldChange } from '../../domain/hold.js';
import { addCommand, wholeNumber } from '../command.js';
import type { CommandContext } from '../context.js';
import type { HeldRun } from '../requests.js';
import { count, printTable } from '../table.js';
import { fitWidth, printable } from '../width.js';

interface DiffOptions {
  readonly limit: number;
  readonly offset: number;
  readonly json?: true;
}

interface ReleaseOptions {
  readonly only?: ChangeKind[];
  readonly records?: string[];
  readonly reason: string;
}

const MAX_ROWS = 10_000;
const KINDS: readonly ChangeKind[] = ['added', 'updated', 'restored', 'removed'];
const VALUE_WIDTH = 40;

/** What to do about runs that wait: see, release, reject. */
export function addHoldCommands(jobs: Command, context: CommandContext): void {
  addDiff(jobs, context);
  addRelease(jobs, context);
  addReject(jobs, context);
}

function addDiff(jobs: Command, context: CommandContext): void {
  const { say, out } = context;
  addCommand(
    jobs,
    'diff <job>',
    {
      summary: {
        zh: '显示待决的作业会改变哪些数据集、哪些元素',
        en: 'show which datasets and elements a held job would change',
      },
      examples: [['jobs diff 0192f0c4 --limit 200', { zh: '前 200 处变化', en: 'its first 200 changes' }]],
    },
    say,
  )
    .option(
      '--limit <number>',
      say({ zh: '最多行数', en: 'how many at most' }),
      wholeNumber(say, 1, MAX_ROWS),
      50,
    )
    .option(
      '--offset <number>',
      say({ zh: '跳过的变化数', en: 'changes to pass over' }),
      wholeNumber(say, 0, 1e9),
      0,
    )
    .option('--json', say({ zh: '每处变化一行 JSON', en: 'one JSON line per change' }))
    .action(async (jobId: string, { limit, offset, json }: DiffOptions, command: Command) => {
      await context.withApplication(command, {}, async (application) => {
        const held = await application.heldRun(jobId, { limit, offset });
        if (json) for (const change of held.changes) await out.line(JSON.stringify(change));
        else await printDiff(context, held);
      });
    });
}

async function printDiff(context: CommandContext, { hold, changes }: HeldRun): Promise<void> {
  const { say, out } = context;
  for (const { message } of hold.alarms) await out.line(`${out.colors.yellow('!')} ${printable(message)}`);
  await out.line();
  if (changes.length === 0) {
    await out.line(say({ zh: '这里没有待决的变化。', en: 'No change waits here.' }));
    return;
  }
  await printTable(
    out,
    [
      { head: say({ zh: '变化', en: 'change' }) },
      { head: say({ zh: '门户记录', en: "portal's record" }) },
      { head: say({ zh: '标题', en: 'title' }) },
      { head: say({ zh: '元素', en: 'element' }) },
      { head: say({ zh: '现在', en: 'live' }) },
      { head: say({ zh: '将改为', en: 'would become' }) },
    ],
    changes.flatMap(rowsOf),
  );
}

/** A row for each element of an updated record, one for any other. */
function rowsOf({ kind, remoteId, title, altered }: HeldChange): readonly string[][] {
  const about = [kind, remoteId, fitWidth(printable(title), VALUE_WIDTH)];
  if (altered.length === 0) return [[...about, '', '', '']];
  return altered.map(({ element, before, after }, place) => [
    ...(place === 0 ? about : ['', '', '']),
    element,
    valueInWords(before),
    valueInWords(after),
  ]);
}

function valueInWords(value: unknown): string {
  if (value === undefined) return '–';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return fitWidth(printable(text), VALUE_WIDTH);
}

function addRelease(jobs: Command, context: CommandContext): void {
  const { say, out } = context;
  addCommand(
    jobs,
    'release <job>',
    {
      summary: {
        zh: '发布待决的作业，或只发布其中一部分；其余的作废',
        en: 'publish a held job, or only a part of it; the rest is dropped',
      },
      examples: [
        ['jobs release 0192f0c4 --reason 门户确认下架', { zh: '全部发布', en: 'all of it' }],
        [
          'jobs release 0192f0c4 --only added updated --reason 下架待核实',
          { zh: '只发布新增和更新，不移除', en: 'what is added and updated; nothing is removed' },
        ],
      ],
    },
    say,
  )
    .requiredOption('--reason <text>', say({ zh: '理由，随决定保存', en: 'why; kept with the decision' }))
    .addOption(
      new Option(
        '--only <kind...>',
        say({ zh: '只发布这些变化', en: 'only changes of these kinds' }),
      ).choices(KINDS),
    )
    .option('--records <id...>', say({ zh: '只发布这些记录', en: 'only these records' }))
    .action(async (jobId: string, { only, records, reason }: ReleaseOptions, command: Command) => {
      const selection =
        only === undefined && records === undefined
          ? undefined
          : { ...(only && { kinds: only }), ...(records && { records }) };
      await context.withApplication(command, {}, async (application) => {
        const { added, updated, restored, removed } = await application.decideHold({
          jobId,
          decision: 'release',
          reason,
          ...(selection && { selection }),
        });
        await out.line(
          say({
            zh: `已发布：新增 ${count(added)}，更新 ${count(updated)}，恢复 ${count(restored)}，移除 ${count(removed)}。`,
            en: `Published: ${count(added)} added, ${count(updated)} updated, ${count(restored)} restored, ${count(removed)} removed.`,
          }),
        );
      });
    });
}

function addReject(jobs: Command, context: CommandContext): void {
  const { say, out } = context;
  addCommand(
    jobs,
    'reject <job>',
    {
      summary: {
        zh: '不发布待决的作业；之后完全相同的变化不再提请决定',
        en: 'publish nothing of a held job; the very same changes are not put forward again',
      },
      examples: [
        ['jobs reject 0192f0c4 --reason 门户故障', { zh: '门户出了错', en: 'the portal was at fault' }],
      ],
    },
    say,
  )
    .requiredOption('--reason <text>', say({ zh: '理由，随决定保存', en: 'why; kept with the decision' }))
    .action(async (jobId: string, { reason }: { readonly reason: string }, command: Command) => {
      await context.withApplication(command, {}, async (application) => {
        await application.decideHold({ jobId, decision: 'reject', reason });
        await out.line(say({ zh: '已作废，目录保持不变。', en: 'Dropped; the catalogue stays as it is.' }));
      });
    });
}
