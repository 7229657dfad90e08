import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Application } from '../../../src/cli/application.js';
import { renderCliDoc } from '../../../src/cli/cli-doc.js';
import type { ExportRequest, RecordReport } from '../../../src/cli/requests.js';
import { NO_COUNTS, type Job } from '../../../src/domain/job.js';
import type { Problem } from '../../../src/domain/problem.js';
import { report, run, SOURCE, start } from './fake-world.js';

const JOB: Job = {
  jobId: 'job-1',
  sourceId: SOURCE.id,
  origin: 'portal',
  mode: 'full',
  state: 'partial',
  startedAt: '2026-11-21T03:10:00.000Z',
  counts: { ...NO_COUNTS, seen: 1308 },
  error: { code: 'source-response', message: 'HTML came instead of JSON' },
};
const LINE = { source: SOURCE, datasets: 1308, rejected: 2, lastJob: JOB };

function problem(code: string, bar: Problem['bar'], pointer: string): Problem {
  return { stage: 'validate', code, bar, pointer, value: 'x' };
}

async function* each<T>(items: readonly T[]): AsyncIterable<T> {
  for (const item of items) yield await Promise.resolve(item);
}

describe('lianmu sources', () => {
  it('lists sources in aligned columns also where titles are Chinese', async () => {
    const other = { ...SOURCE, id: 'b', title: 'Port', enabled: false };
    const { out } = await run(['sources', 'list'], {
      application: { sources: () => Promise.resolve([LINE, { source: other, datasets: 0, rejected: 0 }]) },
    });
    const [, first = '', second = ''] = out.split('\n');
    expect(first).toContain('10 3 * * * (Asia/Shanghai)');
    expect(first).toContain('2026-11-21 03:10Z');
    // Eleven Chinese characters take twenty-two columns.
    expect(second.indexOf('ckan') - first.indexOf('ckan')).toBe(11);
    expect(second).toContain('disabled');
  });

  it('says that the configuration is sound', async () => {
    const { out, code } = await run(['sources', 'check'], {
      application: { configuredSources: () => [SOURCE, { ...SOURCE, enabled: false }] },
    });
    expect({ code, out }).toEqual({
      code: 0,
      out: 'The configuration is sound: 2 source(s), 1 of them disabled.\n',
    });
  });

  it('shows a source with the settings in force', async () => {
    const application: Partial<Application> = { source: () => Promise.resolve({ ...LINE, hasToken: true }) };
    const { out } = await run(['sources', 'show', SOURCE.id], { application });
    expect(out).toContain('token: set');
    expect(out).toContain('"timeoutSeconds": 60');
    expect(
      JSON.parse((await run(['sources', 'show', SOURCE.id, '--json'], { application })).out),
    ).toMatchObject({
      datasets: 1308,
      hasToken: true,
    });
  });
});

describe('lianmu jobs', () => {
  it('lists jobs with their reason', async () => {
    const filters: unknown[] = [];
    const application: Partial<Application> = {
      jobs: (filter) => {
        filters.push(filter);
        return Promise.resolve([JOB]);
      },
    };
    const { out } = await run(['jobs', 'list', '--source', 'a', '--limit', '5'], { application });
    expect(filters).toEqual([{ sourceId: 'a', limit: 5 }]);
    expect(out).toMatch(/job-1 .* partial .* 1,308 .* source-response/);
    expect(JSON.parse((await run(['jobs', 'list', '--json'], { application })).out)).toEqual(JOB);
  });

  it('shows a job and what became of its records', async () => {
    const records = [
      {
        jobId: 'job-1',
        sourceId: SOURCE.id,
        remoteId: 'r1',
        outcome: 'rejected',
        title: '学校名录',
        problems: [
          problem('missing-publisher', 'publishable', '/publisher'),
          problem('missing-publisher', 'publishable', '/publisher'),
        ],
      },
    ];
    const { out } = await run(['jobs', 'show', 'job-1'], {
      application: { job: () => Promise.resolve({ job: JOB, records }) },
    });
    expect(out).toContain('HTML came instead of JSON');
    expect(out).toMatch(/r1 +rejected +学校名录 +missing-publisher\n/);
  });
});

