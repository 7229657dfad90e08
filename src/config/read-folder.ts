import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
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

export interface FolderFiles extends ReadFiles {
  /** Of all files that are there, read or not. */
  readonly names: readonly string[];
}

/**
 * The files that come with the program, each replaced by the one of the same name in the configuration's own folder. Those
 * that come with the program are tested with it: only the `wanted` ones are read, or all.
 */
export async function readShippedFolder(
  { dir, shippedDir }: Pick<LoadRequest, 'dir' | 'shippedDir'>,
  folder: string,
  wanted?: ReadonlySet<string>,
): Promise<FolderFiles> {
  const own = await readYamlFolder(join(dir, folder));
  const ownNames = own.files.map(({ name }) => name);
  if (shippedDir === undefined || resolve(shippedDir) === resolve(dir)) return { ...own, names: ownNames };
  const isRead = (name: string): boolean =>
    !ownNames.includes(name) && (wanted === undefined || wanted.has(name));
  const shipped = await readYamlFolder(join(shippedDir, folder), isRead);
  return {
    files: [...shipped.files, ...own.files],
    problems: [...shipped.problems, ...own.problems],
    names: [...new Set([...shipped.names, ...ownNames])].sort(),
  };
}

/** All `*.yaml` of a folder, sorted by name. A folder that is missing has none; hidden files are passed over. */
export async function readYamlFolder(
  folder: string,
  isRead: (name: string) => boolean = () => true,
): Promise<FolderFiles> {
  let names: readonly string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    const code = fileErrorCode(error);
    if (code === 'ENOENT') return { files: [], problems: [], names: [] };
    return {
      files: [],
      names: [],
      problems: [{ file: folder, pointer: '', message: `the folder cannot be read (${code})` }],
    };
  }
  const files: NamedYaml[] = [];
  const problems: ConfigProblem[] = [];
  const stems: string[] = [];
  for (const fileName of names.filter((name) => !name.startsWith('.')).sort()) {
    const file = join(folder, fileName);
    if (fileName.endsWith('.yaml')) {
      const name = fileName.slice(0, -'.yaml'.length);
      stems.push(name);
      if (!isRead(name)) continue;
      const read = await readYamlFile(file, name, '');
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
  return { files, problems, names: stems };
}
