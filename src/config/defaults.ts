import { isRecord } from './pointer.js';
import type { SchemaCatalog, SchemaPart } from './schema-catalog.js';

/**
 * A copy of the value with every `default` of its schema filled in, also inside objects that are there or are
 * themselves a default. Only for values that the schema has accepted.
 */
export function withDefaults(catalog: SchemaCatalog, part: SchemaPart, value: unknown): unknown {
  const { schema, base } = catalog.resolve(part);
  if (Array.isArray(value)) {
    const items = schema['items'];
    return isRecord(items)
      ? value.map((item) => withDefaults(catalog, { schema: items, base }, item))
      : value;
  }
  if (!isRecord(value)) return value;
  const filled = new Map(Object.entries(value));
  for (const [key, property] of Object.entries(isRecord(schema['properties']) ? schema['properties'] : {})) {
    if (!isRecord(property)) continue;
    const { schema: propertySchema, base: propertyBase } = catalog.resolve({ schema: property, base });
    const given = filled.has(key) ? filled.get(key) : propertySchema['default'];
    if (given === undefined) continue;
    filled.set(key, withDefaults(catalog, { schema: propertySchema, base: propertyBase }, given));
  }
  return Object.fromEntries(filled);
}