describe('lianmu validate', () => {
  const good: RecordReport = {
    remoteId: 'a',
    title: '停车场',
    verdict: 'conformant',
    problems: [problem('hint', 'advice', '/fields')],
  };
  const bad: RecordReport = {
    remoteId: 'b',
    verdict: 'rejected',
    problems: Array.from({ length: 7 }, (_, place) =>
      problem('missing-title', 'publishable', `/title/${place}`),
    ),
  };
  const validating = (reports: readonly RecordReport[]): Partial<Application> => ({
    validateInput: () => each(reports),
  });

  it('tells for each record what becomes of it, where the problems are and what to do', async () => {
    const { out, code } = await run(['validate', 'x.json'], { application: validating([good, bad]) });
    expect(code).toBe(1);
    expect(out).toContain('✓ 停车场 [a] conformant');
    expect(out).toContain('✗ (no title) [b] rejected, not published');
    expect(out.match(/title of missing-title \(missing-title\)/g)).toHaveLength(1);
    expect(out).toContain('/title/4 = "x"');
    expect(out).not.toContain('/title/5');
    expect(out).toContain('and 2 more');
    expect(out).toContain('→ advice on missing-title');
    expect(out).toContain('2 records: conformant 1, rejected, not published 1');
    expect(out).toMatch(/ 1 +title of missing-title +missing-title/);
  });

  it('ends with 0 when there is nothing but advice', async () => {
    expect((await run(['validate', 'x.json'], { application: validating([good]) })).code).toBe(0);
  });

  it('prints a JSON line per record for machines', async () => {
    const { out } = await run(['validate', 'x.json', '--json'], { application: validating([good, bad]) });
    const [first, second] = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as RecordReport);
    expect(first).toMatchObject({
      remoteId: 'a',
      verdict: 'conformant',
      problems: [{ code: 'hint', advice: 'advice on hint' }],
    });
    expect(second?.problems).toHaveLength(7);
  });

  it('counts what is listed again on a line of its own, and forgives it', async () => {
    const again: RecordReport = {
      remoteId: 'a',
      verdict: 'duplicate',
      problems: [problem('duplicate-record', 'advice', '/')],
    };
    const { out, code } = await run(['validate', 'x.json'], { application: validating([good, again]) });
    expect(code).toBe(0);
    expect(out).toContain('2 records: conformant 1, listed again, counted once 1');
  });

  it('takes kind and options of a bare file, or the settings of a source', async () => {
    const requests: unknown[] = [];
    const application: Partial<Application> = {
      validateInput: ({ signal, ...request }) => {
        expect(signal.aborted).toBe(false);
        requests.push(request);
        return each([]);
      },
    };
    await run(['validate', 'x.json'], { application });
    await run(['validate', 'x.json', '--source', 'a'], { application });
    const options = ['--option', 'list=["data"]', '--option', 'key=资源代码', '--option', 'deep=true'];
    await run(['validate', 'x.json', '--kind', 'json-list', ...options], { application });
    expect(requests).toEqual([
      { input: 'x.json' },
      { input: 'x.json', source: 'a' },
      { input: 'x.json', kind: 'json-list', options: { list: ['data'], key: '资源代码', deep: true } },
    ]);
  });

  it('ends with 2 for an option without a value, or beside a source', async () => {
    expect((await run(['validate', 'x.json', '--option', 'list'])).code).toBe(2);
    expect((await run(['validate', 'x.json', '--option', 'a=1', '--source', 'b'])).code).toBe(2);
  });

  it('works beside no configuration at all, with the one that comes with the program', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lianmu-cli-'));
    const before = process.cwd();
    process.chdir(folder);
    try {
      const { opened } = await run(['validate', 'x.json'], { application: validating([]) });
      expect(opened).toEqual([{ language: 'en', quiet: false }]);
    } finally {
      process.chdir(before);
      await rm(folder, { recursive: true });
    }
  });
});

