import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { openFolder, requireFile } from '../../../src/app/source-files.js';
import { InvalidRequestError, SourceUnavailableError } from '../../../src/domain/errors.js';
import { testSource } from '../../support/source.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lianmu-files-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function readFolder(path: string): Promise<readonly string[]> {
  const read: string[] = [];
  for await (const document of openFolder(path, testSource())) {
    read.push(`${document.url}: ${await document.text()}`);
    await document.close();
  }
  return read;
}

describe('requireFile', () => {
  it('gives the absolute path of a file', async () => {
    const path = join(folder, '目录.csv');
    writeFileSync(path, 'x');
    expect(await requireFile(relative(process.cwd(), path))).toBe(path);
  });

  it('refuses what is not there and what is no file', async () => {
    await expect(requireFile(join(folder, 'x.csv'))).rejects.toThrow(InvalidRequestError);
    await expect(requireFile(join(folder, 'x.csv'))).rejects.toThrow('x.csv cannot be read (ENOENT)');
    await expect(requireFile(folder)).rejects.toThrow('is no file');
  });
});

describe('openFolder', () => {
  it('reads the regular files by name: no hidden ones, no folders, nothing that lies elsewhere', async () => {
    for (const name of ['b.csv', 'a.csv', '.c.csv']) writeFileSync(join(folder, name), name.toUpperCase());
    mkdirSync(join(folder, 'd.csv'));
    symlinkSync('/etc/hostname', join(folder, 'e.csv'));
    expect(await readFolder(folder)).toEqual(['a.csv: A.CSV', 'b.csv: B.CSV']);
  });

  it('takes a folder that cannot be read for a portal that does not answer', async () => {
    const reading = readFolder(join(folder, 'away'));
    await expect(reading).rejects.toThrow(SourceUnavailableError);
    await expect(reading).rejects.toThrow('away cannot be read (ENOENT)');
  });
});
