import { labelOf, OPEN_TYPES, RESOURCE_CLASSES, themeName, UPDATE_CYCLES } from '../../domain/code-lists.js';
import type { Dataset } from '../../domain/dataset.js';
import {
  missingStatements,
  NARROW_ATTRIBUTES,
  STATEMENTS,
  type Statement,
} from '../../domain/pilot/statements.js';
import { waysOf } from '../../domain/pilot/ways.js';
import type { PublishedDataset } from '../../domain/published.js';
import { datasetPageUrl, type SiteFacts } from '../site-facts.js';
import type { Cell } from '../xlsx/sheet.js';

/** A row of the open catalogue: what it is, the seven statements, and what the figures are counted by. */
export const STATEMENT_HEADER: readonly string[] = [
  ...['信息资源名称', '信息资源代码', ...STATEMENTS.map(({ zh }) => zh), '开放条件', '开放属性依据'],
  ...['资源格式', '是否可机读', '是否提供接口', '发布日期', '数据更新日期', '目录要素完整率', '目录页面'],
];

/** The statements in their order; what the record does not say stays blank. */
export function statementsOf(dataset: Dataset): readonly (string | undefined)[] {
  const missing = new Set<string>(missingStatements(dataset));
  return STATEMENTS.map(({ code }) => (missing.has(code) ? undefined : WORDS[code](dataset)));
}

/** What is stated, in words. */
const WORDS: Readonly<Record<Statement, (dataset: Dataset) => string | undefined>> = {
  theme: ({ themes = [], nationalThemes = [] }) =>
    (themes.length > 0 ? themes.map((code) => themeName(code, 'zh') ?? code) : nationalThemes).join('；'),
  publisher: ({ publisher }) => publisher.name,
  attributes: attributesOf,
  cycle: ({ updateCycle }) => updateCycle && labelOf(UPDATE_CYCLES, updateCycle, 'zh'),
  open_type: ({ openness }) =>
    openness?.type === undefined
      ? openness?.open === true
        ? '开放'
        : '不予开放'
      : labelOf(OPEN_TYPES, openness.type, 'zh'),
  open_way: openingWays,
  terms: ({ openness, license }) => openness?.condition ?? license?.title ?? license?.id ?? license?.url,
};

export function completenessOf(dataset: Dataset): number {
  const missing = missingStatements(dataset).filter((code) => code !== NARROW_ATTRIBUTES);
  return 1 - missing.length / STATEMENTS.length;
}

export function statementRow({ dataset, name }: PublishedDataset, site: SiteFacts): readonly Cell[] {
  const { title, code, openness, formats = [] } = dataset;
  const { ways, machineReadable } = waysOf(dataset);
  const statements = statementsOf(dataset);
  return [
    ...[title, code, ...statements, openness?.condition, openness?.basis],
    formats.map(({ type }) => type).join('；') || undefined,
    ways.includes('file') ? yesNo(machineReadable.includes('any')) : undefined,
    dataset.visibility === 'closed' ? undefined : yesNo(ways.includes('api')),
    ...[dataset.issued, dataset.modified],
    Math.round(completenessOf(dataset) * 100) / 100,
    datasetPageUrl(site, name),
  ];
}

function yesNo(is: boolean): string {
  return is ? '是' : '否';
}

/** 资源属性 (basic, thematic or departmental), else what the data are. */
function attributesOf({ classification, fields = [], formats = [], volume }: Dataset): string | undefined {
  const level = classification?.levels.find((each) => each.level === 'lei');
  const name = level?.name ?? (level?.code && labelOf(RESOURCE_CLASSES, level.code, 'zh'));
  if (name !== undefined && name !== '') return name;
  if (fields.length > 0) return `信息项 ${fields.length} 项`;
  if (formats.length > 0) return formats.map(({ type }) => type).join('；');
  return volume?.text ?? (volume && `数据量 ${volume.records ?? volume.bytes ?? ''}`);
}

const WAYS = { file: '数据下载', api: '接口调用' } as const;

function openingWays(dataset: Dataset): string | undefined {
  if (dataset.visibility === 'on-request') return '依申请提供';
  const ways = waysOf(dataset).ways.map((way) => WAYS[way]);
  return ways.join('；') || (dataset.formats ?? []).map(({ type }) => type).join('；') || undefined;
}
