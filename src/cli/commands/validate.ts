import type { Command } from 'commander';
import { addCommand } from '../command.js';
import type { CommandContext } from '../context.js';
import { EXIT, hasProblems } from '../exit-codes.js';
import { createValidationTally, printRecord, toRecordLine } from '../record-report.js';

interface Options {
  readonly kind: string;
  readonly source?: string;
  readonly json?: true;
}

export function addValidateCommand(program: Command, context: CommandContext): void {
  const { say, out, signal } = context;
  addCommand(
    program,
    'validate <file-or-url>',
    {
      summary: {
        zh: '自查：映射、规范化并校验记录，不存储，逐条说明如何改正',
        en: 'self-check: map, normalise and validate records without storing, and say what to mend',
      },
      examples: [
        ['validate package_search.json', { zh: '检查一个导出文件', en: 'check an exported file' }],
        ['validate https://data.example.org', { zh: '检查一个门户', en: 'check a portal' }],
        [
          'validate catalog.json --source jiangcheng-city --json',
          {
            zh: '按某来源的设置检查，每条记录一行 JSON',
            en: 'with the settings of a source, one JSON line per record',
          },
        ],
      ],
    },
    say,
  )
    .option('--kind <kind>', say({ zh: '门户类型', en: 'kind of portal' }), 'ckan')
    .option(
      '--source <id>',
      say({ zh: '采用该来源的设置和词表', en: 'use the settings and words of this source' }),
    )
    .option('--json', say({ zh: '每条记录一行 JSON', en: 'one JSON line per record' }))
    .action(async (input: string, { kind, source, json }: Options, command: Command) => {
      await context.withApplication(command, { orShipped: true }, async (application) => {
        const tally = createValidationTally();
        const describe = application.describeProblem.bind(application);
        const request = { input, kind, ...(source === undefined ? {} : { source }), signal };
        for await (const report of application.validateInput(request)) {
          tally.add(report);
          if (hasProblems(report)) context.setExitCode(EXIT.problems);
          if (json) await out.line(toRecordLine(report, describe));
          else await printRecord(context, report, describe);
        }
        if (!json) await tally.print(context, describe);
      });
    });
}
