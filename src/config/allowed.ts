import { isRecord } from './pointer.js';
import type { JsonSchema } from './schema-catalog.js';

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
  null: 'nothing',
};

/** Bounds in words: "from 0 to 65535", "above 0, at most 3600". */
function boundsInWords(schema: JsonSchema): string {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  if (typeof minimum === 'number' && typeof maximum === 'number') return `from ${minimum} to ${maximum}`;
  const parts = [
    [minimum, 'at least'],
    [exclusiveMinimum, 'above'],
    [maximum, 'at most'],
    [exclusiveMaximum, 'below'],
  ] as const;
  return parts
    .flatMap(([bound, words]) => (typeof bound === 'number' ? [`${words} ${bound}`] : []))
    .join(', ');
}

function lengthInWords(schema: JsonSchema): string {
  const { minLength, maxLength, minItems } = schema;
  if (typeof maxLength === 'number') return `of at most ${maxLength} characters`;
  if ((typeof minLength === 'number' && minLength > 0) || (typeof minItems === 'number' && minItems > 0)) {
    return 'that is not empty';
  }
  return '';
}

/** What a schema allows, for people: types, lists of values, bounds. Undefined when it allows anything. */
export function allowedInWords(schema: JsonSchema): string | undefined {
  if (Array.isArray(schema['enum'])) return `one of ${schema['enum'].map(String).join(', ')}`;
  if ('const' in schema) return String(schema['const']);
  const branches = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(branches)) {
    const words = branches.flatMap((branch) => (isRecord(branch) ? (allowedInWords(branch) ?? []) : []));
    return words.length === 0 ? undefined : words.join(' or ');
  }
  const types = [schema['type']].flat().filter((type) => typeof type === 'string');
  if (types.length === 0) return undefined;
  const type = types.map((name) => TYPES[name] ?? name).join(' or ');
  const items = isRecord(schema['items']) ? allowedInWords(schema['items']) : undefined;
  const pattern = typeof schema['pattern'] === 'string' ? `that matches ${schema['pattern']}` : '';
  const format = typeof schema['format'] === 'string' ? `in the form ${schema['format']}` : '';
  return [
    type,
    items === undefined ? '' : `of: ${items}`,
    boundsInWords(schema),
    pattern,
    format,
    lengthInWords(schema),
  ]
    .filter((part) => part !== '')
    .join(' ');
}
