import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConfigProblem } from '../domain/problem.js';
import type { LoadRequest } from './load-request.js';
import { member } from './pointer.js';
import { parseYaml, type YamlFile } from './yaml-file.js';

export interface NamedYaml {
  /** File name without `.yaml`. */
  readonly name: string;
  readonly yaml: YamlFile;
}

export interface ReadFiles {
  readonly files: readonly NamedYaml[];
  readonly problems: readonly ConfigProblem[];
}

/** The code of an error of the file system; anything else is a bug and goes on. */
function fileErrorCode(error: unknown): string {
  const code = member(error, 'code');
  if (typeof code !== 'string') throw error;
  return code;
}

/** Reads one file that must be there. A file with broken YAML is in `problems` and not in `files`. */
export async function readYamlFile(file: string, name: string, whenMissing: string): Promise<ReadFiles> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const code = fileErrorCode(error);
    const problem =
      code === 'ENOENT' || code === 'ENOTDIR'
        ? { message: 'the file is missing', allowed: whenMissing }
        : { message: `the file cannot be read (${code})` };
    return { files: [], problems: [{ file, pointer: '', ...problem }] };
  }
  const { yaml, problems } = parseYaml(file, bytes);
  return { files: problems.length === 0 ? [{ name, yaml }] : [], problems };
}

/** The files that come with the program, each replaced by the one of the same name in the configuration's own folder. */
export async function readShippedFolder(
  { dir, shippedDir }: Pick<LoadRequest, 'dir' | 'shippedDir'>,
  folder: string,
): Promise<ReadFiles> {
  const own = await readYamlFolder(join(dir, folder));
  if (shippedDir === undefined || shippedDir === dir) return own;
  const shipped = await readYamlFolder(join(shippedDir, folder));
  const byName = new Map([...shipped.files, ...own.files].map((file) => [file.name, file]));
  return { files: [...byName.values()], problems: [...shipped.problems, ...own.problems] };
}

/** All `*.yaml` of a folder, sorted by name. A folder that is missing has none; hidden files are passed over. */
export async function readYamlFolder(folder: string): Promise<ReadFiles> {
  let names: readonly string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    const code = fileErrorCode(error);
    if (code === 'ENOENT') return { files: [], problems: [] };
    return {
      files: [],
      problems: [{ file: folder, pointer: '', message: `the folder cannot be read (${code})` }],
    };
  }
  const files: NamedYaml[] = [];
  const problems: ConfigProblem[] = [];
  for (const fileName of names.filter((name) => !name.startsWith('.')).sort()) {
    const file = join(folder, fileName);
    if (fileName.endsWith('.yaml')) {
      const read = await readYamlFile(file, fileName.slice(0, -'.yaml'.length), '');
      files.push(...read.files);
      problems.push(...read.problems);
    } else if (/\.ya?ml$/i.test(fileName)) {
      problems.push({
        file,
        pointer: '',
        message: 'this file would be passed over',
        allowed: 'the ending .yaml',
      });
    }
  }
  return { files, problems };
}
