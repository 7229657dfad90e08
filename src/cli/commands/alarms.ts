import type { Command } from 'commander';
import type { Text } from '../../domain/dataset.js';
import type { AlarmBoard, SourceAlarmKind } from '../../domain/source-alarm.js';
import { addCommand } from '../command.js';
import type { CommandContext } from '../context.js';
import { minute, printTable } from '../table.js';

interface Options {
  readonly json?: true;
}

const KINDS: Readonly<Record<SourceAlarmKind, Text>> = {
  silence: { zh: '无新内容', en: 'nothing new' },
  failures: { zh: '连续失败', en: 'failures' },
  moved: { zh: '数量骤变', en: 'count moved' },
  held: { zh: '作业待决', en: 'run held' },
  filter: { zh: '增量失信', en: 'filter distrusted' },
};

async function printBoard(context: CommandContext, { judgedAt, open }: AlarmBoard): Promise<void> {
  const { say, out } = context;
  const looked =
    judgedAt === undefined
      ? say({ zh: 'serve 尚未检查过。', en: 'No serve has looked yet.' })
      : say({ zh: `最近检查 ${minute(judgedAt)}。`, en: `Last looked at ${minute(judgedAt)}.` });
  if (open.length === 0) {
    await out.line(`${say({ zh: '没有告警。', en: 'No alarm is open.' })} ${looked}`);
    return;
  }
  await printTable(
    out,
    [
      { head: say({ zh: '来源', en: 'source' }) },
      { head: say({ zh: '告警', en: 'alarm' }) },
      { head: say({ zh: '起始', en: 'since' }) },
      { head: say({ zh: '说明', en: 'what is the matter' }) },
    ],
    open.map(({ sourceId, kind, since, message }) => [
      sourceId,
      say(KINDS[kind]),
      minute(since),
      say(message),
    ]),
  );
  await out.line(looked);
}

export function addAlarmsCommand(program: Command, context: CommandContext): void {
  const { say, out } = context;
  addCommand(
    program,
    'alarms',
    {
      summary: {
        zh: '列出运行中的 serve 发现的未解除告警',
        en: 'list the open alarms that a running serve has raised',
      },
      examples: [
        ['alarms', { zh: '未解除的告警', en: 'what is open' }],
        ['alarms --json', { zh: '每个告警一行 JSON', en: 'for a program' }],
      ],
    },
    say,
  )
    .option('--json', say({ zh: '每个告警一行 JSON', en: 'one JSON line per alarm' }))
    .action(async (options: Options, command: Command) => {
      await context.withApplication(command, {}, async (application) => {
        const board = await application.alarms();
        if (!options.json) await printBoard(context, board);
        else for (const alarm of board.open) await out.line(JSON.stringify(alarm));
      });
    });
}
