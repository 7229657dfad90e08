import { type Command, Option } from 'commander';
import type { Text } from '../../domain/dataset.js';
import { DOMAIN_THRESHOLD } from '../../domain/pilot/measures.js';
import type { MeasureFigure, PilotReport, ReadingFigure } from '../../domain/pilot/report.js';
import { addCommand } from '../command.js';
import type { CommandContext } from '../context.js';
import { positionIn } from '../moment.js';
import type { PilotForm } from '../requests.js';
import { count, minute, printTable } from '../table.js';
import type { Cell } from '../table.js';
import { writeFile } from '../write-file.js';

interface Options {
  readonly asOf?: number | string;
  readonly source?: readonly string[];
  readonly region?: string;
  readonly publisher?: string;
  readonly json?: true;
  readonly xlsx?: string;
}

export function addReportCommand(program: Command, context: CommandContext): void {
  const { say } = context;
  const group = addCommand(
    program,
    'report',
    {
      summary: { zh: '统计报告', en: 'reports over the catalogue' },
      examples: [['report pilot', { zh: '试点指标', en: "the pilot plan's figures" }]],
    },
    say,
  );
  addPilotReport(group, context);
}

function addPilotReport(parent: Command, context: CommandContext): void {
  const { say, out } = context;
  addCommand(
    parent,
    'pilot',
    {
      summary: {
        zh: '公共信息资源开放试点指标：全省、城市、平台或部门，现在或任一时刻',
        en: "the pilot plan's figures: of everybody, of a city, of portals or of a publisher, now or at any moment",
      },
      examples: [
        ['report pilot', { zh: '全省的指标和是否达标', en: 'the figures, and which thresholds are reached' }],
        ['report pilot --source jiangcheng', { zh: '一个平台', en: 'of one portal' }],
        [
          'report pilot --as-of 2026-06-30 --xlsx pilot.xlsx',
          { zh: '年中的工作簿', en: 'a workbook of mid-year' },
        ],
        [
          'report pilot --json',
          { zh: '含每个数字所计数据集的地址', en: 'with the addresses of the datasets counted' },
        ],
      ],
    },
    say,
  )
    .addOption(
      new Option(
        '--as-of <time or position>',
        say({
          zh: '当时的目录（ISO 8601，日期指当地该日之末；或变更日志位置）',
          en: 'the catalogue as it was then (ISO 8601, a day is its end in the hub’s time zone; or a position of the change log)',
        }),
      ).argParser(positionIn(say)),
    )
    .option('--source <id...>', say({ zh: '只计这些来源', en: 'of these sources only' }))
    .option(
      '--region <name>',
      say({ zh: '只计一个城市（来源的 region）', en: 'of one city only (the region of its sources)' }),
    )
    .option(
      '--publisher <name>',
      say({ zh: '只计一个提供方（名称、全称或标识）', en: 'of one publisher only (name, title or id)' }),
    )
    .addOption(new Option('--json', say({ zh: '输出 JSON', en: 'print JSON' })).conflicts('xlsx'))
    .option('--xlsx <file>', say({ zh: '写入工作簿', en: 'write a workbook' }))
    .action(async ({ asOf, source = [], region, publisher, json, xlsx }: Options, command: Command) => {
      await context.withApplication(command, {}, async (application) => {
        const report = await application.pilotReport({
          sources: source,
          ...(region !== undefined && { region }),
          ...(publisher !== undefined && { publisher }),
          ...(asOf !== undefined && { asOf }),
        });
        const file = (form: PilotForm): AsyncIterable<string | Uint8Array> =>
          application.pilotFile(report, form);
        if (xlsx !== undefined) await writeFile({ path: xlsx, option: 'xlsx' }, file('xlsx'), context.signal);
        else if (json) for await (const piece of file('json')) await out.write(piece);
        else await printReport(context, report);
      });
    });
}

