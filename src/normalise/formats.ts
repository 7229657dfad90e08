import { FORMAT_CLASSES, type FormatClass } from '../domain/code-lists.js';
import type { Distribution, Format } from '../domain/dataset.js';
import { cleanCharacters } from './characters.js';
import { compact, unlessEmpty } from './compact.js';
import type { CrosswalkTable } from './crosswalk-table.js';
import { toWords } from './lists.js';
import type { Notes } from './notes.js';

/** A format as the crosswalk knows it. */
export interface KnownFormat {
  /** Absent for a word that is known to name none, e.g. the number of a class beside that of a format. */
  readonly type?: string;
  readonly class?: FormatClass;
  readonly kind?: 'file' | 'api';
  /** The class in front is known, the type behind it is not. */
  readonly isUnknownType?: true;
}

/** A class in front of the type: 电子表格-xlsx, 数据库/mysql, 接口:json. */
const WITH_CLASS = /^([^-/:：]+)[-/:：](.+)$/u;
const OTHER: ReadonlySet<string> = new Set(['其他', '其它', '']);
const CLASSES: ReadonlyMap<string, FormatClass> = new Map(
  // 自描述 for 自描述格式, 接口 for 服务接口: portals shorten the names of the guide's classes.
  FORMAT_CLASSES.flatMap(({ zh, code }) => [
    [zh, code] as const,
    [zh.replace(/格式$|^服务/u, ''), code] as const,
  ]),
);

/** What a word for a format means; undefined where nobody knows it. */
export function findFormat(word: string, table: CrosswalkTable): KnownFormat | undefined {
  const hit = table.find(word);
  if (hit === undefined) return withClass(word, table);
  const type = hit.keep ? word : hit.to[0];
  if (type === undefined) return {};
  return compact<KnownFormat>({
    class: hit.facts['class'] as FormatClass | undefined,
    kind: hit.facts['kind'] === 'api' ? 'api' : 'file',
    type,
  });
}

/** The class that the portal states wins over the one of the type (接口:json is an interface that gives JSON). */
function withClass(word: string, table: CrosswalkTable): KnownFormat | undefined {
  const [, name, rest] = WITH_CLASS.exec(word) ?? [];
  if (name === undefined || rest === undefined) return undefined;
  const known = CLASSES.get(name.trim());
  if (known === undefined) return undefined;
  const type = rest.trim();
  if (OTHER.has(type)) return { class: known, type: nameOf(known) };
  const hit = table.find(type);
  const canonical = hit?.keep === true ? type : hit?.to[0];
  return canonical === undefined
    ? { class: known, type, isUnknownType: true }
    : { class: known, type: canonical };
}

function nameOf(known: FormatClass): string {
  return FORMAT_CLASSES.find(({ code }) => code === known)?.zh ?? known;
}

/** 信息资源格式: what the portal says of the dataset or, where it says nothing, what its distributions are. */
export function toFormats(
  value: unknown,
  distributions: readonly Distribution[],
  table: CrosswalkTable,
  notes: Notes,
): readonly Format[] | undefined {
  const national = nationalFormats(value);
  if (national !== undefined) return national;
  const stated = toWords(value, '/formats', notes);
  const words = stated.length > 0 ? stated : formatsOf(distributions);
  if (stated.length === 0 && words.length > 0) {
    notes.adjust('/formats', 'formats-of-distributions', words.join(', '));
  }
  const formats = new Map<string, Format>();
  for (const word of words) {
    const known = findFormat(word, table);
    if (known === undefined) {
      if (stated.length > 0) notes.report('unknown-format', { value: word });
      formats.set(word, { type: word });
      continue;
    }
    if (known.type === undefined) continue;
    if (stated.length > 0 && known.isUnknownType) notes.report('unknown-format', { value: word });
    if (stated.length > 0 && known.type !== word) notes.adjust('/formats', 'crosswalk:format', word);
    formats.set(
      known.type,
      known.class === undefined ? { type: known.type } : { class: known.class, type: known.type },
    );
  }
  return unlessEmpty([...formats.values()]);
}

/** What is written as the national record writes it, as hubs do to each other; undefined for anything else. */
function nationalFormats(value: unknown): readonly Format[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const formats = (value as readonly unknown[]).flatMap((item) => nationalFormat(item) ?? []);
  return formats.length === value.length ? formats : undefined;
}

function nationalFormat(item: unknown): Format | undefined {
  if (typeof item !== 'object' || item === null || !('type' in item)) return undefined;
  const type = typeof item.type === 'string' ? cleanCharacters(item.type).trim() : '';
  if (type === '') return undefined;
  const known = FORMAT_CLASSES.find(({ code }) => 'class' in item && code === item.class);
  return known === undefined ? { type } : { class: known.code, type };
}

function formatsOf(distributions: readonly Distribution[]): readonly string[] {
  const words = new Set<string>();
  for (const { format } of distributions) if (format !== undefined) words.add(format);
  return [...words];
}
