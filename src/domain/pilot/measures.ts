import { UPDATE_CYCLES } from '../code-lists.js';
import type { Text } from '../dataset.js';
import { dayBefore } from '../day.js';

/** Datasets of the federated catalogue by filters of `package_search`, which all of them have to pass. */
export type DatasetFilter = readonly string[];

/** One way to read a measure of the plan. */
export interface Reading {
  readonly code: string;
  readonly title: Text;
  /** The formula in words. */
  readonly formula: Text;
  readonly numerator: DatasetFilter;
  /** Absent: the measure is a number of datasets. */
  readonly denominator?: DatasetFilter;
}

/** A number of datasets, or a share of them. */
export interface Measure {
  readonly code: MeasureCode;
  readonly title: Text;
  /** What the plan asks for, of the first reading; absent where it names no number. */
  readonly threshold?: number;
  readonly readings: readonly [Reading, ...Reading[]];
}

export type MeasureCode = 'total' | 'machine_readable' | 'api' | 'realtime' | 'timely';

/** Thresholds that are no share of datasets: domains with so many datasets each (pilot plan of 2018, guide §5.1). */
export const DOMAIN_THRESHOLD = { domains: 15, datasets: 10 } as const;

/** Opened: to everybody, or to who asks and is granted it (无条件开放, 有条件开放). */
export const OPENED = 'cn_visibility:(open OR "on-request")';
const UNCONDITIONAL = 'cn_visibility:open';
const FILE = 'cn_way:file';
const API = 'cn_way:api';

/**
 * The measures whose formulas are sets of datasets, on a day (CCYY-MM-DD); thresholds of the pilot plan (guide §5.1, §5.2).
 * `tolerance`: share of a cycle by which an update may be late.
 */
export function measuresOn(day: string, tolerance: number): readonly Measure[] {
  const periodic = `cn_update_cycle:(${PERIODIC.map(({ code }) => code).join(' OR ')})`;
  const timely = PERIODIC.map(
    ({ code, days }) =>
      `(cn_update_cycle:${code} AND cn_modified:[${dayBefore(day, Math.floor(days * (1 + tolerance)))} TO *])`,
  ).join(' OR ');
  return [
    {
      code: 'total',
      title: { zh: '开放数据集总量', en: 'Open datasets' },
      threshold: 300,
      readings: [
        {
          code: 'opened',
          title: { zh: '无条件与有条件开放', en: 'open to all, and on request' },
          formula: { zh: '无条件开放和有条件开放的数据集数', en: 'datasets open to all or on request' },
          numerator: [OPENED],
        },
        {
          code: 'unconditional',
          title: { zh: '仅无条件开放', en: 'open to all only' },
          formula: { zh: '无条件开放的数据集数', en: 'datasets open to all' },
          numerator: [UNCONDITIONAL],
        },
      ],
    },
    {
      code: 'machine_readable',
      title: { zh: '可机读率', en: 'Machine-readable share' },
      threshold: 0.9,
      readings: [
        {
          code: 'files',
          title: { zh: '可下载的数据集', en: 'of what can be downloaded' },
          formula: {
            zh: '至少有一个可机读文件的数据集 ÷ 有文件可下载的数据集（仅有接口的不计）',
            en: 'datasets with a machine-readable file ÷ datasets with a file (those with an API alone are left out)',
          },
          numerator: [OPENED, FILE, 'cn_machine_readable:any'],
          denominator: [OPENED, FILE],
        },
        {
          code: 'named',
          title: { zh: '仅计方案列举的格式', en: 'formats that the plan names' },
          formula: {
            zh: '至少有一个 CSV、JSON、XML、XLS 或 XLSX 文件的数据集 ÷ 有文件可下载的数据集',
            en: 'datasets with a file in CSV, JSON, XML, XLS or XLSX ÷ datasets with a file',
          },
          numerator: [OPENED, FILE, 'cn_machine_readable:plan'],
          denominator: [OPENED, FILE],
        },
        {
          code: 'with-api',
          title: { zh: '接口也计入', en: 'APIs counted too' },
          formula: {
            zh: '有可机读文件或接口的数据集 ÷ 有文件或接口的数据集',
            en: 'datasets with a machine-readable file or an API ÷ datasets with a file or an API',
          },
          numerator: [OPENED, `cn_machine_readable:any OR ${API}`],
          denominator: [OPENED, `${FILE} OR ${API}`],
        },
      ],
    },
    {
      code: 'api',
      title: { zh: '接口提供率', en: 'Share with an API' },
      threshold: 0.3,
      readings: [
        {
          code: 'opened',
          title: { zh: '全部开放数据集', en: 'of all open datasets' },
          formula: {
            zh: '有接口的开放数据集 ÷ 全部开放数据集',
            en: 'open datasets with an API ÷ all open datasets',
          },
          numerator: [OPENED, API],
          denominator: [OPENED],
        },
        {
          code: 'unconditional',
          title: { zh: '仅无条件开放', en: 'open to all only' },
          formula: {
            zh: '有接口的无条件开放数据集 ÷ 无条件开放数据集',
            en: 'datasets open to all with an API ÷ datasets open to all',
          },
          numerator: [UNCONDITIONAL, API],
          denominator: [UNCONDITIONAL],
        },
      ],
    },
    {
      code: 'realtime',
      title: { zh: '实时数据占比', en: 'Real-time share' },
      readings: [
        {
          code: 'realtime',
          title: { zh: '更新周期为实时', en: 'cycle “real time”' },
          formula: {
            zh: '更新周期为实时的开放数据集 ÷ 全部开放数据集',
            en: 'open datasets updated in real time ÷ all open datasets',
          },
          numerator: [OPENED, 'cn_update_cycle:realtime'],
          denominator: [OPENED],
        },
        {
          code: 'within-the-hour',
          title: { zh: '含分钟级、小时级', en: 'within the hour' },
          formula: {
            zh: '更新周期为实时、分钟级或小时级的开放数据集 ÷ 全部开放数据集',
            en: 'open datasets updated in real time, every few minutes or hourly ÷ all open datasets',
          },
          numerator: [OPENED, 'cn_update_cycle:(realtime OR minutely OR hourly)'],
          denominator: [OPENED],
        },
      ],
    },
    {
      code: 'timely',
      title: { zh: '更新及时率', en: 'Updated in time' },
      readings: [
        {
          code: 'all',
          title: { zh: '无更新日期的视为未及时', en: 'without a date counts as late' },
          formula: {
            zh: '在一个更新周期内更新过的开放数据集 ÷ 有固定更新周期的开放数据集',
            en: 'open datasets updated within one cycle ÷ open datasets with a periodic cycle',
          },
          numerator: [OPENED, timely],
          denominator: [OPENED, periodic],
        },
        {
          code: 'dated',
          title: { zh: '无更新日期的不计', en: 'without a date left out' },
          formula: {
            zh: '在一个更新周期内更新过的开放数据集 ÷ 有固定更新周期且有更新日期的开放数据集',
            en: 'open datasets updated within one cycle ÷ open datasets with a periodic cycle and a date',
          },
          numerator: [OPENED, timely],
          denominator: [OPENED, periodic, 'cn_modified:*'],
        },
      ],
    },
  ];
}

const PERIODIC = UPDATE_CYCLES.flatMap((entry) =>
  'days' in entry ? [{ code: entry.code, days: entry.days }] : [],
);