async function printReport(context: CommandContext, report: PilotReport): Promise<void> {
  const { say, out } = context;
  const { at, seq, domains, completeness, openKinds, connection } = report;
  await out.line(
    say({
      zh: `截至 ${minute(at)}（变更日志位置 ${seq}），更新及时率按 ${report.day} 计算。`,
      en: `As of ${minute(at)} (position ${seq} of the change log); updates are judged on ${report.day}.`,
    }),
  );
  await out.line('');
  await printTable(
    out,
    [
      { head: say({ zh: '指标', en: 'measure' }) },
      { head: say({ zh: '数值', en: 'value' }), align: 'right' },
      { head: say({ zh: '要求', en: 'threshold' }), align: 'right' },
      { head: '' },
      { head: say({ zh: '分子 / 分母', en: 'numerator / denominator' }), align: 'right' },
      { head: say({ zh: '口径', en: 'reading' }) },
    ],
    [
      ...domainRows(context, report),
      ...report.measures.flatMap((measure) => measureRows(context, measure)),
      ...completenessRows(context, report),
    ],
  );
  await out.line('');
  await printTable(
    out,
    [
      { head: say({ zh: '领域', en: 'domain' }) },
      { head: say({ zh: '数据集', en: 'datasets' }), align: 'right' },
      { head: '' },
    ],
    domains.domains.map(({ title, count: datasets, isFull }) => [
      say(title),
      count(datasets),
      mark(context, isFull),
    ]),
  );
  await out.line('');
  const gaps = completeness.statements.filter(({ missing }) => missing.count > 0);
  await out.line(
    gaps.length === 0
      ? say({ zh: '目录条目七项要素齐全。', en: 'All entries make the seven statements.' })
      : say({ zh: '目录条目缺少：', en: 'Entries lack: ' }) +
          gaps
            .map(({ title, missing }) => `${say(title)} ${count(missing.count)}`)
            .join(say({ zh: '，', en: ', ' })),
  );
  await out.line(
    say({ zh: '开放类型：', en: 'Types of opening: ' }) +
      openKinds
        .map(({ title, count: datasets, withBasis }) => {
          const basis =
            withBasis === undefined
              ? ''
              : say({
                  zh: `（注明依据或条件 ${count(withBasis.count)}）`,
                  en: ` (${count(withBasis.count)} with basis or condition)`,
                });
          return `${say(title)} ${count(datasets)}${basis}`;
        })
        .join(say({ zh: '，', en: ', ' })),
  );
  const missing = connection.sources.filter(({ isConnected }) => !isConnected).map(({ title }) => title);
  const of = `${connection.connected} / ${connection.sources.length}`;
  await out.line(
    say({ zh: `平台对接：${of}`, en: `Portals connected: ${of}` }) +
      (missing.length === 0
        ? ''
        : say({ zh: `；未对接：${missing.join('、')}`, en: `; not connected: ${missing.join(', ')}` })),
  );
}

function domainRows(context: CommandContext, { domains }: PilotReport): readonly (readonly Cell[])[] {
  const { say } = context;
  const title = say({ zh: '覆盖领域', en: 'Domains covered' });
  const { datasets } = DOMAIN_THRESHOLD;
  return [
    [
      ...[title, count(domains.full), `≥ ${domains.threshold}`, mark(context, domains.isReached)],
      `${domains.full} / ${domains.domains.length}`,
      say({ zh: `各不少于 ${datasets} 个数据集`, en: `with at least ${datasets} datasets each` }),
    ],
    [
      ...['', count(domains.started), '', '', `${domains.started} / ${domains.domains.length}`],
      say({ zh: '至少 1 个数据集', en: 'with at least one' }),
    ],
  ];
}

function measureRows(context: CommandContext, measure: MeasureFigure): readonly (readonly Cell[])[] {
  const { say } = context;
  const { title, threshold, isReached, readings } = measure;
  return readings.map((reading, place) => [
    place === 0 ? say(title) : '',
    valueOf(reading),
    place === 0 && threshold !== undefined
      ? `≥ ${threshold <= 1 ? percent(threshold, 0) : count(threshold)}`
      : '',
    place === 0 && isReached !== undefined ? mark(context, isReached) : '',
    [reading.numerator, reading.denominator]
      .flatMap((part) => (part === undefined ? [] : count(part.count)))
      .join(' / '),
    say(reading.title),
  ]);
}

function completenessRows(
  context: CommandContext,
  { completeness }: PilotReport,
): readonly (readonly Cell[])[] {
  const { say } = context;
  const row = (title: Text | undefined, value: number | undefined, reading: Text): readonly Cell[] => [
    ...[title === undefined ? '' : say(title), value === undefined ? '–' : percent(value, 1), '', ''],
    ...[count(completeness.entries.count), say(reading)],
  ];
  return [
    row({ zh: '目录完整率', en: 'Completeness' }, completeness.value, {
      zh: '已注明要素 ÷（7 × 条目）',
      en: 'statements made ÷ (7 × entries)',
    }),
    row(undefined, completeness.narrow, {
      zh: '数据属性仅计资源属性（类）',
      en: 'attributes read as the class of the resource',
    }),
  ];
}

function valueOf({ value, denominator }: ReadingFigure): string {
  if (value === undefined) return '–';
  return denominator === undefined ? count(value) : percent(value, 1);
}

/** Cut and not rounded: 89.96 % is not 90 %. */
function percent(share: number, digits: number): string {
  const scale = 10 ** digits;
  return `${(Math.floor(share * 100 * scale + 1e-9) / scale).toFixed(digits)} %`;
}

function mark({ say, out }: CommandContext, is: boolean): Cell {
  return {
    styled: is
      ? out.colors.green(`✓ ${say({ zh: '达标', en: 'reached' })}`)
      : out.colors.red(`✗ ${say({ zh: '未达标', en: 'not reached' })}`),
  };
}
