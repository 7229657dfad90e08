import {
  CLASS_LEVELS,
  DATA_TYPES,
  FORMAT_CLASSES,
  INDUSTRIES,
  NATIONAL_THEMES,
  OPEN_FLAGS,
  OPEN_TYPES,
  RESOURCE_CLASSES,
  SHARE_TYPES,
  SHARE_WAY_CLASSES,
  SHARE_WAY_TYPES,
  THEMES,
  UPDATE_CYCLES,
  type CodeList,
} from '../domain/code-lists.js';
import type { Obligation, Profile, ProfileElement } from '../domain/profile.js';
import { allRules, type Rule } from '../domain/rules.js';

const OBLIGATIONS: Readonly<Record<Obligation, string>> = {
  mandatory: '必填 mandatory',
  conditional: '条件必填 conditional',
  optional: '选填 optional',
};

const LISTS: readonly (readonly [title: string, list: CodeList])[] = [
  ['信息资源分类 · 类 (classes)', RESOURCE_CLASSES],
  ['信息资源分类 · 层级 (levels)', CLASS_LEVELS],
  ['格式分类 (format classes)', FORMAT_CLASSES],
  ['数据类型 (data types)', DATA_TYPES],
  ['共享类型 (share types)', SHARE_TYPES],
  ['共享方式分类 (ways of sharing)', SHARE_WAY_CLASSES],
  ['共享方式类型 (types of the way)', SHARE_WAY_TYPES],
  ['是否向社会开放 (open flag)', OPEN_FLAGS],
  ['开放类型 (open types)', OPEN_TYPES],
  ['更新周期 (update cycles)', UPDATE_CYCLES],
  ['领域 (the 21 domains)', THEMES],
  ['国家主题分类 (national themes)', NATIONAL_THEMES],
  ['行业门类 (industry sections)', INDUSTRIES],
];

/** `docs/national-profile.md`: every element, rule and code list, from the schema and the rules alone. */
export function toNationalProfile(profile: Profile): string {
  return [
    `# 国家目录元数据规范 · The national profile ${profile.version}`,
    '',
    `Generated from \`schemas/dataset.schema.json\` (${profile.id}) and the rules of the hub: do not edit.`,
    '',
    '## 元素 · Elements',
    '',
    ...table(
      ['No.', '元素 Element', '位置 Pointer', '约束 Obligation', '含义 Meaning', '来源 Source'],
      profile.elements.map(elementRow),
    ),
    '',
    '## 规则 · Rules',
    '',
    'Below *publishable* a record is rejected and its earlier good version stays live; below *conformant* it is published with',
    'its problems and counted; *advice* counts against nobody.',
    '',
    ...table(
      ['代码 Code', '级别 Bar', '位置 Pointer', '问题 Problem', '怎么办 What to do'],
      allRules(profile).map(ruleRow),
    ),
    '',
    '## 代码表 · Code lists',
    ...LISTS.flatMap(([title, list]) => [
      '',
      `### ${title}`,
      '',
      ...table(
        ['代码 Code', '中文', 'English'],
        list.map(({ code, zh, en }) => [`\`${code}\``, zh, en]),
      ),
    ]),
    '',
  ].join('\n');
}

function elementRow({
  number,
  labels,
  pointer,
  obligation,
  meaning,
  source,
}: ProfileElement): readonly string[] {
  return [
    number ?? '',
    `${labels.zh} ${labels.en}`,
    `\`${pointer}\``,
    OBLIGATIONS[obligation],
    `${meaning.zh} ${meaning.en}`,
    source ?? '',
  ];
}

function ruleRow({ code, bar, pointer, title, advice }: Rule): readonly string[] {
  return [
    `\`${code}\``,
    bar,
    pointer === '' ? '' : `\`${pointer}\``,
    `${title.zh} ${title.en}`,
    `${advice.zh} ${advice.en}`,
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
