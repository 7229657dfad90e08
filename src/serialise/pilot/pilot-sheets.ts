import { Readable } from 'node:stream';
import type { Language, Text } from '../../domain/dataset.js';
import { DOMAIN_THRESHOLD } from '../../domain/pilot/measures.js';
import type { CountedDatasets, LeagueRow, PilotReport } from '../../domain/pilot/report.js';
import type { Cell, Sheet } from '../xlsx/sheet.js';
import { datasetsUrl } from './links.js';

type Say = (text: Text) => string;
type Rows = readonly (readonly Cell[])[];

/** The report as a workbook: each figure with its formula, and the address of the datasets of both its numbers. */
export function pilotSheets(report: PilotReport, base: string, language: Language): readonly Sheet[] {
  const say: Say = (text) => text[language];
  const urlOf = (counted: CountedDatasets | undefined): Cell =>
    counted && datasetsUrl(base, counted.filter, report.seq);
  return [
    sheet(say(TITLES.measures), MEASURE_HEADER.map(say), measureRows(report, say, urlOf)),
    sheet(say(TITLES.domains), DOMAIN_HEADER.map(say), [
      ...report.domains.domains.map((domain) => [
        ...[Number(domain.code), say(domain.title), domain.count, DOMAIN_THRESHOLD.datasets],
        ...[yesNo(domain.isFull, say), urlOf(domain)],
      ]),
    ]),
    sheet(
      say(TITLES.completeness),
      COMPLETENESS_HEADER.map(say),
      report.completeness.statements.map(({ title, stated, missing }) => [
        ...[say(title), stated, missing.count, urlOf(missing)],
      ]),
    ),
    sheet(
      say(TITLES.openKinds),
      OPEN_HEADER.map(say),
      report.openKinds.map((kind) => [say(kind.title), kind.count, kind.withBasis?.count, urlOf(kind)]),
    ),
    sheet(
      say(TITLES.connection),
      CONNECTION_HEADER.map(say),
      report.connection.sources.map(({ sourceId, title, isConnected, lastComplete, datasets }) => [
        ...[sourceId, title, yesNo(isConnected, say), lastComplete, datasets],
      ]),
    ),
    leagueSheet(say(TITLES.sources), report.league.sources, report, say),
    leagueSheet(say(TITLES.publishers), report.league.publishers, report, say),
  ];
}

function measureRows(
  { measures, domains, completeness, day, seq }: PilotReport,
  say: Say,
  urlOf: (counted: CountedDatasets | undefined) => Cell,
): Rows {
  const ofMeasures = measures.flatMap(({ title, threshold, isReached, readings }) =>
    readings.map((reading, place) => [
      ...[say(title), say(reading.title), reading.numerator.count, reading.denominator?.count],
      ...[reading.value, place === 0 ? threshold : undefined],
      place === 0 && isReached !== undefined ? yesNo(isReached, say) : undefined,
      ...[say(reading.formula), urlOf(reading.numerator), urlOf(reading.denominator)],
    ]),
  );
  const { datasets } = DOMAIN_THRESHOLD;
  return [
    [
      say({ zh: '覆盖领域', en: 'Domains covered' }),
      say({ zh: `各不少于 ${datasets} 个数据集`, en: `with ${datasets} datasets each` }),
      ...[domains.full, domains.domains.length, domains.full, domains.threshold],
      yesNo(domains.isReached, say),
    ],
    [
      say({ zh: '覆盖领域', en: 'Domains covered' }),
      say({ zh: '至少 1 个数据集', en: 'with one dataset' }),
      ...[domains.started, domains.domains.length, domains.started],
    ],
    ...ofMeasures,
    [
      say({ zh: '目录完整率', en: 'Completeness of entries' }),
      say({ zh: '七项要素', en: 'the seven statements' }),
      ...[undefined, completeness.entries.count, completeness.value],
    ],
    [
      say({ zh: '目录完整率', en: 'Completeness of entries' }),
      say({ zh: '数据属性仅计资源属性（类）', en: 'attributes read as the class of the resource' }),
      ...[undefined, completeness.entries.count, completeness.narrow],
    ],
    [say({ zh: '统计日期', en: 'Day' }), day],
    [say({ zh: '变更日志位置', en: 'Position of the change log' }), String(seq)],
  ];
}

function leagueSheet(name: string, rows: readonly LeagueRow[], { measures }: PilotReport, say: Say): Sheet {
  return sheet(
    name,
    [
      say({ zh: '标识', en: 'Id' }),
      say({ zh: '名称', en: 'Name' }),
      ...measures.map(({ title }) => say(title)),
    ],
    rows.map(({ id, title, values }) => [id, title, ...measures.map(({ code }) => values[code])]),
  );
}

function sheet(name: string, header: readonly string[], rows: Rows): Sheet {
  return { name, header, rows: Readable.from(rows) };
}

function yesNo(is: boolean, say: Say): string {
  return say(is ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' });
}

const TITLES = {
  measures: { zh: '试点指标', en: 'Figures' },
  domains: { zh: '领域', en: 'Domains' },
  completeness: { zh: '目录完整性', en: 'Completeness' },
  openKinds: { zh: '开放类型', en: 'Types of opening' },
  connection: { zh: '平台对接', en: 'Connection' },
  sources: { zh: '按平台', en: 'By portal' },
  publishers: { zh: '按部门', en: 'By publisher' },
} as const;

const MEASURE_HEADER: readonly Text[] = [
  { zh: '指标', en: 'Measure' },
  { zh: '口径', en: 'Reading' },
  { zh: '分子', en: 'Numerator' },
  { zh: '分母', en: 'Denominator' },
  { zh: '数值', en: 'Value' },
  { zh: '要求', en: 'Threshold' },
  { zh: '达标', en: 'Reached' },
  { zh: '公式', en: 'Formula' },
  { zh: '分子数据集', en: 'Datasets of the numerator' },
  { zh: '分母数据集', en: 'Datasets of the denominator' },
];
const DOMAIN_HEADER: readonly Text[] = [
  { zh: '序号', en: 'Number' },
  { zh: '领域', en: 'Domain' },
  { zh: '数据集', en: 'Datasets' },
  { zh: '要求', en: 'Threshold' },
  { zh: '达标', en: 'Reached' },
  { zh: '数据集地址', en: 'Address of the datasets' },
];
const COMPLETENESS_HEADER: readonly Text[] = [
  { zh: '要素', en: 'Statement' },
  { zh: '已注明', en: 'Stated' },
  { zh: '未注明', en: 'Missing' },
  { zh: '未注明的数据集', en: 'Datasets without it' },
];
const OPEN_HEADER: readonly Text[] = [
  { zh: '开放类型', en: 'Type of opening' },
  { zh: '数据集', en: 'Datasets' },
  { zh: '注明依据或条件', en: 'With basis or condition' },
  { zh: '数据集地址', en: 'Address of the datasets' },
];
const CONNECTION_HEADER: readonly Text[] = [
  { zh: '来源', en: 'Source' },
  { zh: '平台', en: 'Portal' },
  { zh: '已对接', en: 'Connected' },
  { zh: '最近完整采集', en: 'Last complete harvest' },
  { zh: '数据集', en: 'Datasets' },
];
