import {
  CLASS_LEVELS,
  type CodeEntry,
  type CodeList,
  DATA_TYPES,
  FORMAT_CLASSES,
  INDUSTRIES,
  NATIONAL_THEMES,
  OPEN_TYPES,
  RESOURCE_CLASSES,
  SHARE_TYPES,
  THEMES,
  UPDATE_CYCLES,
} from '../../domain/code-lists.js';
import type { Text } from '../../domain/dataset.js';

interface ConceptList {
  readonly title: Text;
  readonly entries: CodeList;
}

/** The national code lists, each published as a concept scheme at `/def/<name>`. */
export const CONCEPT_LISTS = {
  theme: { title: { zh: '领域（21 类）', en: 'Domains (21)' }, entries: THEMES },
  'national-theme': {
    title: { zh: '国家主题分类（GB/T 21063.4）', en: 'National themes (GB/T 21063.4)' },
    entries: NATIONAL_THEMES,
  },
  'update-cycle': { title: { zh: '更新周期', en: 'Update cycles' }, entries: UPDATE_CYCLES },
  'share-type': { title: { zh: '共享类型', en: 'Share types' }, entries: SHARE_TYPES },
  'open-type': { title: { zh: '开放类型', en: 'Open types' }, entries: OPEN_TYPES },
  'class-level': { title: { zh: '信息资源分类层级', en: 'Levels of classification' }, entries: CLASS_LEVELS },
  'resource-class': { title: { zh: '信息资源大类', en: 'Classes of resources' }, entries: RESOURCE_CLASSES },
  'format-class': { title: { zh: '格式分类', en: 'Classes of formats' }, entries: FORMAT_CLASSES },
  'data-type': { title: { zh: '数据类型', en: 'Data types' }, entries: DATA_TYPES },
  industry: {
    title: { zh: '国民经济行业门类（GB/T 4754-2017）', en: 'Sections of industry (GB/T 4754-2017)' },
    entries: INDUSTRIES,
  },
} as const satisfies Readonly<Record<string, ConceptList>>;

export type ListName = keyof typeof CONCEPT_LISTS;

export function isListName(name: string): name is ListName {
  return Object.hasOwn(CONCEPT_LISTS, name);
}

const PLAIN = /^[A-Za-z0-9_-]+$/;

/** The last part of a concept's address: its code, or where that is Chinese its number in the list. */
export function keyOf({ code }: CodeEntry, position: number): string {
  return PLAIN.test(code) ? code : String(position + 1);
}

const KEYS: Readonly<Record<string, ReadonlyMap<string, string>>> = Object.fromEntries(
  Object.entries(CONCEPT_LISTS).map(([name, { entries }]) => [
    name,
    new Map((entries as CodeList).map((entry, position) => [entry.code, keyOf(entry, position)])),
  ]),
);

export function conceptKey(name: ListName, code: string): string | undefined {
  return KEYS[name]?.get(code);
}
