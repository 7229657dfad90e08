import { readFileSync } from 'node:fs';
import type { Dataset } from '../../../src/domain/dataset.js';
import { canonicalJson } from '../../../src/domain/identifiers.js';
import { visibleDistributions } from '../../../src/domain/visibility.js';

/** What became of an element of one record on the way from hub to hub. */
export type Fate = 'kept' | 'reordered' | 'changed' | 'lost' | 'added';

/** `publisher.name`, `distributions[].url`: an element, or a part of one, as the schema of the national record names it. */
export type ElementPath = string;

interface Property {
  readonly type?: string;
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Property>>;
  readonly items?: Property;
}

/** Lists that mean something as a whole only. */
const WHOLE: ReadonlySet<string> = new Set([
  'extras',
  'classification',
  'formats',
  'origin.chain',
  'adjustments',
]);
/** `true` in every record there is. */
const NEVER: ReadonlySet<string> = new Set(['validated', 'classified']);

const SCHEMA = JSON.parse(
  readFileSync(new URL('../../../schemas/dataset.schema.json', import.meta.url), 'utf8'),
) as Property & { readonly $defs: Readonly<Record<string, Property>> };

/** Every element that the schema has, in its order: one that is added to it is compared from that day on. */
export const ELEMENT_PATHS: readonly ElementPath[] = pathsOf(SCHEMA, '').filter((path) => !NEVER.has(path));

function pathsOf(given: Property, path: ElementPath): readonly ElementPath[] {
  const property = resolved(given);
  const items = property.items === undefined ? undefined : resolved(property.items);
  if (WHOLE.has(path)) return [path];
  const [members, separator] =
    items?.properties === undefined ? [property.properties, '.'] : [items.properties, '[].'];
  if (members === undefined) return [path];
  return Object.entries(members).flatMap(([name, member]) =>
    pathsOf(member, path === '' ? name : path + separator + name),
  );
}

function resolved(property: Property): Property {
  const name = property.$ref?.replace('#/$defs/', '');
  return name === undefined ? property : (SCHEMA.$defs[name] ?? property);
}

/** What became of each element that either record has. Files that may not leave the first hub are no loss. */
export function fatesOf(before: Dataset, after: Dataset): ReadonlyMap<ElementPath, Fate> {
  const sent = { ...before, distributions: visibleDistributions(before) };
  const fates = new Map<ElementPath, Fate>();
  for (const path of ELEMENT_PATHS) {
    if (before.visibility !== 'open' && path.startsWith('distributions')) continue;
    const fate = fateOf(valueAt(sent, path), valueAt(after, path));
    if (fate !== undefined) fates.set(path, fate);
  }
  return fates;
}

function fateOf(before: unknown, after: unknown): Fate | undefined {
  if (isNothing(before)) return isNothing(after) ? undefined : 'added';
  if (isNothing(after)) return 'lost';
  if (canonicalJson(before) === canonicalJson(after)) return 'kept';
  if (!Array.isArray(before) || !Array.isArray(after)) return 'changed';
  return inOrder(before) === inOrder(after) ? 'reordered' : 'changed';
}

function inOrder(list: readonly unknown[]): string {
  return list.map(canonicalJson).sort().join('\n');
}

/** Absent, an empty list, or a list of which no item has the part. */
function isNothing(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.every((item) => item === null));
}

/** Of a part of a list's items, one value an item, null where it has none. */
export function valueAt(dataset: object, path: ElementPath): unknown {
  const [list, part] = path.split('[].');
  const found = memberAt(dataset, list ?? '');
  if (part === undefined || !Array.isArray(found)) return found;
  return found.map((item: object) => memberAt(item, part) ?? null);
}

function memberAt(value: unknown, path: string): unknown {
  let found = value;
  for (const name of path.split('.'))
    found = (found as Readonly<Record<string, unknown>> | undefined)?.[name];
  return found;
}
