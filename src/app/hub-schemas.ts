import { compileSchemas } from '../json-schema/compile-schemas.js';
import type { CompiledSchemas } from '../json-schema/compile-schemas.js';
import { readSchemas } from '../json-schema/read-schemas.js';

/** The files of `schemas/`, parsed and compiled. */
export interface HubSchemas {
  readonly files: readonly object[];
  readonly compiled: CompiledSchemas;
}

export function openSchemas(dir: string): HubSchemas {
  const files = readSchemas(dir);
  return { files, compiled: compileSchemas(files) };
}

/** The national profile; its `$id` names its version. */
export function findDatasetSchema(schemas: HubSchemas): { readonly $id: string } {
  for (const schema of schemas.files) {
    if ('$id' in schema && typeof schema.$id === 'string' && schema.$id.includes('/schemas/dataset/')) {
      return schema as { readonly $id: string };
    }
  }
  throw new Error('schemas/ has no national profile');
}
