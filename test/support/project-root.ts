import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The project's folder, from its sources and from what they are compiled to. */
export const PROJECT_ROOT = rootAbove(import.meta.dirname);

function rootAbove(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : rootAbove(dirname(folder));
}
