import type { Language, Text } from '../../domain/dataset.js';

/** Everything that the pages say themselves. */
const TEXTS = {
  home: { zh: '首页', en: 'Home' },
  datasets: { zh: '数据目录', en: 'Datasets' },
  otherLanguage: { zh: 'English', en: '中文' },
  searchLabel: { zh: '检索数据目录', en: 'Search the catalogue' },
  search: { zh: '检索', en: 'Search' },
  count: { zh: '个数据集', en: 'datasets' },
  apiTitle: { zh: '程序接口', en: 'For programs' },
  apiText: {
    zh: '本站提供与 CKAN 兼容的 Action API，现有的 CKAN 客户端可直接使用。',
    en: 'This site answers the CKAN Action API; existing CKAN clients work as they are.',
  },
  untitled: { zh: '（无标题）', en: '(no title)' },
  noResults: {
    zh: '没有符合条件的数据集。请减少检索词后再试。',
    en: 'Nothing matches. Try again with fewer words.',
  },
  badQuery: {
    zh: '无法理解检索式，请检查引号、括号和字段名后再试。',
    en: 'The query cannot be read. Check quotes, brackets and field names, and try again.',
  },
  next: { zh: '下一页', en: 'Next page' },
  previous: { zh: '上一页', en: 'Previous page' },
  source: { zh: '来源门户', en: 'Harvested from' },
  changed: { zh: '目录更新时间', en: 'Entry changed' },
  files: { zh: '文件与接口', en: 'Files and APIs' },
  noFiles: { zh: '本条目没有文件或接口。', en: 'This entry has no files or APIs.' },
  closed: {
    zh: '该资源不予开放，仅公开目录条目及其依据。',
    en: 'This resource is not open; only its entry and the legal basis are public.',
  },
  onRequest: {
    zh: '该资源有条件开放，请按开放条件向提供方申请。',
    en: 'This resource is open on request; apply to the publisher under the stated condition.',
  },
  name: { zh: '名称', en: 'Name' },
  format: { zh: '格式', en: 'Format' },
  description: { zh: '说明', en: 'Description' },
  fields: { zh: '信息项', en: 'Fields' },
  dataType: { zh: '数据类型', en: 'Type' },
  length: { zh: '长度', en: 'Length' },
  machineForms: { zh: '机器可读', en: 'Machine-readable' },
  missing: { zh: '未提供', en: 'not given' },
  notFound: { zh: '没有这个页面', en: 'There is no such page' },
  notFoundText: {
    zh: '地址可能有误，或该数据集已更名。请从检索页重新查找。',
    en: 'The address may be wrong. Look for the dataset on the search page.',
  },
  removed: { zh: '该数据集已撤下', en: 'This dataset was withdrawn' },
  removedText: { zh: '来源门户已不再提供它。撤下时间：', en: 'Its portal no longer offers it. Withdrawn: ' },
  failed: { zh: '页面出错', en: 'The page failed' },
  failedText: {
    zh: '这是本站的问题，您的操作没有错。请稍后再试；如需报告，请注明编号：',
    en: 'This is our fault, not yours. Try again later; to report it, quote the reference: ',
  },
} as const satisfies Readonly<Record<string, Text>>;

type TextKey = keyof typeof TEXTS;

export type Say = (key: TextKey) => string;

export function createSay(language: Language): Say {
  return (key) => TEXTS[key][language];
}
