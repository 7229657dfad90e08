import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * All `*.schema.json` below a folder, in the order of their paths. They are part of the product, so one that cannot be
 * read or is no JSON object throws.
 */
export function readSchemas(directory: string): readonly object[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.schema.json'))
    .sort()
    .map((name) => {
      const schema: unknown = JSON.parse(readFileSync(join(directory, name), 'utf8'));
      if (typeof schema !== 'object' || schema === null) throw new Error(`${name} is no JSON object`);
      return schema;
    });
}
