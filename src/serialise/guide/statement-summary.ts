import { THEMES, UPDATE_CYCLES } from '../../domain/code-lists.js';
import type { Dataset } from '../../domain/dataset.js';
import { DOMAIN_THRESHOLD } from '../../domain/pilot/measures.js';
import { waysOf } from '../../domain/pilot/ways.js';
import type { Cell } from '../xlsx/sheet.js';
import { completenessOf } from './statement-sheet.js';

export const DOMAIN_HEADER: readonly string[] = [
  ...['领域', '资源数', '已开放', '无条件开放', '有条件开放', '不予开放', '可下载', '可机读', '提供接口'],
];
export const MEASURE_HEADER: readonly string[] = ['指标', '数值', '试点要求', '说明'];

type Row = readonly Cell[];

/** Counts of one domain, or of all of them. */
class Counts {
  all = 0;
  open = 0;
  unconditional = 0;
  conditional = 0;
  not_open = 0;
  downloadable = 0;
  machineReadable = 0;
  api = 0;

  add(dataset: Dataset): void {
    const { ways, machineReadable } = waysOf(dataset);
    const type = dataset.openness?.type;
    this.all += 1;
    if (type !== undefined) this[type] += 1;
    if (!isOpened(dataset)) return;
    this.open += 1;
    if (ways.includes('file')) this.downloadable += 1;
    if (ways.includes('file') && machineReadable.includes('any')) this.machineReadable += 1;
    if (ways.includes('api')) this.api += 1;
  }

  toRow(label: string): Row {
    return [
      ...[label, this.all, this.open, this.unconditional, this.conditional, this.not_open],
      ...[this.downloadable, this.machineReadable, this.api],
    ];
  }
}

export interface Tally {
  add(dataset: Dataset): void;
  /** After the last dataset. */
  readonly domainRows: () => readonly Row[];
  readonly measureRows: () => readonly Row[];
}

const WITHOUT_DOMAIN = '';
const UNSAID = '';

/** The figures of the pilot plan (guide §5.1), counted while the catalogue is gone through. */
export function createTally(): Tally {
  const total = new Counts();
  const byDomain = new Map<string, Counts>(
    [...THEMES.map(({ code }) => code), WITHOUT_DOMAIN].map((code) => [code, new Counts()]),
  );
  /** Of what is open. */
  const byCycle = new Map<string, number>();
  let completeness = 0;

  function measureRows(): readonly Row[] {
    const { open, downloadable, machineReadable, api } = total;
    const sizes = THEMES.map(({ code }) => byDomain.get(code)?.open ?? 0);
    const realtime = byCycle.get('realtime') ?? 0;
    return [
      ['已开放数据集数', open, '≥300', '无条件开放和有条件开放的数据集'],
      ['涉及领域数', sizes.filter((size) => size > 0).length, '≥15', '21个领域中有已开放数据集的领域'],
      [
        ...['达到10个数据集的领域数', sizes.filter((size) => size >= DOMAIN_THRESHOLD.datasets).length],
        ...['每个领域≥10', '一个数据集可属于多个领域'],
      ],
      ['可机读率', share(machineReadable, downloadable), '≥90%', '可机读的可下载数据集 ÷ 可下载数据集'],
      ['接口提供率', share(api, open), '≥30%', '提供接口的数据集 ÷ 已开放数据集'],
      ['实时数据占比', share(realtime, open), '提高', '实时更新的数据集 ÷ 已开放数据集'],
      ['目录要素完整率', share(completeness, open), undefined, '已开放数据集七项目录要素的平均填写比例'],
      ...[...UPDATE_CYCLES, { code: UNSAID, zh: '未说明' }].map(({ code, zh }): Row => [
        `更新时限：${zh}`,
        byCycle.get(code) ?? 0,
        undefined,
        '已开放数据集数',
      ]),
    ];
  }

  return {
    add(dataset) {
      total.add(dataset);
      const { themes = [], updateCycle = UNSAID } = dataset;
      const domains = themes.filter((code) => byDomain.has(code));
      for (const code of domains.length === 0 ? [WITHOUT_DOMAIN] : domains) byDomain.get(code)?.add(dataset);
      if (!isOpened(dataset)) return;
      completeness += completenessOf(dataset);
      byCycle.set(updateCycle, (byCycle.get(updateCycle) ?? 0) + 1);
    },
    domainRows: () => [
      ...[...THEMES, { code: WITHOUT_DOMAIN, zh: '未标明领域' }].flatMap(({ code, zh }) => {
        const counts = byDomain.get(code);
        return counts === undefined ? [] : [counts.toRow(zh)];
      }),
      total.toRow('合计（每个数据集计一次）'),
    ],
    measureRows,
  };
}

/** To all, or to who asks and is granted it: as `domain/pilot/measures.ts` counts. */
function isOpened({ visibility }: Dataset): boolean {
  return visibility !== 'closed';
}

/** To a hundredth of a per cent, cut and not rounded: 89.996 % is not 90 %. Blank of nothing. */
function share(part: number, whole: number): string | undefined {
  return whole === 0 ? undefined : `${Math.floor((part * 10_000) / whole) / 100}%`;
}
