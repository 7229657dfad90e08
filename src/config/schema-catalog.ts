import { isRecord, member } from './pointer.js';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** A part of a schema and the `$id` that its references start from. */
export interface SchemaPart {
  readonly schema: JsonSchema;
  readonly base: string;
}

/**
 * Looks into the schemas for what a validator does not tell: defaults, known keys, what is allowed. References are
 * followed by `$id` and JSON pointer, as far as these schemas use them.
 */
export interface SchemaCatalog {
  find(schemaId: string): SchemaPart | undefined;
  /** The part itself, or what its `$ref` points to, with the keywords that stand beside the reference. */
  resolve(part: SchemaPart): SchemaPart;
  /** The part that describes a member of an object or list; undefined when nothing does. */
  child(part: SchemaPart, token: string): SchemaPart | undefined;
}

function findFragment(schema: JsonSchema, fragment: string): JsonSchema | undefined {
  if (fragment === '') return schema;
  const found = fragment.slice(1).split('/').map(decodeURIComponent).reduce<unknown>(member, schema);
  return isRecord(found) ? found : undefined;
}

/** `schemas` are the parsed files of schemas/; one without `$id` cannot be found and is a bug of ours. */
export function createSchemaCatalog(schemas: Iterable<unknown>): SchemaCatalog {
  const byId = new Map<string, JsonSchema>();
  for (const schema of schemas) {
    if (isRecord(schema) && typeof schema['$id'] === 'string') byId.set(schema['$id'], schema);
  }

  function find(schemaId: string): SchemaPart | undefined {
    const [id = '', fragment = ''] = schemaId.split('#');
    const root = byId.get(id);
    const schema = root && findFragment(root, fragment);
    return schema && { schema, base: id };
  }

  function resolve(part: SchemaPart): SchemaPart {
    const reference = part.schema['$ref'];
    if (typeof reference !== 'string') return part;
    const target = find(
      reference.startsWith('#') ? part.base + reference : new URL(reference, part.base).href,
    );
    if (!target) throw new Error(`${part.base}: $ref ${reference} leads nowhere`);
    const beside = Object.entries(part.schema).filter(([keyword]) => keyword !== '$ref');
    const resolved = resolve(target);
    return { schema: { ...resolved.schema, ...Object.fromEntries(beside) }, base: resolved.base };
  }

  function child(part: SchemaPart, token: string): SchemaPart | undefined {
    const { schema, base } = resolve(part);
    const found =
      member(schema['properties'], token) ??
      (/^\d+$/.test(token) && isRecord(schema['items']) ? schema['items'] : schema['additionalProperties']);
    return isRecord(found) ? resolve({ schema: found, base }) : undefined;
  }
  return { find, resolve, child };
}

/** The part that describes the value at the pointer tokens. */
export function partAt(
  catalog: SchemaCatalog,
  root: SchemaPart,
  tokens: readonly string[],
): SchemaPart | undefined {
  return tokens.reduce<SchemaPart | undefined>(
    (part, token) => part && catalog.child(part, token),
    catalog.resolve(root),
  );
}
