import type { Habits } from './habits.js';
import { KINDS } from './topics/kinds.js';
import type { Topic } from './topics/topic.js';

/** 数据类型 and 长度 of a 信息项 (guide §1.6), judged by its name. */
export interface FieldType {
  readonly letter: string;
  readonly word: string;
  readonly length: number;
}

const RULES: readonly (readonly [RegExp, FieldType])[] = [
  [/金额|造价|额$/, { letter: 'Y', word: '货币型', length: 18 }],
  [/时间$/, { letter: 'T', word: '日期时间型', length: 19 }],
  [/日期|有效期至$/, { letter: 'D', word: '日期型', length: 10 }],
  [/^是否/, { letter: 'L', word: '逻辑型', length: 1 }],
  [/经度|纬度/, { letter: 'B', word: '双精度型', length: 20 }],
  [/面积|率$|数值|浓度|气温|水位|长度|增长|价$/, { letter: 'N', word: '数值型', length: 12 }],
  [/[数量]$/, { letter: 'I', word: '整型', length: 10 }],
  [/内容|范围|条件|依据|说明$/, { letter: 'M', word: '备注型', length: 1000 }],
];

const TEXT: FieldType = { letter: 'C', word: '字符型', length: 100 };

function typeOf(name: string): FieldType {
  return RULES.find(([pattern]) => pattern.test(name))?.[1] ?? TEXT;
}

/** A topic's fields with their types, for forms that list them one by one. */
export function typedFields(topic: Topic): readonly { readonly name: string; readonly type: FieldType }[] {
  return fieldNames(topic).map((name) => ({ name, type: typeOf(name) }));
}

/** The names of a topic's fields: those of its kind, then its own. */
export function fieldNames(topic: Topic): readonly string[] {
  return [...KINDS[topic.kind].fields, ...topic.fields];
}

function write(topic: Topic, style: Habits['fields']): string {
  const names = fieldNames(topic);
  switch (style) {
    case 'comma':
      return names.join(',');
    case 'typed-list':
      return names.map((name) => `${name}（${typeOf(name).letter}，${typeOf(name).length}）`).join('；');
    case 'json':
      return JSON.stringify(
        names.map((name) => ({ 名称: name, 类型: typeOf(name).word, 长度: typeOf(name).length })),
      );
  }
}

const written = new WeakMap<Topic, Map<Habits['fields'], string>>();

/** The 信息项 of a topic in a portal's style. Kept, because a few hundred topics serve a million datasets. */
export function fieldsText(topic: Topic, style: Habits['fields']): string {
  const texts = written.get(topic) ?? new Map<Habits['fields'], string>();
  const text = texts.get(style) ?? write(topic, style);
  texts.set(style, text);
  written.set(topic, texts);
  return text;
}
