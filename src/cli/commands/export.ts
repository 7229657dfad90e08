import { type Command, Option } from 'commander';
import { InvalidRequestError } from '../../domain/errors.js';
import type { Application } from '../application.js';
import { addCommand } from '../command.js';
import type { CommandContext } from '../context.js';
import { EXPORT_FORMATS, type ExportFormat, type ExportRequest } from '../requests.js';
import { count } from '../table.js';
import { writeFile } from '../write-file.js';

interface Options {
  readonly format: ExportFormat;
  readonly output?: string;
  readonly publisher?: string;
  readonly source?: string;
  readonly region?: string;
}

/** Returns how many datasets were written. */
async function writeExport(path: string, application: Application, request: ExportRequest): Promise<number> {
  let written = 0;
  const onDataset = (): void => {
    written += 1;
  };
  const content = application.exportCatalog({ ...request, onDataset });
  await writeFile({ path, option: 'output' }, content, request.signal);
  return written;
}

export function addExportCommand(program: Command, context: CommandContext): void {
  const { say, out, err, signal } = context;
  addCommand(
    program,
    'export',
    {
      summary: {
        zh: '导出已发布的目录：每行一个 CKAN 数据集、data.json、DCAT、编制指南填报表或开放目录',
        en: 'write the published catalogue: a CKAN package a line, a data.json, DCAT, the workbook of the guide, or the open catalogue',
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
        [
          'export --format open-catalog-xlsx --region 江城市 --output jiangcheng.xlsx',
          {
            zh: '一个市的公共信息资源开放目录，含分领域汇总和试点指标',
            en: "a city's open catalogue after the pilot plan, with figures by domain",
          },
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
    .option(
      '--region <name>',
      say({
        zh: '只导出一个市、县：region 为它的来源，以及名称以它开头的提供方',
        en: 'of one city or county only: sources with this region, and publishers whose names begin with it',
      }),
    )
    .action(async ({ output, ...part }: Options, command: Command) => {
      if (output === undefined && part.format.endsWith('-xlsx') && out.isTerminal) {
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
        const written = await writeExport(output, application, request);
        await err.line(
          say({
            zh: `已写入 ${count(written)} 个数据集：${output}`,
            en: `${count(written)} datasets written to ${output}`,
          }),
        );
      });
    });
}
