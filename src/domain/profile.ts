import type { Text } from './dataset.js';

export type Obligation = 'mandatory' | 'conditional' | 'optional';

/** One element of the national profile as `schemas/dataset.schema.json` describes it. */
export interface ProfileElement {
  /** JSON pointer into a Dataset; `*` stands for the members of a list. */
  readonly pointer: string;
  readonly labels: Text;
  readonly meaning: Text;
  readonly obligation: Obligation;
  /** Number of the element in the guide. */
  readonly number?: string;
  readonly source?: string;
  /** Allowed codes, where the element has a code list. */
  readonly codes?: readonly string[];
  /** The element must be in each record that is to be conformant: not a group, nor what the hub itself gives. */
  readonly required: boolean;
}

export interface Profile {
  /** `$id` of the schema: names profile and version. */
  readonly id: string;
  readonly version: string;
  readonly elements: readonly ProfileElement[];
}

type Json = Readonly<Record<string, unknown>>;

/** Reads labels, meaning and obligation of all elements out of the schema of the national record. */
export function readProfile(schema: object): Profile {
  const root = schema as Json;
  const id = String(root['$id']);
  return { id, version: id.slice(id.lastIndexOf('/') + 1), elements: elementsOf(root, '') };
}

function elementsOf(schema: Json, pointer: string): readonly ProfileElement[] {
  return Object.entries(asObject(schema['properties'])).flatMap(([name, member]) => {
    const part = asObject(member);
    const here = `${pointer}/${name}`;
    const own = 'x-labels' in part ? [toElement(part, here)] : [];
    return [...own, ...elementsOf(part, here), ...elementsOf(asObject(part['items']), `${here}/*`)];
  });
}

function toElement(part: Json, pointer: string): ProfileElement {
  const obligation = part['x-obligation'] as Obligation;
  const codes = codesOf(part);
  return {
    pointer,
    labels: part['x-labels'] as Text,
    meaning: part['x-meaning'] as Text,
    obligation,
    ...(typeof part['x-element'] === 'string' && { number: part['x-element'] }),
    ...(typeof part['x-source'] === 'string' && { source: part['x-source'] }),
    ...(codes !== undefined && { codes }),
    required: obligation === 'mandatory' && !('x-rule' in part) && !pointer.includes('*'),
  };
}

function codesOf(part: Json): readonly string[] | undefined {
  const list = part['enum'] ?? asObject(part['items'])['enum'];
  return Array.isArray(list) ? list.map(String) : undefined;
}

function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

/** Code of the rule that asks for an element: `/updateCycle` → `missing-update-cycle`. */
export function missingCode(pointer: string): string {
  const words = pointer.slice(1).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return `missing-${words.replaceAll('/', '-')}`;
}
