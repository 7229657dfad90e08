import { type Command, InvalidArgumentError, Option } from 'commander';
import { SNAPSHOT_FORMATS, isSnapshotFormat } from '../../domain/snapshot.js';
import type { SnapshotFormat } from '../../domain/snapshot.js';
import { addCommand } from '../command.js';
import type { CommandContext } from '../context.js';
import { positionIn } from '../moment.js';
import type { SnapshotResult } from '../snapshot-requests.js';
import { createStepLines } from '../step-lines.js';
import { count } from '../table.js';

interface Options {
  readonly to?: string;
  readonly format?: readonly SnapshotFormat[];
  readonly asOf?: number | string;
  readonly json?: true;
}

type Say = CommandContext['say'];

export function addSnapshotCommand(program: Command, context: CommandContext): void {
  const { say, out, signal } = context;
  addCommand(
    program,
    'snapshot',
    {
      summary: {
        zh: '生成整个目录的签名快照：JSON 行、CSV、XLSX、Parquet、SQLite 与清单；可取过去任一时刻',
        en: 'make a signed snapshot of the whole catalogue: JSON lines, CSV, XLSX, Parquet, SQLite and a manifest; of any past moment as well',
      },
      examples: [
        ['snapshot', { zh: '存入 serve 提供的文件夹', en: 'into the folder that serve offers' }],
        [
          'snapshot --to /srv/bulk --format jsonl,parquet',
          { zh: '只要两种格式，另存一处', en: 'two formats, elsewhere' },
        ],
        [
          'snapshot --as-of 2026-11-01',
          { zh: '那一天终了时的目录', en: 'the catalogue at the end of that day' },
        ],
      ],
    },
    say,
  )
    .option(
      '--to <folder>',
      say({
        zh: '快照所在的文件夹（默认数据目录下的 snapshots）',
        en: 'folder to make it in (default: snapshots in the data folder)',
      }),
    )
    .addOption(
      new Option(
        '--format <formats>',
        say({
          zh: `格式，逗号分隔：${SNAPSHOT_FORMATS.join(',')}（默认按配置）`,
          en: `formats, with commas between them: ${SNAPSHOT_FORMATS.join(',')} (default: as configured)`,
        }),
      ).argParser(formatsIn(say)),
    )
    .addOption(
      new Option(
        '--as-of <time or position>',
        say({
          zh: '此刻的目录（ISO 8601，日期指当地该日之末；或变更日志位置）',
          en: 'the catalogue as it was then (ISO 8601, a day is its end in the hub’s time zone; or a position of the change log)',
        }),
      ).argParser(positionIn(say)),
    )
    .option('--json', say({ zh: '输出一行 JSON', en: 'print one JSON line' }))
    .action(async ({ to, format, asOf, json }: Options, command: Command) => {
      await context.withApplication(command, {}, async (application) => {
        const result = await application.snapshot({
          signal,
          ...(to !== undefined && { to }),
          ...(format !== undefined && { formats: format }),
          ...(asOf !== undefined && { asOf }),
          onProgress: progressLines(context),
        });
        if (json) await out.line(JSON.stringify(result));
        else await printResult(context, result);
      });
    });
}

function formatsIn(say: Say): (text: string) => readonly SnapshotFormat[] {
  return (text) => {
    const formats = text.split(',').map((name) => name.trim());
    if (formats.every(isSnapshotFormat)) return [...new Set(formats)];
    throw new InvalidArgumentError(
      say({
        zh: `可选：${SNAPSHOT_FORMATS.join('、')}。`,
        en: `There are ${SNAPSHOT_FORMATS.join(', ')}.`,
      }),
    );
  };
}

/** Lines of one format after the other. */
function progressLines(
  context: CommandContext,
): (progress: { readonly format: SnapshotFormat; readonly done: number; readonly total: number }) => void {
  const byFormat = new Map<SnapshotFormat, ReturnType<typeof createStepLines>>();
  return ({ format, ...progress }) => {
    const tell = byFormat.get(format) ?? createStepLines(context, { zh: format, en: format });
    byFormat.set(format, tell);
    tell(progress);
  };
}

async function printResult(
  { say, out }: CommandContext,
  { folder, manifest, isNew }: SnapshotResult,
): Promise<void> {
  const { seq, counts, files, withheld } = manifest;
  const [datasets, distributions] = [count(counts.datasets), count(counts.distributions)];
  for (const { name, bytes, sha256 } of files) await out.line(`${sha256}  ${name}  ${count(bytes)}`);
  if (withheld.datasets > 0) {
    await out.line(
      say({
        zh: `其中 ${count(withheld.datasets)} 个数据集此后不予公开，未收入。`,
        en: `${count(withheld.datasets)} datasets of it were refused since and are left out.`,
      }),
    );
  }
  await out.line(
    say({
      zh: `${isNew ? '已生成' : '已有'}快照 ${seq}：${datasets} 个数据集，${distributions} 个资源：${folder}`,
      en: `${isNew ? 'Snapshot' : 'There is a snapshot already:'} ${seq} with ${datasets} datasets and ${distributions} distributions: ${folder}`,
    }),
  );
}
