import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { openReadingSide, type ReadingSide } from '../../src/app/reading-side.js';
import { CliWorkspace } from '../support/built-cli.js';
import { type PackagePortal, startPackagePortal } from '../support/package-portal.js';

/** Each command is a process of its own, and some tests run ten: on a busy machine they wait for the processor. */
jest.setTimeout(240_000);

let workspace: CliWorkspace;
let portal: PackagePortal;
beforeAll(async () => {
  portal = await startPackagePortal(['a', 'b', 'c'].map((id) => JSON.stringify(pack(id))));
});
beforeEach(() => {
  portal.intrusion = undefined;
  workspace = new CliWorkspace();
  workspace.configure([{ id: 'city', url: portal.url }]);
});
afterEach(() => {
  workspace.close();
});
afterAll(() => portal.close());

function pack(id: string, members: object = {}): object {
  return {
    id,
    title: `目录 ${id}`,
    notes: '一段摘要。',
    organization: { id: 'o', title: '江城市数据局' },
    ...members,
  };
}

function write(name: string, packages: readonly object[]): string {
  const file = join(workspace.dir, name);
  writeFileSync(file, packages.map((each) => JSON.stringify(each)).join('\n'));
  return file;
}

function objects(text: string): readonly Record<string, unknown>[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** What is published, as whoever serves it reads it: a process for each look would take most of the test's time. */
async function look<T>(use: (reading: ReadingSide) => T | Promise<T>): Promise<T> {
  const reading = openReadingSide(workspace.dataDir);
  try {
    return await use(reading);
  } finally {
    reading.close();
  }
}

function titles(): Promise<readonly string[]> {
  return look(({ datasets }) => [...datasets.all()].map(({ dataset }) => dataset.title).sort());
}

async function newestJob(): Promise<string> {
  const [job] = await look(({ catalog }) => catalog.listJobs({ limit: 1 }));
  return job?.jobId ?? '';
}

async function importing(...args: readonly string[]): Promise<readonly [number | null, unknown]> {
  const { code, out } = await workspace.run('import', 'city', ...args, '--json');
  return [code, objects(out)[0]];
}

describe('lianmu import', () => {
  const ALL = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => pack(id));

  it('publishes files as the whole catalogue, without asking the portal', async () => {
    let asked = 0;
    portal.intrusion = (_request, response) => {
      asked += 1;
      response.writeHead(500).end();
    };
    const first = await importing(write('1.jsonl', ALL.slice(0, 3)), write('2.jsonl', ALL.slice(3)));
    expect(first).toEqual([
      0,
      expect.objectContaining({ source: 'city', outcome: 'complete', seen: 6, added: 6, duplicates: 0 }),
    ]);
    // What is no longer in the files is gone, and what is twice in them counts once.
    const again = [pack('a', { title: '新目录' }), ...ALL.slice(1, 5), pack('b')];
    expect(await importing(write('3.jsonl', again))).toEqual([
      0,
      expect.objectContaining({ seen: 5, updated: 1, unchanged: 4, removed: 1, duplicates: 1 }),
    ]);
    expect(await titles()).toEqual(['新目录', '目录 b', '目录 c', '目录 d', '目录 e']);
    expect(asked).toBe(0);
    const [job] = objects((await workspace.run('jobs', 'list', '--limit', '1', '--json')).out);
    expect(job).toMatchObject({ origin: 'files', mode: 'full' });
  });

  it('removes nothing with --add, publishes nothing with --dry-run, and keeps to the removal limit', async () => {
    await importing(write('all.jsonl', ALL));
    const some = write('some.jsonl', [pack('a', { title: '新目录' }), pack('g')]);
    expect(await importing(some, '--dry-run', '--add')).toEqual([
      0,
      expect.objectContaining({ added: 1, updated: 1 }),
    ]);
    expect(await titles()).toHaveLength(6);
    expect(await importing(some)).toEqual([
      1,
      expect.objectContaining({
        outcome: 'held',
        error: expect.objectContaining({ code: 'held' }),
      }),
    ]);
    expect(await importing(some, '--add')).toEqual([
      0,
      expect.objectContaining({ outcome: 'complete', added: 1, updated: 1, removed: 0 }),
    ]);
    expect(await titles()).toHaveLength(7);
  });

  it('waits for a decision beyond the limits: diff, release of a part, reject', async () => {
    await importing(write('all.jsonl', ALL));
    const some = write('some.jsonl', [pack('a', { title: '新目录' }), pack('g')]);
    await importing(some);
    const jobId = await newestJob();
    const diff = objects((await workspace.run('jobs', 'diff', jobId, '--json')).out);
    expect(diff.map(({ kind, remoteId }) => `${String(kind)} ${String(remoteId)}`)).toEqual([
      'updated a',
      ...['b', 'c', 'd', 'e', 'f'].map((id) => `removed ${id}`),
      'added g',
    ]);
    expect(diff[0]?.['altered']).toEqual([{ element: 'title', before: '目录 a', after: '新目录' }]);
    const shown = await workspace.run('jobs', 'diff', jobId);
    expect(shown.out).toContain('5 of 6 are not listed any more, more than 20 %');
    expect(shown.out).toMatch(/title +目录 a +新目录/);
    const released = await workspace.run(
      ...['jobs', 'release', jobId, '--only', 'added', 'updated', '--reason', '下架待核实'],
    );
    expect(released).toMatchObject({
      code: 0,
      out: 'Published: 1 added, 1 updated, 0 restored, 0 removed.\n',
    });
    expect(await titles()).toEqual(['新目录', '目录 b', '目录 c', '目录 d', '目录 e', '目录 f', '目录 g']);
    expect(await workspace.run('jobs', 'release', jobId, '--reason', '再来')).toMatchObject({ code: 2 });

    expect(await importing(some)).toMatchObject([1, { outcome: 'held', removed: 5 }]);
    const rejected = await workspace.run('jobs', 'reject', await newestJob(), '--reason', '门户故障');
    expect(rejected).toMatchObject({ code: 0 });
    expect(await importing(some)).toMatchObject([
      1,
      { outcome: 'aborted', error: { code: 'rejected-before' } },
    ]);
    expect(await titles()).toHaveLength(7);
  });

  it('fails the job for a file of another kind, and starts none for a file that is not there', async () => {
    await importing(write('all.jsonl', ALL));
    const page = join(workspace.dir, 'page.html');
    writeFileSync(page, '<!DOCTYPE html><title>系统维护中</title>');
    expect(await importing(write('ok.jsonl', [pack('z')]), page)).toEqual([
      1,
      expect.objectContaining({
        outcome: 'failed',
        error: { code: 'source-response', message: expect.stringContaining('page.html') },
      }),
    ]);
    const missing = await workspace.run('import', 'city', page, 'nowhere.json');
    expect(missing).toMatchObject({ code: 2, out: '' });
    expect(missing.err).toContain('nowhere.json cannot be read (ENOENT)');
    expect(await workspace.run('import', 'nobody', page)).toMatchObject({ code: 2 });
    expect(await titles()).toHaveLength(6);
    expect(objects((await workspace.run('jobs', 'list', '--json')).out)).toHaveLength(2);
  });
});

