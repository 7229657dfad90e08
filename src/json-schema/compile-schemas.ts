import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { SchemaFault } from '../domain/schema-fault.js';
import { quickMinLength } from './quick-min-length.js';
import { toSchemaFaults } from './to-schema-faults.js';

/** The schemas of the hub, each compiled once, when it is first asked for. */
export interface CompiledSchemas {
  /**
   * The faults of a value under the schema with this `$id` (a fragment may name a part of it); empty when valid,
   * at most fifty. Throws when there is no such schema: that is a mistake of the hub, not of the value.
   */
  validate(schemaId: string, value: unknown): readonly SchemaFault[];
  has(schemaId: string): boolean;
  /** Compiles all of them; throws for one that is no schema. They come with the program, so that a test asks for this and no start. */
  check(): void;
}

/** Keywords that carry what people read; they constrain nothing. The national profile is the one source of its labels. */
const ANNOTATIONS = ['x-labels', 'x-meaning', 'x-obligation', 'x-element', 'x-source', 'x-rule'];

/**
 * JSON Schemas of draft 2020-12, each with its `$id`; they may refer to one another. Strict: an unknown keyword or a schema
 * that cannot mean what it says throws.
 */
export function compileSchemas(schemas: readonly object[]): CompiledSchemas {
  const ajv = new Ajv2020({
    strict: true,
    allErrors: true,
    allowUnionTypes: true,
    strictRequired: false,
    validateSchema: false,
    // The engine does it as well: the vendor's own pass doubles the time to compile, and what comes out is no faster.
    code: { optimize: false },
  });
  addFormats.default(ajv);
  // The vendor resolves anchors, but its strict mode does not know the word.
  ajv.addKeyword({ keyword: '$anchor', valid: true });
  ajv.removeKeyword('minLength');
  ajv.addKeyword(quickMinLength);
  for (const keyword of ANNOTATIONS) ajv.addKeyword({ keyword, valid: true });
  for (const schema of schemas) ajv.addSchema(schema);
  const compiled = new Map<string, ValidateFunction>();
  const find = (schemaId: string): ValidateFunction | undefined => {
    const known = compiled.get(schemaId) ?? ajv.getSchema(schemaId);
    if (known !== undefined) compiled.set(schemaId, known);
    return known;
  };
  return {
    has: (schemaId) => find(schemaId) !== undefined,
    check() {
      for (const schema of schemas) {
        // It throws for what breaks the meta-schema; only asynchronous schemas, of which there are none, give a promise.
        if (ajv.validateSchema(schema, true) !== true) throw new Error('the schema is asynchronous');
        if ('$id' in schema && typeof schema.$id === 'string') find(schema.$id);
      }
    },
    validate(schemaId, value) {
      const check = find(schemaId);
      if (check === undefined) throw new Error(`there is no schema ${schemaId}`);
      return check(value) ? [] : toSchemaFaults(check.errors ?? []);
    },
  };
}
