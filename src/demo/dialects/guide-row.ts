import { conceptsOf, openTypeOf } from '../extras.js';
import type { Values } from '../extras.js';
import { typedFields } from '../fields.js';
import { momentsOf } from '../moment.js';
import type { CkanPackage } from '../package.js';
import { planOf } from '../plan.js';
import type { Plan } from '../plan.js';
import type { City } from '../province.js';
import { unit } from '../random.js';
import { spellFormat, formatsOf } from '../resources.js';
import type { DatasetOnDay } from './dialect.js';

/** The columns of the fill-in workbook before, of and behind the 信息项 (guide §1.2), in their order. */
export const BEFORE_FIELDS = [
  '类',
  '项',
  '目',
  '细目',
  '信息资源名称',
  '信息资源英文名',
  '信息资源代码',
  '信息资源提供方',
  '提供方内部部门',
  '资源提供方代码',
  '信息资源摘要',
  '来源信息系统名称',
  '信息资源格式分类',
  '信息资源格式类型',
  '其他类型资源格式描述',
  '数据存储总量(G)',
  '结构化信息记录总数(万)',
  '已共享的数据存储量(G)',
  '已共享的结构化记录数(万)',
  '已开放的数据存储量(G)',
  '已开放的结构化记录数(万)',
] as const;

export const FIELD_COLUMNS = ['信息项名称', '信息项英文名', '数据类型', '数据长度'] as const;

export const BEHIND_FIELDS = [
  '共享类型',
  '共享条件',
  '共享方式分类',
  '共享方式类型',
  '是否向社会开放',
  '开放条件',
  '更新周期',
  '发布日期',
  '关联及类目名称',
] as const;

type Cells<Columns extends readonly string[]> = Readonly<Record<Columns[number], string | number>>;

/** Whether the rows of a resource repeat its columns or leave them blank: it depends on who filled them in. */
const SALT = { repeats: 0x6201 } as const;

const SPREADSHEETS = new Set(['csv', 'xlsx', 'xls', 'et']);

/** The rows of a resource in the workbook: one for each 信息项. */
export function rowsOf(
  city: City,
  dataset: CkanPackage,
  at: DatasetOnDay,
): readonly (readonly (string | number)[])[] {
  const plan = planOf(city, at.index);
  const moments = momentsOf(plan.key, plan.created, at.day);
  const values = conceptsOf({ city, plan, moments });
  const formats = formatsOf(plan, openTypeOf(plan.key), moments);
  const before = cellsBefore(dataset, { city, plan, values, formats });
  const behind = cellsBehind(values, { plan, formats });
  const repeats = unit(plan.key, SALT.repeats) < 0.5;
  return typedFields(plan.topic).map(({ name, type }, place) => {
    const stated = place === 0 || repeats;
    return [
      ...BEFORE_FIELDS.map((column) => (stated ? before[column] : '')),
      ...[name, '', type.word, type.length],
      ...BEHIND_FIELDS.map((column) => (stated ? behind[column] : '')),
    ];
  });
}

interface RowFacts {
  readonly city: City;
  readonly plan: Plan;
  readonly values: Values;
  readonly formats: readonly string[];
}

function cellsBefore(dataset: CkanPackage, facts: RowFacts): Cells<typeof BEFORE_FIELDS> {
  const { city, plan, values, formats } = facts;
  const known = /^\d+$/.test(values.volume);
  const tenThousands = known ? Number(values.volume) / 10_000 : 0;
  return {
    类: '部门信息资源类',
    项: '省（自治区、直辖市）',
    目: city.name,
    细目: plan.organization.ckan.title,
    信息资源名称: dataset.title,
    信息资源英文名: '',
    信息资源代码: values.code,
    信息资源提供方: dataset.organization?.title ?? '',
    提供方内部部门: plan.organization.office,
    资源提供方代码: values.providerCode,
    信息资源摘要: dataset.notes,
    来源信息系统名称: `${plan.topic.subject}管理系统`,
    信息资源格式分类: SPREADSHEETS.has(formats[0] ?? '') ? '电子表格' : '电子文件',
    信息资源格式类型: [...new Set(formats)].map((format) => spellFormat(format, 'lower')).join('、'),
    其他类型资源格式描述: '',
    '数据存储总量(G)': 0,
    '结构化信息记录总数(万)': tenThousands,
    '已共享的数据存储量(G)': 0,
    '已共享的结构化记录数(万)': tenThousands,
    '已开放的数据存储量(G)': 0,
    '已开放的结构化记录数(万)': tenThousands,
  };
}

function cellsBehind(
  values: Values,
  { plan, formats }: Pick<RowFacts, 'plan' | 'formats'>,
): Cells<typeof BEHIND_FIELDS> {
  const open = openTypeOf(plan.key);
  return {
    共享类型: values.shareType,
    共享条件: values.shareCondition,
    共享方式分类: '共享平台方式',
    共享方式类型: formats.includes('api') ? '接口' : '文件',
    是否向社会开放: open === 'not_open' ? '否' : '是',
    开放条件: values.openCondition,
    更新周期: values.cycle,
    发布日期: values.published,
    关联及类目名称: '',
  };
}
