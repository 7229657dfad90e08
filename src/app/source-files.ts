import { access, constants, readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { systemCode } from '../cli/system-error.js';
import { InvalidRequestError, SourceUnavailableError } from '../domain/errors.js';
import type { Source } from '../domain/source.js';
import type { PortalDocument } from '../pipeline/ports.js';
import { openFileDocument } from '../portal-client/file-document.js';
import { documentLimits } from './open-portal.js';

/** The absolute path of a file that can be read; `InvalidRequestError` for anything else. */
export async function requireFile(path: string): Promise<string> {
  const absolute = resolve(path);
  try {
    await access(absolute, constants.R_OK);
    if ((await stat(absolute)).isFile()) return absolute;
  } catch (error) {
    throw new InvalidRequestError(`${path} cannot be read${reasonOf(error)}`);
  }
  throw new InvalidRequestError(`${path} is no file`);
}

/** Opens the files one by one, in their order. */
export async function* openFiles(paths: readonly string[], source: Source): AsyncIterable<PortalDocument> {
  const limits = documentLimits(source);
  for (const path of paths) yield await openFileDocument(path, limits);
}

/**
 * The files of a source's folder, by name: regular files whose name begins with no dot. A folder that cannot be read is
 * a portal that does not answer, not an empty catalogue.
 */
export async function* openFolder(folder: string, source: Source): AsyncIterable<PortalDocument> {
  yield* openFiles(await listFolder(folder), source);
}

async function listFolder(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
    return names
      .map(({ name }) => name)
      .sort()
      .map((name) => join(folder, name));
  } catch (error) {
    const words = `the folder ${folder} cannot be read${reasonOf(error)}`;
    throw new SourceUnavailableError(words, { url: folder, retryable: false, cause: error });
  }
}

/** The code of a system error in parentheses; any other error is a bug and thrown. */
function reasonOf(error: unknown): string {
  const code = systemCode(error);
  if (code === undefined) throw error;
  return ` (${code})`;
}
