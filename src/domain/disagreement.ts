import type { Language, Text } from './dataset.js';

/**
 * Something in the store that contradicts something else in it. Facts are what the sentences name: ids that people can look
 * up, and the store's own numbers where there are none.
 */
export interface Disagreement {
  readonly code: DisagreementCode;
  readonly facts: Readonly<Record<string, string | number | null>>;
}

/** Each says in a sentence what contradicts what; `{name}` is a fact. */
const SENTENCES = {
  damaged: {
    zh: '数据库文件损坏：{message}',
    en: 'the database file is damaged: {message}',
  },
  'reference-broken': {
    zh: '表 {table} 第 {row} 行指向 {parent} 中不存在的行',
    en: 'row {row} of the table {table} refers to a row of {parent} that is not there',
  },
  'index-words': {
    zh: '文档 {document}（数据集 {dataset}）：索引中的词，或按之排序、筛选的数值，与其内容不符（索引 {indexed} 个，内容 {expected} 个）',
    en: 'document {document} of dataset {dataset}: the words in the index are not those of its content ({indexed} in the index, {expected} in the content)',
  },
  'index-terms': {
    zh: '文档 {document}（数据集 {dataset}）：用于分面计数的词，或按之排序、筛选的数值，与其内容不符',
    en: 'document {document} of dataset {dataset}: the terms and numbers that are counted, sorted and filtered by are not those of its content',
  },
  'index-missing': {
    zh: '文档 {document}（数据集 {dataset}）不在索引的 {table} 中',
    en: 'document {document} of dataset {dataset} is missing from the index ({table})',
  },
  'index-unknown': {
    zh: '索引的 {table} 中有文档 {document}，存储中却没有',
    en: 'the index ({table}) has a document {document} that the store has not',
  },
  'content-hash': {
    zh: '内容 {content}（{table}）的字节与其散列值不符',
    en: 'the bytes of content {content} ({table}) are not those of its hash',
  },
  'content-unreadable': {
    zh: '内容 {content}（{table}）无法读出',
    en: 'content {content} ({table}) cannot be read',
  },
  'content-other': {
    zh: '文档 {document} 的内容属于另一条记录：{element} 为 {content}，数据集行为 {row}',
    en: 'the content of document {document} belongs to another record: its {element} is {content}, the dataset says {row}',
  },
  'dataset-incomplete': {
    zh: '已发布的数据集 {dataset} 没有 {missing}',
    en: 'the published dataset {dataset} has no {missing}',
  },
  'dataset-document': {
    zh: '已发布的数据集 {dataset} 指向文档 {document}，该文档不存在，或属于别的数据集或内容',
    en: 'the published dataset {dataset} points to document {document}, which is not there or belongs to another dataset or content',
  },
  'dataset-not-live': {
    zh: '数据集 {dataset} 状态为 {state}，却仍指着一个文档，如同已发布',
    en: 'dataset {dataset} is {state} and still has a document as if it were published',
  },
  'dataset-staged': {
    zh: '数据集 {dataset} 为暂存状态，却没有作业暂存它',
    en: 'dataset {dataset} is staged, but no job has staged it',
  },
  'staged-job': {
    zh: '数据集 {dataset} 的暂存属于作业 {job}，而该作业既不在运行也不在待决',
    en: 'what is staged of dataset {dataset} belongs to job {job}, which neither runs nor waits for a decision',
  },
  'staged-document': {
    zh: '数据集 {dataset} 的暂存指向文档 {document}，该文档不存在，或属于别的数据集或内容',
    en: 'what is staged of dataset {dataset} points to document {document}, which is not there or belongs to another dataset or content',
  },
  'document-unused': {
    zh: '文档 {document}（数据集 {dataset}）既未发布，也未暂存，也不在待清理之列',
    en: 'document {document} of dataset {dataset} is neither published nor staged nor waiting for clean-up',
  },
  'document-free': {
    zh: '编号 {document} 被列为可再用，文档却还在',
    en: 'the number {document} may be given out again, but its document is still there',
  },
  'document-stale': {
    zh: '文档 {document} 正由数据集 {dataset} 发布，却被列为待清理',
    en: 'document {document} is the published one of dataset {dataset} and is listed for clean-up',
  },
  'log-last': {
    zh: '数据集 {dataset} 的现状（{state}）与变更日志中它的最后一条（{kind}，序号 {seq}）不符',
    en: 'the state of dataset {dataset} ({state}) is not that of its last change in the log ({kind}, number {seq})',
  },
  'log-missing': {
    zh: '数据集 {dataset}（{state}）在变更日志中没有记录',
    en: 'dataset {dataset} ({state}) has no change in the log',
  },
  'log-chain': {
    zh: '变更日志序号 {seq}（{kind}）接不上该数据集的前一条变更',
    en: 'change {seq} in the log ({kind}) does not follow from the change of the dataset before it',
  },
  'log-order': {
    zh: '变更日志序号 {seq} 的时间不晚于前一条',
    en: 'the time of change {seq} in the log is not after that of the one before',
  },
  counter: {
    zh: '计数器 {name} 为 {value}，已用到 {used}',
    en: 'the counter {name} is at {value}, but {used} is given out',
  },
  'source-counts': {
    zh: '来源 {source} 记有 {live} 个已发布、{rejected} 个退回，实际为 {liveRows} 和 {rejectedRows}',
    en: 'source {source} is said to have {live} published and {rejected} rejected records; there are {liveRows} and {rejectedRows}',
  },
  'hold-missing': {
    zh: '待决的作业 {job} 没有待决记录，或已有决定',
    en: 'job {job} waits for a decision, but there is nothing to decide or it was decided',
  },
} as const satisfies Readonly<Record<string, Text>>;

export type DisagreementCode = keyof typeof SENTENCES;

export function describeDisagreement({ code, facts }: Disagreement, language: Language): string {
  return SENTENCES[code][language].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? '–'));
}
