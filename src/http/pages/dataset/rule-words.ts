import type { Language, Text } from '../../../domain/dataset.js';

/** What the rules of normalise do, by their ids. */
const RULES: Readonly<Record<string, Text>> = {
  characters: { zh: '清除不可用的字符', en: 'unusable characters removed' },
  bytes: { zh: '换算为字节', en: 'converted to bytes' },
  classification: { zh: '按分类名称识别', en: 'read from the names of the classes' },
  date: { zh: '统一日期格式', en: 'date in one form' },
  'default-publisher': { zh: '采用该来源默认的提供方', en: 'the default publisher of the source' },
  'formats-of-distributions': { zh: '由挂接资源的格式得出', en: 'from the formats of the files' },
  'html-to-text': { zh: '去除网页标记，保留文字', en: 'markup removed, text kept' },
  'landing-page-as-access': { zh: '以详情页为获取地址', en: 'the landing page as the way to the data' },
  list: { zh: '拆分为多个值', en: 'split into its values' },
  'null-word': { zh: '“无”“暂无”等视为未提供', en: 'words such as “none” count as not given' },
  'open-flag-from-type': { zh: '由开放类型得出', en: 'follows from the open type' },
  'open-type-as-condition': { zh: '原值是条件，移至开放条件', en: 'it is a condition, and stands there now' },
  'personal-data': { zh: '去除个人信息', en: 'personal data removed' },
  region: { zh: '补全地区名称', en: 'completed with the name of the region' },
  'resource-code': { zh: '由信息资源代码得出', en: 'read from the resource code' },
  temporal: { zh: '识别起止日期', en: 'start and end read from the text' },
  'text-from-value': { zh: '转为文字', en: 'written as text' },
  uscc: { zh: '统一社会信用代码的规范写法', en: 'canonical form of the credit code' },
  volume: { zh: '识别数量与单位', en: 'number and unit read from the text' },
  'white-space': { zh: '整理空白', en: 'white space tidied' },
};
const CROSSWALK: Text = { zh: '按对照表统一取值', en: 'by the crosswalk of values' };

/** Undefined for a rule that has no words. */
export function ruleWords(rule: string, language: Language): string | undefined {
  if (rule.startsWith('crosswalk:')) return CROSSWALK[language];
  return Object.hasOwn(RULES, rule) ? RULES[rule]?.[language] : undefined;
}
