import { CLASS_LEVELS, RESOURCE_CLASSES, type ClassLevel } from '../domain/code-lists.js';
import type { Classification } from '../domain/dataset.js';
import { parseResourceCode, type ResourceCode } from '../domain/resource-code.js';
import { compact } from './compact.js';
import type { Notes } from './notes.js';
import { toLine } from './text.js';

type Level = Classification['levels'][number];

const POINTER = '/classification';
const LEVELS: readonly ClassLevel[] = CLASS_LEVELS.map(({ code }) => code);
const PATH = /\s*[/／>›＞|]\s*/u;

/** 信息资源分类 as a path of names (部门信息资源/…), a list of them, or an object of levels. */
export function toClassification(value: unknown, notes: Notes): Classification | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'object' && !Array.isArray(value))
    return fromObject(value as Record<string, unknown>, notes);
  const names = namesOf(value, notes);
  if (names === undefined) return undefined;
  const [first, ...rest] = names;
  const lei = first === undefined ? undefined : findClass(first);
  if (lei === undefined || rest.length >= LEVELS.length) {
    notes.report('unknown-classification', { value });
    return undefined;
  }
  notes.adjust(POINTER, 'classification', names.join('/'));
  const below = rest.map((name, i): Level => ({ level: LEVELS[i + 1] ?? 'ximu', name }));
  return { levels: [{ code: lei.code, level: 'lei', name: lei.zh }, ...below] };
}

function namesOf(value: unknown, notes: Notes): readonly string[] | undefined {
  if (Array.isArray(value)) {
    return value.map((name) => toLine(name, POINTER, notes)).filter((name) => name !== undefined);
  }
  return toLine(value, POINTER, notes)
    ?.split(PATH)
    .filter((name) => name !== '');
}

/** 类 by number or by any of its names: 部门, 部门类, 部门信息资源, 部门政务信息资源, 部门信息资源类. */
function findClass(word: string): (typeof RESOURCE_CLASSES)[number] | undefined {
  const stem = word.normalize('NFKC').replace(/(?:类|政务|信息|资源|目录)+/gu, '');
  return RESOURCE_CLASSES.find(({ code, zh }) => code === stem || zh.startsWith(stem === '' ? '-' : stem));
}

/** Members named after the levels, each `{ code, name }`, a name, or (for 类) a number. */
function fromObject(value: Readonly<Record<string, unknown>>, notes: Notes): Classification | undefined {
  const given: unknown = value['levels'];
  const levels = Array.isArray(given)
    ? given.map((level: unknown) => toLevel(level, undefined, notes))
    : LEVELS.map((level) => toLevel(value[level], level, notes));
  const known = levels.filter((level) => level !== undefined);
  if (known.length > 0) return { levels: known };
  notes.report('unknown-classification', { value });
  return undefined;
}

function toLevel(value: unknown, name: ClassLevel | undefined, notes: Notes): Level | undefined {
  if (value === undefined || value === null) return undefined;
  const parts: Readonly<Record<string, unknown>> =
    typeof value === 'object' ? (value as Record<string, unknown>) : { name: value };
  const level = name ?? LEVELS.find((code) => code === parts['level']);
  if (level === undefined) return undefined;
  const text = toLine(parts['name'], POINTER, notes);
  const lei = level === 'lei' && text !== undefined ? findClass(text) : undefined;
  const facts = compact<Omit<Level, 'level'>>({
    code: toLine(parts['code'], POINTER, notes) ?? lei?.code,
    name: lei?.zh ?? text,
  });
  return facts === undefined ? undefined : { level, ...facts };
}

/** The parts of a resource code; one of another shape is no fault (guide §1.3), yet worth saying. */
export function readCode(
  code: string | undefined,
  prefix: string | undefined,
  notes: Notes,
): ResourceCode | undefined {
  const parsed = code === undefined ? undefined : parseResourceCode(code, prefix);
  if (code !== undefined && parsed === undefined) notes.report('code-unparsed', { value: code });
  return parsed;
}

/** The levels that a resource code itself carries; their numbers mean what the portal's own tables say. */
export function classificationOfCode(
  code: ResourceCode | undefined,
  notes: Notes,
): Classification | undefined {
  if (code === undefined) return undefined;
  notes.adjust(POINTER, 'resource-code', `${code.lei}${code.xiang}${code.mu}${code.ximu ?? ''}`);
  const levels: Level[] = [];
  for (const level of LEVELS) {
    const part = code[level];
    if (part !== undefined) levels.push({ code: part, level });
  }
  return { levels };
}
