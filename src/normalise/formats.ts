import { FORMAT_CLASSES, type FormatClass } from '../domain/code-lists.js';
import type { Distribution, Format } from '../domain/dataset.js';
import { compact, unlessEmpty } from './compact.js';
import type { CrosswalkTable } from './crosswalk-table.js';
import { toWords } from './lists.js';
import type { Notes } from './notes.js';

/** A format as the crosswalk knows it. */
export interface KnownFormat {
  readonly type: string;
  readonly class?: FormatClass;
  readonly kind?: 'file' | 'api';
}

/** A class in front of the type: 电子表格-xlsx, 数据库/mysql, 接口:json. */
const WITH_CLASS = /^([^-/:：]+)[-/:：](.+)$/u;
const OTHER: ReadonlySet<string> = new Set(['其他', '其它', '']);
const CLASS_CODES: ReadonlyMap<string, FormatClass> = new Map(
  FORMAT_CLASSES.map(({ zh, code }) => [zh, code]),
);

/** What a word for a format means; undefined where nobody knows it. */
export function findFormat(word: string, table: CrosswalkTable): KnownFormat | undefined {
  const hit = table.find(word);
  if (hit === undefined) return withClass(word, table);
  const type = hit.keep ? word : hit.to[0];
  if (type === undefined) return undefined;
  return compact<KnownFormat>({
    class: hit.facts['class'] as FormatClass | undefined,
    kind: hit.facts['kind'] === 'api' ? 'api' : 'file',
    type,
  });
}

function withClass(word: string, table: CrosswalkTable): KnownFormat | undefined {
  const [, name, rest] = WITH_CLASS.exec(word) ?? [];
  if (name === undefined || rest === undefined) return undefined;
  const known = CLASS_CODES.get(name.trim());
  if (known === undefined) return undefined;
  const type = rest.trim();
  if (OTHER.has(type)) return { class: known, type: name.trim() };
  const hit = table.find(type);
  const canonical = hit?.keep === true ? type : hit?.to[0];
  return { class: known, type: canonical ?? type };
}

/** 信息资源格式: what the portal says of the dataset or, where it says nothing, what its distributions are. */
export function toFormats(
  value: unknown,
  distributions: readonly Distribution[],
  table: CrosswalkTable,
  notes: Notes,
): readonly Format[] | undefined {
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
    if (stated.length > 0 && known.type !== word) notes.adjust('/formats', 'crosswalk:format', word);
    formats.set(
      known.type,
      known.class === undefined ? { type: known.type } : { class: known.class, type: known.type },
    );
  }
  return unlessEmpty([...formats.values()]);
}

function formatsOf(distributions: readonly Distribution[]): readonly string[] {
  const words = new Set<string>();
  for (const { format } of distributions) if (format !== undefined) words.add(format);
  return [...words];
}
