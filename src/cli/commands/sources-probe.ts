import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { InvalidRequestError } from '../../domain/errors.js';
import { addCommand, configFolder, DEFAULT_FOLDER } from '../command.js';
import type { CommandContext } from '../context.js';
import { EXIT } from '../exit-codes.js';
import type { KindFinding, ProbeReport } from '../requests.js';
import { renderSourceDraft } from '../source-draft.js';
import { systemCode } from '../system-error.js';
import { count } from '../table.js';
import { printable } from '../width.js';

interface ProbeOptions {
  readonly write?: string;
  readonly allowPrivate?: true;
  readonly json?: true;
}

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

function idParser({ say }: CommandContext): (text: string) => string {
  return (text) => {
    if (ID.test(text) && text.length <= 64) return text;
    throw new InvalidArgumentError(
      say({
        zh: '标识由小写字母、数字和单个连字符组成，如 jiangcheng-city。',
        en: 'An id has small letters, digits and single hyphens, e.g. jiangcheng-city.',
      }),
    );
  };
}

/** Never over a file that is there. */
async function writeDraft(file: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text, { flag: 'wx' });
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    throw new InvalidRequestError(`${file} cannot be written (${code})`);
  }
}

/** What was found goes to standard error: standard output is the file. */
async function explain(context: CommandContext, { url, seen, asked, findings }: ProbeReport): Promise<void> {
  const { say, err } = context;
  await err.line(`${printable(url)}: ${printable(seen)}`);
  for (const finding of findings) await err.line(findingLine(finding, context));
  if (findings.length > 0) return;
  const kinds = asked.join(', ');
  await err.line(
    err.colors.red(
      say({
        zh: `未能识别门户类型（已试：${kinds}）。`,
        en: `No kind of portal was recognised (asked: ${kinds}).`,
      }),
    ),
  );
}

function findingLine({ kind, certainty, evidence, records }: KindFinding, { say }: CommandContext): string {
  const share = `${Math.round(certainty * 100)} %`;
  const number =
    records === undefined ? '' : say({ zh: `，${count(records)} 条记录`, en: `, ${count(records)} records` });
  return `  ${kind} (${share}): ${printable(evidence)}${number}`;
}

export function addProbe(group: Command, context: CommandContext): void {
  const { say, out, err, signal } = context;
  addCommand(
    group,
    'probe <url>',
    {
      summary: {
        zh: '查看一个未知地址是哪一类门户，并起草来源文件',
        en: 'look at an unknown address, say which kind of portal it is, and draft its source file',
      },
      examples: [
        ['sources probe https://data.example.org', { zh: '把草稿打印出来', en: 'print the draft' }],
        [
          'sources probe https://data.example.org --write jiangcheng-city',
          { zh: '写入 config/sources/jiangcheng-city.yaml', en: 'write config/sources/jiangcheng-city.yaml' },
        ],
      ],
    },
    say,
  )
    .option(
      '--write <id>',
      say({ zh: '以此标识写成来源文件', en: 'write the source file under this id' }),
      idParser(context),
    )
    .option('--allow-private', say({ zh: '允许本机和内网地址', en: 'allow loopback and intranet addresses' }))
    .option('--json', say({ zh: '输出 JSON', en: 'print JSON' }))
    .action(async (url: string, options: ProbeOptions, command: Command) => {
      const { write, allowPrivate = false, json = false } = options;
      const needs = { orShipped: write === undefined, allProfiles: true };
      await context.withApplication(command, needs, async (application) => {
        if (write !== undefined && application.configuredSources().some(({ id }) => id === write)) {
          throw new InvalidRequestError(`there is a source ${write} already`);
        }
        const report = await application.probe({
          url,
          allowPrivate,
          ...(write !== undefined && { sourceId: write }),
          signal,
        });
        const text = report.draft && renderSourceDraft(report.draft, report, say);
        if (text === undefined) context.setExitCode(EXIT.problems);
        if (json) await out.line(JSON.stringify(report));
        else await explain(context, report);
        if (text === undefined) return;
        if (write === undefined) {
          if (!json) await out.line(text.trimEnd());
          return;
        }
        const file = join(configFolder(command) ?? DEFAULT_FOLDER, 'sources', `${write}.yaml`);
        await writeDraft(file, text);
        await err.line(say({ zh: `已写入 ${file}`, en: `${file} written` }));
      });
    });
}
