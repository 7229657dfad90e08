import type { DataTypeCode } from '../domain/code-lists.js';
import type { Field } from '../domain/dataset.js';
import { compact, unlessEmpty } from './compact.js';
import type { CrosswalkTable } from './crosswalk-table.js';
import { toWords } from './lists.js';
import type { Notes } from './notes.js';
import { toCount } from './numbers.js';
import { toLine } from './text.js';

/** Names that portals give the parts of a 信息项 (guide §1.2 template, Part 4). */
const NAMES = {
  name: ['name', 'nameCn', 'name_cn', '信息项名称', '字段名称', '中文名', '字段中文名'],
  nameEn: ['nameEn', 'name_en', 'column_name_en', '信息项英文名', '字段英文名', '英文名'],
  dataType: ['dataType', 'data_type', 'type', '数据类型', '字段类型'],
  length: ['length', '数据长度', '字段长度'],
} as const;

const MAX_FIELDS = 2000;

/** Between fields, not within brackets behind one: `统计年度（C，4）；金额`. */
const SEPARATORS = /[,，;；、|\r\n](?![^（()）]{0,60}[）)])/u;
/** A name with the letter of its type (guide §1.6), and perhaps its length, in brackets. */
const TYPED_NAME = /^(.*[^\s])\s*[（(]([A-Z])(?:[,，]\s*(\d{1,9}))?[）)]$/u;

/** 信息项信息: a list of objects or names, or text that is either. */
export function toFields(value: unknown, types: CrosswalkTable, notes: Notes): readonly Field[] | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const items = itemsOf(value, notes);
  const fields: Field[] = [];
  for (const item of items.slice(0, MAX_FIELDS)) {
    const field = toField(item, fields.length, types, notes);
    if (field !== undefined) fields.push(field);
  }
  if (items.length > MAX_FIELDS) {
    notes.report('unread-part', { pointer: '/fields', detail: `${MAX_FIELDS} / ${items.length}` });
  }
  return unlessEmpty(fields);
}

function itemsOf(value: unknown, notes: Notes): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value === 'string' && value.trimStart().startsWith('[{')) {
    try {
      const parsed: unknown = JSON.parse(value);
      if (Array.isArray(parsed)) return parsed;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      notes.report('unread-part', { pointer: '/fields', value });
      return [];
    }
  }
  return toWords(value, '/fields', notes, SEPARATORS);
}

function toField(item: unknown, index: number, types: CrosswalkTable, notes: Notes): Field | undefined {
  const pointer = `/fields/${index}`;
  if (typeof item === 'string') {
    const text = toLine(item, pointer, notes);
    const [, name, letter = '', length] = TYPED_NAME.exec(text ?? '') ?? [];
    if (name !== undefined && types.find(letter) !== undefined) {
      return toField({ name, dataType: letter, length }, index, types, notes);
    }
    return text === undefined ? undefined : { name: text };
  }
  if (typeof item !== 'object' || item === null || Array.isArray(item)) {
    notes.report('wrong-type', { pointer, value: item });
    return undefined;
  }
  const given = item as Readonly<Record<string, unknown>>;
  const nameEn = toLine(partOf(given, 'nameEn'), `${pointer}/nameEn`, notes);
  const name = toLine(partOf(given, 'name'), `${pointer}/name`, notes) ?? nameEn;
  if (name === undefined) return undefined;
  const more = compact<Omit<Field, 'name'>>({
    dataType: toDataType(partOf(given, 'dataType'), `${pointer}/dataType`, types, notes),
    length: toCount(partOf(given, 'length'), `${pointer}/length`, notes),
  });
  return compact<Field>({ ...more, name, nameEn });
}

function partOf(item: Readonly<Record<string, unknown>>, part: keyof typeof NAMES): unknown {
  for (const name of NAMES[part]) if (item[name] !== undefined) return item[name];
  return undefined;
}

function toDataType(
  value: unknown,
  pointer: string,
  types: CrosswalkTable,
  notes: Notes,
): DataTypeCode | undefined {
  const word = toLine(value, pointer, notes);
  if (word === undefined) return undefined;
  // A length behind the type, varchar(20), is no part of its name.
  const code = types.find(word.replace(/\s*\(.*$/u, ''))?.to[0];
  if (code === undefined) notes.report('unknown-data-type', { pointer, value: word });
  else if (code !== word) notes.adjust(pointer, 'crosswalk:data-type', word);
  return code as DataTypeCode | undefined;
}