describe('a source with a folder', () => {
  it('is harvested from the files in it', async () => {
    workspace.configure([{ id: 'city', url: 'http://127.0.0.1:9', folder: 'inbox' }]);
    const inbox = join(workspace.dir, 'inbox');
    const away = await workspace.run('harvest', '--json');
    expect(away.code).toBe(3);
    expect(objects(away.out)[0]).toMatchObject({ error: { code: 'source-unavailable' } });
    mkdirSync(inbox);
    write('inbox/1.jsonl', [pack('a')]);
    write('inbox/2.json', [pack('b')]);
    write('inbox/.hidden.json', [pack('c')]);
    const { code, out } = await workspace.run('harvest', '--json');
    expect(code).toBe(0);
    expect(objects(out)).toMatchObject([{ outcome: 'complete', added: 2 }]);
    // An emptied folder is no empty catalogue.
    rmSync(join(inbox, '1.jsonl'));
    rmSync(join(inbox, '2.json'));
    const emptied = await workspace.run('harvest', '--json');
    expect(objects(emptied.out)).toMatchObject([{ outcome: 'aborted', error: { code: 'empty-gather' } }]);
    expect(await titles()).toEqual(['目录 a', '目录 b']);
  });
});

describe('lianmu sources probe', () => {
  it('drafts a source that passes the check and can be harvested', async () => {
    const written = await workspace.run(
      'sources',
      'probe',
      portal.url,
      '--allow-private',
      '--write',
      'found',
    );
    expect(written).toMatchObject({ code: 0, out: '' });
    expect(written.err).toContain('ckan (90 %)');
    const file = readFileSync(join(workspace.dir, 'sources', 'found.yaml'), 'utf8');
    expect(file).toMatch(/^kind: ckan$/m);
    expect((await workspace.run('sources', 'check')).out).toContain('2 source(s)');
    const { out } = await workspace.run('harvest', 'found', '--json');
    expect(objects(out)).toMatchObject([{ source: 'found', outcome: 'complete', added: 3 }]);
  });

  it('says what it saw where it recognises nothing', async () => {
    portal.intrusion = (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html;charset=utf-8' });
      response.end('<!DOCTYPE html><html><title>江城市 首页</title></html>');
    };
    const people = await workspace.run('sources', 'probe', portal.url, '--allow-private');
    expect(people).toMatchObject({ code: 1, out: '' });
    expect(people.err).toContain('an HTML page (“江城市 首页”)');
    const machines = await workspace.run('sources', 'probe', portal.url, '--allow-private', '--json');
    expect(objects(machines.out)).toMatchObject([{ findings: [], seen: expect.stringContaining('首页') }]);
  });

  it('asks no private address without permission, and ends with 3 where nobody answers', async () => {
    let asked = 0;
    portal.intrusion = (_request, response) => {
      asked += 1;
      response.end('{}');
    };
    const refused = await workspace.run('sources', 'probe', portal.url);
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.err).toContain('--allow-private');
    expect(asked).toBe(0);
    expect(await workspace.run('sources', 'probe', 'gopher://x.example')).toMatchObject({ code: 2 });
    expect(await workspace.run('sources', 'probe', 'http://127.0.0.1:9', '--allow-private')).toMatchObject({
      code: 3,
      out: '',
    });
  });
});

