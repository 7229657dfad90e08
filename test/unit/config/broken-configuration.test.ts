import { mkdtemp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { loadConfig } from '../../../src/config/load-config.js';
import type { ConfigProblem } from '../../../src/domain/problem.js';
import { CHECKS, FIXTURES, NO_ENV, problemsOf } from './load-fixture.js';

const GOOD = ['good', 'shipped'];
const folders = (await readdir(FIXTURES)).filter((name) => !GOOD.includes(name));

/** Long lists of what is allowed belong to others and grow: an expectation that ends in … names their beginning. */
function shortened(problem: ConfigProblem, expected = ''): ConfigProblem {
  const { allowed } = problem;
  if (!expected.endsWith('…') || allowed === undefined) return problem;
  return { ...problem, allowed: `${allowed.slice(0, expected.length - 1)}…` };
}

describe('a broken configuration', () => {
  it.each(folders)('%s: tells every mistake with its place and what is allowed', async (name) => {
    const folder = join(FIXTURES, name);
    const expected = JSON.parse(await readFile(join(folder, 'expected.json'), 'utf8')) as ConfigProblem[];
    const problems = await problemsOf(folder);
    expect(
      problems.map((problem, index) => ({
        ...shortened(problem, expected[index]?.allowed),
        file: relative(folder, problem.file),
      })),
    ).toEqual(expected);
  });

  it.each(folders)('%s: never repeats a secret', async (name) => {
    expect(JSON.stringify(await problemsOf(join(FIXTURES, name)))).not.toContain('hunter2');
  });
});

describe('text that is not YAML', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'lianmu-config-'));
    await mkdir(join(dir, 'sources'));
    await writeFile(join(dir, 'hub.yaml'), 'title:\n  zh: 测试目录\n');
  });
  afterEach(async () => {
    await rm(dir, { recursive: true });
  });

  async function problemWith(text: string | Uint8Array) {
    await writeFile(join(dir, 'sources', 'a.yaml'), text);
    const [problem] = await problemsOf(dir);
    return problem;
  }
  const START = 'kind: ckan\ntitle: 门户\n';

  it.each([
    ['a tab as indentation', `${START}network:\n\tretries: 1\n`, 4, 'indent with spaces'],
    ['a key that stands twice', `${START}title: 门户\n`, 3, 'each key once'],
    ['two documents', `${START}---\nkind: ckan\n`, 3, 'one document a file, without ---'],
    ['a bracket that is not closed', `${START}crosswalks: {\n`, 4, undefined],
  ])('tells the place of %s', async (_name, text, line, allowed) => {
    const problem = await problemWith(text);
    expect(problem).toMatchObject({ file: join(dir, 'sources', 'a.yaml'), line, pointer: '' });
    expect(problem?.message).toMatch(/^not valid YAML: /);
    expect(problem?.allowed).toBe(allowed);
  });

  it('refuses aliases that multiply instead of filling the memory', async () => {
    const levels = Array.from(
      { length: 12 },
      (_, level) => `  - &l${level + 1} [${Array(9).fill(`*l${level}`).join(', ')}]`,
    );
    const problem = await problemWith(`${START}options:\n  - &l0 x\n${levels.join('\n')}\n`);
    expect(problem?.message).toMatch(/alias/i);
  });

  it('says that a file is not UTF-8', async () => {
    const problem = await problemWith(
      Uint8Array.from([...Buffer.from('title: '), 0xb1, 0xb1, 0xbe, 0xa9, 0x0a]),
    );
    expect(problem).toMatchObject({ message: 'the text is not UTF-8', line: 1, column: 8 });
  });

  it('takes an empty file for a file without keys', async () => {
    expect((await problemWith(''))?.message).toBe('null is not allowed here');
  });

  it('reports the mistakes of all files in one error, by file and line', async () => {
    await writeFile(join(dir, 'hub.yaml'), 'titel: x\nport: x\n');
    await writeFile(join(dir, 'sources', 'b.yaml'), 'kind: [\n');
    await problemWith('kind: nothing\n');
    const problems = await problemsOf(dir, { port: 'x', tokens: {}, unknown: [] });
    expect(
      problems.map(({ file, line, pointer }) => [relative(dir, resolve(dir, file)), line, pointer]),
    ).toEqual([
      ['hub.yaml', 1, '/title'],
      ['hub.yaml', 1, '/titel'],
      ['hub.yaml', 2, '/port'],
      ['sources/a.yaml', 1, '/title'],
      ['sources/a.yaml', 1, '/url'],
      ['sources/a.yaml', 1, '/kind'],
      ['sources/b.yaml', 2, ''],
      ['environment', undefined, '/LIANMU_PORT'],
    ]);
  });

  it('names each crosswalk that no folder has', async () => {
    await writeFile(join(dir, 'sources', 'a.yaml'), `${START}url: https://data.example.org\n`);
    await expect(loadConfig({ ...CHECKS, env: NO_ENV, dir })).rejects.toMatchObject({
      problems: expect.arrayContaining([
        expect.objectContaining({
          file: join(dir, 'crosswalks', 'labels.yaml'),
          message: 'the file is missing',
        }),
      ]),
    });
  });
});
