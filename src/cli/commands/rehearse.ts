import type { Command } from 'commander';
import type { Text } from '../../domain/dataset.js';
import {
  type FaultTrial,
  type RehearsalReport,
  type TrialFault,
  trialFaults,
} from '../../domain/rehearsal.js';
import { addCommand } from '../command.js';
import type { CommandContext } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { type Cell, count, printTable } from '../table.js';

interface RehearseOptions {
  readonly fault: readonly string[];
  readonly json?: true;
}

const WRONG: Readonly<Record<TrialFault, Text>> = {
  lost: { zh: '误删', en: 'datasets lost' },
  altered: { zh: '误改', en: 'datasets altered' },
  undocumented: { zh: '结局未载于文档', en: 'not a documented end' },
  late: { zh: '超时', en: 'too long' },
  memory: { zh: '内存超限', en: 'too much memory' },
  'not-recovered': { zh: '门户恢复后未复原', en: 'did not recover' },
};

export function addRehearseCommand(program: Command, context: CommandContext): void {
  const { say, out, err, signal } = context;
  addCommand(
    program,
    'rehearse <source>',
    {
      summary: {
        zh: '演练：让一个来源逐一面对门户的各种故障，核对目录不受损害',
        en: 'rehearse outages: run a source against its portal with one fault after another, and see that nothing is lost',
      },
      examples: [
        [
          'rehearse jiangcheng-city',
          {
            zh: '全部故障；真实门户只被完整采集一次，结果不入库',
            en: 'every fault; the portal itself is harvested once, and nothing is stored',
          },
        ],
        [
          'rehearse jiangcheng-city --fault half-gone --fault slow',
          { zh: '只演练所列故障', en: 'these faults only' },
        ],
      ],
    },
    say,
  )
    .option(
      '--fault <name>',
      say({ zh: '只演练此故障，可重复', en: 'this fault only; may be repeated' }),
      (name: string, names: readonly string[]) => [...names, name],
      [],
    )
    .option('--json', say({ zh: '输出 JSON', en: 'print JSON' }))
    .action(async (sourceId: string, { fault, json }: RehearseOptions, command: Command) => {
      await context.withApplication(command, { draws: true }, async (application) => {
        const report = await application.rehearse({ sourceId, faults: fault, signal });
        const isSound = report.trials.every((trial) => trialFaults(trial).length === 0);
        if (!isSound) context.setExitCode(EXIT.problems);
        if (json === true) {
          await out.line(JSON.stringify(report));
          return;
        }
        await printTrials(report, context);
        await err.line();
        await err.line(summaryOf(report, context));
      });
    });
}

async function printTrials({ trials }: RehearsalReport, { out, say }: CommandContext): Promise<void> {
  await printTable(
    out,
    [
      { head: say({ zh: '故障', en: 'fault' }) },
      { head: '' },
      { head: say({ zh: '结局', en: 'end' }) },
      { head: say({ zh: '秒', en: 'seconds' }), align: 'right' },
      { head: 'MB', align: 'right' },
      { head: say({ zh: '判定', en: 'verdict' }) },
    ],
    trials.map((trial): readonly Cell[] => {
      const { fault, title, skipped, end, seconds, megabytes } = trial;
      if (skipped !== undefined) {
        return [
          fault,
          say(title),
          '–',
          '',
          '',
          say({ zh: '不适用：', en: 'does not apply: ' }) + say(skipped),
        ];
      }
      return [fault, say(title), end, seconds.toFixed(1), count(megabytes), verdictOf(trial, say)];
    }),
  );
}

function verdictOf(trial: FaultTrial, say: CommandContext['say']): string {
  const wrong = trialFaults(trial);
  if (wrong.length === 0) return say({ zh: '如文档所述', en: 'as documented' });
  const numbers = { lost: trial.lost, altered: trial.altered } as Readonly<Record<string, number>>;
  const words = wrong.map((name) => {
    const number = numbers[name];
    return number === undefined ? say(WRONG[name]) : `${say(WRONG[name])}: ${count(number)}`;
  });
  return `${words.join(say({ zh: '，', en: ', ' }))}${trial.message === undefined ? '' : ` (${trial.message})`}`;
}

function summaryOf(
  { sourceId, datasets, questions, trials }: RehearsalReport,
  { say, err }: CommandContext,
): string {
  const tried = trials.filter(({ skipped }) => skipped === undefined);
  const wrong = tried.filter((trial) => trialFaults(trial).length > 0);
  const line = say({
    zh: `${sourceId}：${count(datasets)} 个数据集，向门户请求 ${count(questions)} 次；演练故障 ${tried.length} 种，异常 ${wrong.length} 种。`,
    en: `${sourceId}: ${count(datasets)} datasets, ${count(questions)} questions to the portal; ${tried.length} faults rehearsed, ${wrong.length} of them went wrong.`,
  });
  return wrong.length === 0 ? line : err.colors.red(line);
}
