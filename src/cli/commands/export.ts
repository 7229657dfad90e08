import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { type Command, Option } from 'commander';
import { InvalidRequestError } from '../../domain/errors.js';
import { type Application, EXPORT_FORMATS, type ExportFormat, type ExportRequest } from '../application.js';
import { addCommand } from '../command.js';
import type { CommandContext } from '../context.js';
import { isAbortError, systemCode } from '../system-error.js';
import { count } from '../table.js';

interface Options {
  readonly format: ExportFormat;
  readonly output?: string;
  readonly publisher?: string;
  readonly source?: string;
}

/** Streams, so that a million datasets need no more memory than one. Returns how many were written. */
async function writeFile(file: string, application: Application, request: ExportRequest): Promise<number> {
  let written = 0;
  const onDataset = (): void => {
    written += 1;
  };
  try {
    const text = application.exportCatalog({ ...request, onDataset });
    await pipeline(text, createWriteStream(file), { signal: request.signal });
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined || isAbortError(error)) throw error;
    throw new InvalidRequestError(`${file} cannot be written (${code})`, { output: [code] });
  }
  return written;
}

export function addExportCommand(program: Command, context: CommandContext): void {
  const { say, out, err, signal } = context;
  addCommand(
    program,
    'export',
    {
      summary: {
        zh: '导出已发布的目录：每行一个 CKAN 数据集、data.json、DCAT 或编制指南填报表',
        en: 'write the published catalogue: a CKAN package a line, a data.json, DCAT, or the workbook of the guide',
      },
      examples: [
        ['export --output catalog.jsonl', { zh: '写入文件', en: 'to a file' }],
        ['export --format data-json --output data.json', { zh: 'DCAT-US 1.1', en: 'DCAT-US 1.1' }],
        ['export | gzip > catalog.jsonl.gz', { zh: '压缩', en: 'compressed' }],
        ['export --format dcat-ttl --output catalog.ttl', { zh: 'DCAT（Turtle）', en: 'DCAT in Turtle' }],
        [
          'export --format guide-xlsx --publisher 江城市交通运输局 --output jtj.xlsx',
          { zh: '一个提供方的填报表和未开放清单', en: "a publisher's workbook, with what is not open" },
        ],
      ],
    },
    say,
  )
    .addOption(
      new Option('--format <format>', say({ zh: '格式', en: 'format' }))
        .choices(EXPORT_FORMATS)
        .default('jsonl' satisfies ExportFormat),
    )
    .option(
      '--output <file>',
      say({ zh: '输出文件（默认标准输出）', en: 'file to write (default: standard output)' }),
    )
    .option(
      '--publisher <name>',
      say({ zh: '只导出一个提供方（名称、全称或标识）', en: 'of one publisher only (name, title or id)' }),
    )
    .option('--source <id>', say({ zh: '只导出一个来源', en: 'of one source only' }))
    .action(async ({ output, ...part }: Options, command: Command) => {
      if (output === undefined && part.format === 'guide-xlsx' && out.isTerminal) {
        throw new InvalidRequestError(
          say({ zh: '请用 --output 指明文件', en: 'say with --output where the workbook goes' }),
          { output: ['missing'] },
        );
      }
      const request = { ...part, signal };
      await context.withApplication(command, {}, async (application) => {
        if (output === undefined) {
          for await (const piece of application.exportCatalog(request)) await out.write(piece);
          return;
        }
        const written = await writeFile(output, application, request);
        await err.line(
          say({
            zh: `已写入 ${count(written)} 个数据集：${output}`,
            en: `${count(written)} datasets written to ${output}`,
          }),
        );
      });
    });
}
