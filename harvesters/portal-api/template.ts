import { pointerTo, type ReportFault } from './faults.js';
import { ReadingError } from './reading-error.js';

/** What may stand for a placeholder: the paging's numbers, the id, the source's parameters, members of a list's element. */
export type Words = Readonly<Record<string, unknown>>;

type Part = string | { readonly name: string; readonly filter: string | undefined };

/** A text with placeholders. `ReadingError` where one of them has no value. */
export interface Template {
  readonly names: readonly string[];
  /** `encode` is applied to what is put in, unless its filter is `raw`. */
  fill(words: Words, encode?: (text: string) => string): string;
  /** The value itself, of whatever type, where the whole text is one placeholder without a filter. */
  value(words: Words): unknown;
}

const PLACEHOLDER = /\{([A-Za-z_]\w*)(?:\|(\w+))?\}/gu;

const FILTERS: Readonly<Record<string, (text: string) => string>> = {
  raw: (text) => text,
  underscore: (text) => text.replaceAll('/', '_'),
};

export function compileTemplate(text: string, pointer: string, report: ReportFault): Template {
  const parts = partsOf(text);
  for (const part of parts) {
    if (typeof part === 'string' || part.filter === undefined || Object.hasOwn(FILTERS, part.filter))
      continue;
    const known = Object.keys(FILTERS).join(', ');
    report(pointer, `"{${part.name}|${part.filter}}": there is no filter "${part.filter}", only ${known}`);
  }
  const fill: Template['fill'] = (words, encode = (plain) => plain) =>
    parts.map((part) => (typeof part === 'string' ? part : fillPart(part, words, encode))).join('');
  const [only, ...others] = parts;
  const isValue = only !== undefined && typeof only !== 'string' && only.filter === undefined;
  return {
    names: parts.flatMap((part) => (typeof part === 'string' ? [] : [part.name])),
    fill,
    value: (words) => (isValue && others.length === 0 ? wordOf(only.name, words) : fill(words)),
  };
}

function partsOf(text: string): readonly Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    const [whole, name = '', filter] = match;
    if (match.index > end) parts.push(text.slice(end, match.index));
    parts.push({ name, filter });
    end = match.index + whole.length;
  }
  if (end < text.length || parts.length === 0) parts.push(text.slice(end));
  return parts;
}

function fillPart(
  { name, filter }: Exclude<Part, string>,
  words: Words,
  encode: (text: string) => string,
): string {
  const text = String(wordOf(name, words));
  if (filter === 'raw') return text;
  const filtered = filter === undefined ? text : (FILTERS[filter]?.(text) ?? text);
  return encode(filtered);
}

function wordOf(name: string, words: Words): string | number | boolean {
  const word = Object.hasOwn(words, name) ? words[name] : undefined;
  if (typeof word === 'string' || typeof word === 'number' || typeof word === 'boolean') return word;
  throw new ReadingError(`there is no value for {${name}}`);
}

/** A JSON value with templates in its texts. */
export interface JsonTemplate {
  readonly names: readonly string[];
  fill(words: Words): unknown;
}

export function compileJsonTemplate(value: unknown, pointer: string, report: ReportFault): JsonTemplate {
  if (typeof value === 'string') {
    const template = compileTemplate(value, pointer, report);
    return { names: template.names, fill: (words) => template.value(words) };
  }
  if (typeof value !== 'object' || value === null) return { names: [], fill: () => value };
  const members = Object.entries(value).map(
    ([key, member]) => [key, compileJsonTemplate(member, pointerTo(pointer, key), report)] as const,
  );
  const names = members.flatMap(([, member]) => member.names);
  if (Array.isArray(value))
    return { names, fill: (words) => members.map(([, member]) => member.fill(words)) };
  return {
    names,
    fill: (words) => Object.fromEntries(members.map(([key, member]) => [key, member.fill(words)])),
  };
}
