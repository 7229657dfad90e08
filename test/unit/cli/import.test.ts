import type { ImportRequest } from '../../../src/cli/requests.js';
import { InvalidRequestError } from '../../../src/domain/errors.js';
import type { JobReport } from '../../../src/pipeline/ports.js';
import { report, run, SOURCE } from './fake-world.js';

function importing(finished: JobReport, seen: ImportRequest[] = []) {
  return {
    importFiles: (request: ImportRequest) => {
      seen.push(request);
      return Promise.resolve(finished);
    },
  };
}

describe('lianmu import', () => {
  it('hands source, files and switches on; without switches the files are the whole catalogue', async () => {
    const seen: ImportRequest[] = [];
    const application = importing(report('complete'), seen);
    await run(['import', SOURCE.id, 'a.csv', 'b.csv'], { application });
    await run(['import', SOURCE.id, 'a.csv', '--add', '--dry-run'], { application });
    expect(seen).toMatchObject([
      { sourceId: SOURCE.id, files: ['a.csv', 'b.csv'], add: false, dryRun: false },
      { sourceId: SOURCE.id, files: ['a.csv'], add: true, dryRun: true },
    ]);
  });

  it('prints what a harvest prints', async () => {
    const application = importing(report('complete', { seen: 1200, duplicates: 3 }));
    const people = await run(['import', SOURCE.id, 'a.csv', '--dry-run'], { application });
    expect(people).toMatchObject({ code: 0, closed: 1 });
    expect(people.out).toMatch(/jiangcheng-city +complete +1,200/);
    expect(people.out).toContain('Dry run: nothing was published.');
    const machines = await run(['import', SOURCE.id, 'a.csv', '--json'], { application });
    expect(JSON.parse(machines.out)).toMatchObject({ source: SOURCE.id, seen: 1200, duplicates: 3 });
  });

  it.each([
    ['a rejected record', report('complete', { rejected: 1 }), 1],
    [
      'a file of another kind',
      report('failed', {}, { code: 'source-response', message: 'a.csv: no JSON' }),
      1,
    ],
    ['a folder that is away', report('failed', {}, { code: 'source-unavailable', message: '' }), 3],
  ])('ends with the exit code of a harvest: %s', async (_name, finished, expected) => {
    expect((await run(['import', SOURCE.id, 'a.csv'], { application: importing(finished) })).code).toBe(
      expected,
    );
  });

  it('ends with 2 for a file that cannot be read, and for none', async () => {
    const importFiles = () => Promise.reject(new InvalidRequestError('a.csv cannot be read (ENOENT)'));
    const unread = await run(['import', SOURCE.id, 'a.csv'], { application: { importFiles } });
    expect(unread).toMatchObject({
      code: 2,
      err: 'Error: a.csv cannot be read (ENOENT) (invalid-request)\n',
    });
    expect((await run(['import', SOURCE.id])).code).toBe(2);
  });
});
