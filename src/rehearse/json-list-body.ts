import { isJsonObject, parseJson } from '../domain/json-values.js';
import type { ListBody, Total } from './list-body.js';

type Path = readonly (string | number)[];

/** A JSON document whose list is its largest array of objects. */
export function readJsonList(text: string): ListBody | undefined {
  const value = parseJson(text);
  const path = value === undefined ? undefined : largestList(value);
  if (path === undefined) return undefined;
  const all = at(value, path) as readonly unknown[];
  const typed = all.some(isDataset);
  const isRecord = (element: unknown): boolean => (typed ? isDataset(element) : true);
  const others = all.filter((element) => !isRecord(element));
  return {
    records: all.filter(isRecord).map((element) => JSON.stringify(element)),
    between: ',',
    render(records, total) {
      const elements = [...others, ...records.map((record) => JSON.parse(record) as unknown)];
      return JSON.stringify(replaced(value, path, elements, total));
    },
  };
}

/** A value a line. */
export function readJsonLines(text: string): ListBody | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length < 2 || lines.some((line) => !isJsonObject(parseJson(line)))) return undefined;
  return { records: lines, between: '\n', render: (records) => `${records.join('\n')}\n` };
}

const DEEPEST = 6;

/** The way to the array with the most objects that stands in no other list. */
function largestList(value: unknown): Path | undefined {
  let best: { readonly path: Path; readonly objects: number } | undefined;
  const visit = (each: unknown, path: Path): void => {
    if (path.length > DEEPEST) return;
    if (Array.isArray(each)) {
      const objects = each.filter(isJsonObject).length;
      if (objects > (best?.objects ?? 0)) best = { path, objects };
      // CKAN 1.x and others wrap a list once more.
      for (const [index, element] of each.entries())
        if (Array.isArray(element)) visit(element, [...path, index]);
    } else if (isJsonObject(each)) {
      for (const [name, member] of Object.entries(each)) visit(member, [...path, name]);
    }
  };
  visit(value, []);
  return best?.path;
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (each, step) => (each as Readonly<Record<string | number, unknown>>)[step],
    value,
  );
}

/** In a graph, publishers and files stand beside the datasets. */
function isDataset(element: unknown): boolean {
  if (!isJsonObject(element)) return false;
  return [element['@type']].flat().some((type) => typeof type === 'string' && /Dataset$/u.test(type));
}

/** The value with another list at the path, and another total wherever the total stands outside of it. */
function replaced(value: unknown, path: Path, list: readonly unknown[], total: Total | undefined): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return list;
  if (Array.isArray(value)) {
    return value.map((each: unknown, index) =>
      index === step ? replaced(each, rest, list, total) : counted(each, total),
    );
  }
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      name === step ? replaced(member, rest, list, total) : counted(member, total),
    ]),
  );
}

function counted(value: unknown, total: Total | undefined): unknown {
  if (total === undefined) return value;
  if (value === total.was) return total.is;
  if (value === String(total.was)) return String(total.is);
  if (Array.isArray(value)) return value.map((each: unknown) => counted(each, total));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, counted(member, total)]));
}
