import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { type Command, Option } from 'commander';
import { InvalidRequestError } from '../../domain/errors.js';
import { type Application, EXPORT_FORMATS, type ExportFormat } from '../application.js';
import { addCommand } from '../command.js';
import type { CommandContext } from '../context.js';
import { isAbortError, systemCode } from '../system-error.js';
import { count } from '../table.js';

interface Options {
  readonly format: ExportFormat;
  readonly output?: string;
}

interface Export {
  readonly application: Application;
  readonly format: ExportFormat;
  readonly signal: AbortSignal;
}

/** Streams, so that a million datasets need no more memory than one. Returns how many were written. */
async function writeFile(file: string, { application, format, signal }: Export): Promise<number> {
  let written = 0;
  async function* pieces(): AsyncIterable<string> {
    for await (const { text, datasets } of application.exportCatalog(format, signal)) {
      written += datasets;
      yield text;
    }
  }
  try {
    await pipeline(pieces, createWriteStream(file), { signal });
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
        zh: '导出已发布的目录：每行一个 CKAN 数据集，或 DCAT',
        en: 'write the published catalogue, a CKAN package a line, or in DCAT',
      },
      examples: [
        ['export --output catalog.jsonl', { zh: '写入文件', en: 'to a file' }],
        ['export | gzip > catalog.jsonl.gz', { zh: '压缩', en: 'compressed' }],
        ['export --format dcat-ttl --output catalog.ttl', { zh: 'DCAT（Turtle）', en: 'DCAT in Turtle' }],
      ],
    },
    say,
  )
    .addOption(
      new Option('--format <format>', say({ zh: '格式', en: 'format' }))
        .choices(EXPORT_FORMATS)
        .default('jsonl'),
    )
    .option(
      '--output <file>',
      say({ zh: '输出文件（默认标准输出）', en: 'file to write (default: standard output)' }),
    )
    .action(async ({ format, output }: Options, command: Command) => {
      await context.withApplication(command, {}, async (application) => {
        if (output === undefined) {
          for await (const { text } of application.exportCatalog(format, signal)) await out.write(text);
          return;
        }
        const written = await writeFile(output, { application, format, signal });
        await err.line(
          say({
            zh: `已写入 ${count(written)} 个数据集：${output}`,
            en: `${count(written)} datasets written to ${output}`,
          }),
        );
      });
    });
}