describe('lianmu export', () => {
  const asked: ExportRequest[] = [];
  const application: Partial<Application> = {
    async *exportCatalog(request) {
      asked.push(request);
      for (const line of ['{"name":"a"}\n', '{"name":"b"}\n']) {
        yield line;
        request.onDataset?.();
        await Promise.resolve();
      }
    },
  };

  it('writes a package a line to standard output', async () => {
    expect((await run(['export'], { application })).out).toBe('{"name":"a"}\n{"name":"b"}\n');
  });

  it('writes to a file and says how many', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lianmu-cli-'));
    const file = join(folder, 'catalog.jsonl');
    const { out, err, code } = await run(['export', '--output', file], { application });
    expect({ out, code }).toEqual({ out: '', code: 0 });
    expect(err).toBe(`2 datasets written to ${file}\n`);
    expect(await readFile(file, 'utf8')).toBe('{"name":"a"}\n{"name":"b"}\n');
    await rm(folder, { recursive: true });
  });

  it('writes the format that is asked for, packages unless told', async () => {
    asked.length = 0;
    await run(['export'], { application });
    await run(['export', '--format', 'data-json'], { application });
    expect(asked.map(({ format }) => format)).toEqual(['jsonl', 'data-json']);
    expect((await run(['export', '--format', 'csv'], { application })).code).toBe(2);
  });

  it('ends with 2 when the file cannot be written', async () => {
    const { code, err } = await run(['export', '--output', '/nowhere/at/all.jsonl'], { application });
    expect(code).toBe(2);
    expect(err).toContain('/nowhere/at/all.jsonl cannot be written (ENOENT)');
  });
});

describe('lianmu serve and demo', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 0],
  ])('serve runs until %s and ends with %i', async (name, expected) => {
    const started = start(['serve', '--port', '0', '--host', '::1'], {
      application: {
        serve: ({ signal, ...rest }) => {
          expect(rest).toEqual({ port: 0, host: '::1' });
          const closed = new Promise<void>((resolve) => {
            signal.addEventListener('abort', () => {
              resolve();
            });
          });
          setImmediate(() => started.signals.emit(name));
          return Promise.resolve({ url: 'http://127.0.0.1:4321', closed });
        },
      },
    });
    const { code, out } = await started.result;
    expect(code).toBe(expected);
    expect(out).toContain('http://127.0.0.1:4321');
  });

  it('demo harvests, prints the summary, serves and forgives the faults that belong to it', async () => {
    const { code, out } = await run(['demo', '--size', '300', '--seed', '7', '--day', '2'], {
      application: {
        demo: ({ reporter, signal, ...rest }) => {
          expect([typeof reporter, signal.aborted]).toEqual(['object', false]);
          expect(rest).toEqual({ size: 300, seed: 7, day: 2, once: false });
          return Promise.resolve({
            reports: [report('complete', { seen: 300, rejected: 3 })],
            serving: { url: 'http://127.0.0.1:8080', closed: Promise.resolve() },
          });
        },
      },
    });
    expect(code).toBe(0);
    expect(out).toContain('300');
    expect(out).toContain('served at http://127.0.0.1:8080');
  });

  it('demo --once ends with 1 when a portal failed', async () => {
    const { code } = await run(['demo', '--once'], {
      application: {
        demo: () => Promise.resolve({ reports: [report('failed', {}, { code: 'storage', message: '' })] }),
      },
    });
    expect(code).toBe(1);
  });
});

describe('lianmu profile', () => {
  it('prints the page that is asked for', async () => {
    const application: Partial<Application> = { document: (name) => `# ${name}\n` };
    expect((await run(['profile'], { application })).out).toBe('# national-profile\n');
    expect((await run(['profile', 'configuration'], { application })).out).toBe('# configuration\n');
  });

  it('prints docs/cli.md, which is the committed one', async () => {
    const { out, opened } = await run(['profile', 'cli']);
    expect(opened).toEqual([]);
    expect(out.trimEnd()).toBe(renderCliDoc().trimEnd());
    expect(readFileSync(join(import.meta.dirname, '../../../docs/cli.md'), 'utf8').trimEnd()).toBe(
      out.trimEnd(),
    );
  });
});