describe('lianmu crosswalk gaps', () => {
  it('lists the words of what is live until a crosswalk knows them', async () => {
    const odd = (id: string) => pack(id, { extras: [{ key: '更新周期', value: '魔法时分' }] });
    const file = write('odd.jsonl', [odd('a'), odd('b'), pack('c')]);
    await importing(file);
    const gaps = async () => objects((await workspace.run('crosswalk', 'gaps', 'city', '--json')).out);
    expect(await gaps()).toContainEqual({
      element: 'update-cycle',
      word: '魔法时分',
      datasets: 2,
      sources: [{ sourceId: 'city', datasets: 2 }],
    });
    const people = await workspace.run('crosswalk', 'gaps', '--element', 'update-cycle');
    expect(people).toMatchObject({ code: 0 });
    expect(people.out).toMatch(/ 2 +update-cycle +魔法时分 +city 2\n/);
    const known = { 'update-cycle': { 魔法时分: 'daily' } };
    workspace.configure([{ id: 'city', url: portal.url, crosswalks: known }]);
    expect(await gaps()).toEqual([]);
    expect(await workspace.run('crosswalk', 'gaps', 'nobody')).toMatchObject({ code: 2 });
  });
});

describe('lianmu validate', () => {
  it('checks a file by the kind of the source that it names, and ends with 2 for a file that is not there', async () => {
    const file = write('x.jsonl', [pack('a')]);
    const checked = await workspace.run('validate', file, '--source', 'city', '--json');
    expect(objects(checked.out)).toMatchObject([{ remoteId: 'a' }]);
    expect(await workspace.run('validate', file, '--kind', 'gopher')).toMatchObject({ code: 2 });
    expect(await workspace.run('validate', 'nowhere.json')).toMatchObject({ code: 2, out: '' });
  });
});
