import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PROJECT_ROOT } from './project-root.js';

/** Catalogues of real portals, and the shapes that outputs are checked against, lie beside the project and are not part of it. */
const SHARED = resolve(PROJECT_ROOT, '../shared');

/**
 * Path of a file or folder of the real catalogues; undefined where they are not at hand, which is said on stderr.
 * In CI they have to be there.
 */
export function sharedData(relativePath: string): string | undefined {
  return shared(join('data', relativePath), 'real catalogue');
}

/** The same of the shapes and schemas of others. */
export function sharedShapes(relativePath: string): string | undefined {
  return shared(join('shapes', relativePath), 'schema');
}

function shared(relativePath: string, what: string): string | undefined {
  const path = join(SHARED, relativePath);
  if (existsSync(path)) return path;
  const message = `${what} ${relativePath} is not at hand (${path})`;
  if (process.env['CI'] !== undefined && process.env['CI'] !== '') throw new Error(message);
  process.stderr.write(`skipped: ${message}\n`);
  return undefined;
}

export type TokyoSnapshot = '2021-12-18' | '2022-09-05' | '2022-08-23.before-change-only';

/**
 * Folder with the `package_show` answers of one Tokyo snapshot, a file a package (zero bytes for those that failed).
 * Unpacked once into the system's temporary folder and kept there; a newer archive is unpacked anew.
 */
export function unpackTokyo(snapshot: TokyoSnapshot): string | undefined {
  const archive = sharedData(`ckan-tokyo/packages-${snapshot}.tar.xz`);
  if (archive === undefined) return undefined;
  const stamp = Math.floor(statSync(archive).mtimeMs).toString(36);
  const cache = join(tmpdir(), 'lianmu-test-data');
  const target = join(cache, `tokyo-${snapshot}-${stamp}`);
  if (!existsSync(target)) {
    mkdirSync(cache, { recursive: true });
    const fresh = mkdtempSync(join(cache, 'unpacking-'));
    execFileSync('tar', ['xJf', archive, '-C', fresh]);
    moveInto(fresh, target);
  }
  return join(target, 'data', 'packages');
}

/** Another test process may have been faster; its folder is as good. */
function moveInto(fresh: string, target: string): void {
  try {
    renameSync(fresh, target);
  } catch (error) {
    if (!existsSync(target)) throw error;
    rmSync(fresh, { recursive: true });
  }
}
