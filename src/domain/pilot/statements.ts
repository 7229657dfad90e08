import type { CodeList } from '../code-lists/code-list.js';
import type { Dataset } from '../dataset.js';

/** What an entry of the open catalogue has to state (pilot plan of 2018, part 3 (5), in its order). */
export type Statement = 'theme' | 'publisher' | 'attributes' | 'cycle' | 'open_type' | 'open_way' | 'terms';

export const STATEMENTS = [
  { code: 'theme', zh: '主题分类', en: 'Theme' },
  { code: 'publisher', zh: '开放部门', en: 'Publishing department' },
  { code: 'attributes', zh: '数据属性', en: 'Attributes of the data' },
  { code: 'cycle', zh: '更新时限', en: 'Update cycle' },
  { code: 'open_type', zh: '开放类型', en: 'Type of opening' },
  { code: 'open_way', zh: '开放方式', en: 'Way of opening' },
  { code: 'terms', zh: '使用要求', en: 'Terms of use' },
] as const satisfies CodeList;

/**
 * What the plan's 数据属性 are is not said: the class of the resource (资源属性: basic, thematic, departmental; guide §1.1), or
 * whatever is said of what the data are. An entry without a class lacks `class` in the narrow reading; without class, items,
 * formats and volume it lacks `attributes` in both.
 */
export const NARROW_ATTRIBUTES = 'class';

type Stated = Pick<
  Dataset,
  | 'themes'
  | 'nationalThemes'
  | 'classification'
  | 'publisher'
  | 'fields'
  | 'formats'
  | 'volume'
  | 'updateCycle'
  | 'openness'
  | 'license'
  | 'distributions'
  | 'visibility'
>;

/** The statements that an entry does not make, in the plan's order, and `class` last. */
export function missingStatements(dataset: Stated): readonly (Statement | typeof NARROW_ATTRIBUTES)[] {
  const { openness, license, fields, formats, volume, classification } = dataset;
  const hasClass = classification?.levels.some(({ level }) => level === 'lei') === true;
  const isStated: Readonly<Record<Statement, boolean>> = {
    theme: some(dataset.themes) || some(dataset.nationalThemes),
    publisher: dataset.publisher.name !== '',
    attributes: hasClass || some(fields) || some(formats) || volume !== undefined,
    cycle: dataset.updateCycle !== undefined,
    open_type: openness?.type !== undefined || openness?.open !== undefined,
    // By file, by interface, or on request: what there is to get says it, and so does the format that is stated.
    open_way: dataset.visibility === 'on-request' || some(dataset.distributions) || some(formats),
    terms: openness?.condition !== undefined || (license !== undefined && license.id !== NO_LICENSE),
  };
  const missing = STATEMENTS.map(({ code }) => code).filter((code) => !isStated[code]);
  return hasClass ? missing : [...missing, NARROW_ATTRIBUTES];
}

/** CKAN's id for a licence that nobody has told. */
const NO_LICENSE = 'notspecified';

function some(list: readonly unknown[] | undefined): boolean {
  return list !== undefined && list.length > 0;
}
