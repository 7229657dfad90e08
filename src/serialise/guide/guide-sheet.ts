import {
  DATA_TYPES,
  FORMAT_CLASSES,
  labelOf,
  SHARE_TYPES,
  UPDATE_CYCLES,
  type ClassLevel,
} from '../../domain/code-lists.js';
import type { Dataset, Field } from '../../domain/dataset.js';
import type { Cell } from '../xlsx/sheet.js';

/**
 * The official fill-in workbook of the guide: the columns of the template of the survey of 2017, in its order. A resource has a
 * row for each 信息项; those after the first repeat what tells it from the others and leave the rest blank.
 */
export const GUIDE_HEADER: readonly string[] = [
  ...['类', '项', '目', '细目', '信息资源名称', '信息资源英文名', '信息资源代码'],
  ...['信息资源提供方', '提供方内部部门', '资源提供方代码', '信息资源摘要', '来源信息系统名称'],
  ...['信息资源格式分类', '信息资源格式类型', '其他类型资源格式描述'],
  ...['数据存储总量(G)', '结构化信息记录总数(万)', '已共享的数据存储量(G)'],
  ...['已共享的结构化记录数(万)', '已开放的数据存储量(G)', '已开放的结构化记录数(万)'],
  ...['信息项名称', '信息项英文名', '数据类型', '数据长度'],
  ...['共享类型', '共享条件', '共享方式分类', '共享方式类型'],
  ...['是否向社会开放', '开放条件', '更新周期', '发布日期', '关联及类目名称'],
];

type Row = Readonly<Record<string, Cell>>;

/** The rows of a resource; what the record does not say stays blank, but for volumes, where the template wants 0. */
export function guideRows(dataset: Dataset): readonly (readonly Cell[])[] {
  const [first, ...others] = dataset.fields ?? [];
  const resource = { ...resourceCells(dataset), ...fieldCells(first) };
  const repeated = identityCells(dataset);
  return [resource, ...others.map((field) => ({ ...repeated, ...fieldCells(field) }))].map(toCells);
}

function toCells(row: Row): readonly Cell[] {
  return GUIDE_HEADER.map((label) => row[label]);
}

function identityCells({ title, code, publisher }: Dataset): Row {
  return { 信息资源名称: title, 信息资源代码: code, 信息资源提供方: publisher.name };
}

function resourceCells(dataset: Dataset): Row {
  const { publisher, sharing, openness, volume } = dataset;
  const gigabytes = volume?.bytes === undefined ? 0 : rounded(volume.bytes / BYTES_A_GIGABYTE);
  const tenThousands = volume?.records === undefined ? 0 : volume.records / TEN_THOUSAND;
  return {
    ...identityCells(dataset),
    类: levelOf(dataset, 'lei'),
    项: levelOf(dataset, 'xiang'),
    目: levelOf(dataset, 'mu'),
    细目: levelOf(dataset, 'ximu'),
    信息资源英文名: dataset.titleEn,
    提供方内部部门: publisher.unit,
    资源提供方代码: publisher.code,
    信息资源摘要: dataset.abstract,
    ...formatCells(dataset),
    '数据存储总量(G)': gigabytes,
    '结构化信息记录总数(万)': tenThousands,
    // The record tells the whole volume only: all or nothing of it is shared and opened.
    ...partCells('共享', sharing?.type === 'unconditional', { gigabytes, tenThousands }),
    ...partCells('开放', dataset.visibility === 'open', { gigabytes, tenThousands }),
    共享类型: sharing?.type === undefined ? undefined : labelOf(SHARE_TYPES, sharing.type, 'zh'),
    共享条件: sharing?.condition,
    共享方式分类: sharing?.wayClass,
    共享方式类型: sharing?.wayType,
    是否向社会开放: openFlag(dataset),
    开放条件: openness?.condition,
    更新周期:
      dataset.updateCycle === undefined ? undefined : labelOf(UPDATE_CYCLES, dataset.updateCycle, 'zh'),
    发布日期: dataset.issued,
    关联及类目名称: dataset.relatedCodes?.join('；'),
  };
}

const BYTES_A_GIGABYTE = 1024 ** 3;
const TEN_THOUSAND = 10_000;

/** Finer than a byte: who reads it back has the same number. */
function rounded(gigabytes: number): number {
  return Math.round(gigabytes * 1e10) / 1e10;
}

function partCells(
  which: '共享' | '开放',
  isAll: boolean,
  { gigabytes, tenThousands }: { readonly gigabytes: number; readonly tenThousands: number },
): Row {
  return {
    [`已${which}的数据存储量(G)`]: isAll ? gigabytes : 0,
    [`已${which}的结构化记录数(万)`]: isAll ? tenThousands : 0,
  };
}

function levelOf({ classification }: Dataset, wanted: ClassLevel): string | undefined {
  const level = classification?.levels.find(({ level: each }) => each === wanted);
  return level?.name ?? level?.code;
}

function formatCells({ formats = [] }: Dataset): Row {
  const classes = formats.flatMap(({ class: of }) => (of === undefined ? [] : [of]));
  const names = [...new Set(classes)].map((of) => labelOf(FORMAT_CLASSES, of, 'zh') ?? of);
  return {
    信息资源格式分类: names.join('；') || undefined,
    信息资源格式类型: formats.map(({ type }) => type).join('；') || undefined,
  };
}

function openFlag({ openness, visibility }: Dataset): string {
  const isOpen =
    openness?.open ?? (openness?.type === undefined ? visibility === 'open' : openness.type !== 'not_open');
  return isOpen ? '是' : '否';
}

function fieldCells(field: Field | undefined): Row {
  if (field === undefined) return {};
  return {
    信息项名称: field.name,
    信息项英文名: field.nameEn,
    数据类型: field.dataType === undefined ? undefined : labelOf(DATA_TYPES, field.dataType, 'zh'),
    数据长度: field.length,
  };
}
