import type { Command } from 'commander';
import type { Text } from '../../domain/dataset.js';
import type { Problem } from '../../domain/problem.js';
import type { ProblemText } from '../../domain/rules.js';
import type { TracedRecord, TraceState } from '../../domain/trace.js';
import { addCommand } from '../command.js';
import type { CommandContext } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { minute } from '../table.js';
import { printable } from '../width.js';

/** What each state means to a portal's team, and what it can do. */
const MEANINGS: Readonly<Record<TraceState, Text>> = {
  published: { zh: '已发布，与门户一致。', en: 'Published, as the portal has it.' },
  missing: {
    zh: '仍在发布，但最近的完整采集没有列出它；宽限期过后将被移除。若不应下架，请检查门户的列表。',
    en: 'Still published, but the latest complete runs did not list it; it is removed when its grace is over. If it should stay, look at the portal’s list.',
  },
  outdated: {
    zh: '发布的是较早的版本：最新的版本被退回或没有取到，见下面的问题。',
    en: 'Published in an earlier form: the newest was rejected or not brought; see the problems below.',
  },
  held: {
    zh: '在一次待决的采集里，等运营方决定。',
    en: 'In a run that waits for the operator’s decision.',
  },
  removed: {
    zh: '已移除：门户不再列出它。门户再次列出后会以同一标识恢复。',
    en: 'Removed: the portal lists it no more. It comes back under the same id when it is listed again.',
  },
  rejected: {
    zh: '未发布：记录不合格，见下面的问题。改正后下次采集即发布。',
    en: 'Not published: the record is below the bar; see the problems below. Mended, it is published by the next run.',
  },
  refused: {
    zh: '未发布：按密级或来源的规定不得公开。',
    en: 'Not published: by its level, or by the rules of the source, it may not be shown.',
  },
  'not-brought': {
    zh: '未发布：门户列出了它，但没有给出内容。',
    en: 'Not published: the portal lists it and did not give it.',
  },
  refederated: {
    zh: '未单独发布：门户从别处汇聚了它，本目录已从更近的来源收录同一条记录，见下面的标识。',
    en: 'Not published by itself: the portal has it from elsewhere, and the same record came here by a shorter way; see the id below.',
  },
};

export function addTraceCommand(program: Command, context: CommandContext): void {
  const { say, out } = context;
  addCommand(
    program,
    'trace <record>',
    {
      summary: {
        zh: '我的记录在哪里：按网址、标识、资源代码或标题查一条记录的去向',
        en: 'where is my record: what became of it, by address, id, code or title',
      },
      examples: [
        ['trace https://data.jiangcheng.example.org/dataset/tcc', { zh: '按网址', en: 'by its address' }],
        ['trace 公共停车场信息', { zh: '按标题或标题的一部分', en: 'by its title, or a part of it' }],
      ],
    },
    say,
  )
    .option('--json', say({ zh: '每条记录一行 JSON', en: 'one JSON line per record' }))
    .action(async (text: string, { json }: { readonly json?: true }, command: Command) => {
      await context.withApplication(command, {}, async (application) => {
        const records = await application.trace(text);
        if (records.length === 0) {
          context.setExitCode(EXIT.problems);
          if (json) return;
          await out.line(
            say({
              zh: '没有采集到这样的记录：门户没有列出它，或它被来源的过滤条件排除，或它是重复项而被并入另一条。',
              en: 'No such record was harvested: the portal does not list it, the filter of its source leaves it out, or it is a duplicate of another.',
            }),
          );
          return;
        }
        for (const record of records) {
          if (json) await out.line(JSON.stringify(record));
          else await printRecord(context, record, (problem) => application.describeProblem(problem));
        }
      });
    });
}

async function printRecord(
  { say, out }: CommandContext,
  record: TracedRecord,
  describe: (problem: Problem) => ProblemText,
): Promise<void> {
  const { sourceId, remoteId, title = remoteId, state, changed, missing, held, copyOf, events } = record;
  await out.line(`${out.colors.bold(printable(title))} (${sourceId}: ${printable(remoteId)})`);
  await out.line(`  ${say(MEANINGS[state])}`);
  if (changed !== undefined)
    await out.line(`  ${say({ zh: '最近变化', en: 'last change' })}: ${minute(`${changed}Z`)}`);
  if (missing !== undefined) {
    await out.line(
      say({
        zh: `  自 ${minute(`${missing.since}Z`)} 起连续 ${missing.runs} 次未列出`,
        en: `  absent from ${missing.runs} run(s) in a row, since ${minute(`${missing.since}Z`)}`,
      }),
    );
  }
  if (copyOf !== undefined) await out.line(`  = ${printable(copyOf)}`);
  if (held !== undefined) await out.line(`  ${held.change}: lianmu jobs diff ${held.jobId}`);
  const [newest] = events;
  for (const problem of newest?.problems ?? []) {
    const { title: what, advice } = describe(problem);
    await out.line(`  ${out.colors.yellow('!')} ${what} (${problem.code})：${advice}`);
  }
  for (const { time, outcome, jobId } of events) await out.line(`  ${minute(time)}  ${outcome}  ${jobId}`);
  await out.line();
}
