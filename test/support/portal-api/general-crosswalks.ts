import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Crosswalks } from '../../../src/domain/crosswalk.js';

/** The hub's own crosswalks, as they are shipped. */
export function generalCrosswalks(): Crosswalks {
  const folder = join(import.meta.dirname, '../../../config/crosswalks');
  return Object.fromEntries(
    readdirSync(folder)
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => {
        const crosswalk = parse(readFileSync(join(folder, file), 'utf8')) as Crosswalks[string];
        return [crosswalk.name, crosswalk];
      }),
  );
}
