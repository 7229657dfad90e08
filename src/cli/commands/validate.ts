import { type Command, InvalidArgumentError, Option } from 'commander';
import { addCommand } from '../command.js';
import type { CommandContext } from '../context.js';
import { EXIT, hasProblems } from '../exit-codes.js';
import { createValidationTally, printRecord, toRecordLine } from '../record-report.js';

interface Options {
  readonly kind?: string;
  readonly source?: string;
  readonly option?: Readonly<Record<string, unknown>>;
  readonly json?: true;
}

/** Collects `name=value`; the value is JSON where it reads as such, and else text. */
function optionParser({ say }: CommandContext) {
  return (
    text: string,
    before: Readonly<Record<string, unknown>> = {},
  ): Readonly<Record<string, unknown>> => {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
    if (name === undefined || value === undefined) {
      throw new InvalidArgumentError(say({ zh: '应写作 名称=值。', en: 'It is written name=value.' }));
    }
    return { ...before, [name]: valueOf(value) };
  };
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
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
          'validate list.json --kind json-list --option list=\'["data"]\'',
          { zh: '另一类门户的文件及其选项', en: 'a file of another kind of portal, with an option of it' },
        ],
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
    .option(
      '--kind <kind>',
      say({
        zh: '门户类型（默认为来源的类型，否则 ckan）',
        en: "kind of portal (default: the source's, else ckan)",
      }),
    )
    .option(
      '--source <id>',
      say({ zh: '采用该来源的设置和词表', en: 'use the settings and words of this source' }),
    )
    .addOption(
      new Option(
        '--option <name=value>',
        say({
          zh: '该类型的一个选项，值为 JSON 或文本；可重复',
          en: 'an option of the kind, its value JSON or text; may be repeated',
        }),
      )
        .argParser(optionParser(context))
        .conflicts('source'),
    )
    .option('--json', say({ zh: '每条记录一行 JSON', en: 'one JSON line per record' }))
    .action(async (input: string, { kind, source, option, json }: Options, command: Command) => {
      await context.withApplication(command, { orShipped: true }, async (application) => {
        const tally = createValidationTally();
        const describe = application.describeProblem.bind(application);
        const request = {
          input,
          ...(option !== undefined && { options: option }),
          ...(kind !== undefined && { kind }),
          ...(source !== undefined && { source }),
          signal,
        };
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
