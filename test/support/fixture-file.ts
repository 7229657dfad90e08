import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A JSON file below `test/fixtures`. */
export function fixture(path: string): unknown {
  return JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures', path), 'utf8'));
}
