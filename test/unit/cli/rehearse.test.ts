import type { RehearseRequest } from '../../../src/cli/requests.js';
import type { FaultTrial } from '../../../src/domain/rehearsal.js';
import { run } from './fake-world.js';

function trial(changes: Partial<FaultTrial> = {}): FaultTrial {
  return {
    fault: 'slow',
    title: { zh: '每秒一字节', en: 'one byte a second' },
    end: 'failed: source-unavailable',
    documented: ['failed: source-unavailable'],
    lost: 0,
    altered: 0,
    recovered: true,
    seconds: 0.6,
    inTime: true,
    megabytes: 4,
    isFlat: true,
    ...changes,
  };
}

function rehearsing(trials: readonly FaultTrial[], seen: RehearseRequest[] = []) {
  return {
    rehearse: (request: RehearseRequest) => {
      seen.push(request);
      return Promise.resolve({
        sourceId: 'jiangcheng-city',
        kind: 'ckan',
        datasets: 12,
        questions: 4,
        trials,
      });
    },
  };
}

describe('lianmu rehearse', () => {
  it('prints a line a fault and ends with 0 when all went as documented', async () => {
    const seen: RehearseRequest[] = [];
    const skipped = trial({
      fault: 'half-gone',
      skipped: { zh: '网页', en: 'a page' },
      end: '',
      documented: ['held'],
    });
    const { out, err, code } = await run(
      ['rehearse', 'jiangcheng-city', '--fault', 'slow', '--fault', 'half-gone'],
      { application: rehearsing([trial(), skipped], seen) },
    );
    expect(seen[0]).toMatchObject({ sourceId: 'jiangcheng-city', faults: ['slow', 'half-gone'] });
    expect(out).toMatch(/slow +one byte a second +failed: source-unavailable +0\.6 +4 +as documented/);
    expect(out).toContain('does not apply: a page');
    expect(err).toContain('12 datasets, 4 questions to the portal; 1 faults rehearsed, 0 of them went wrong');
    expect(code).toBe(0);
  });

  it.each([
    ['a wrong removal', { lost: 6 }, 'datasets lost: 6'],
    ['a wrong change', { altered: 2 }, 'datasets altered: 2'],
    ['an end of its own', { end: 'complete' }, 'not a documented end'],
    ['too long a run', { inTime: false }, 'too long'],
    ['too much memory', { isFlat: false }, 'too much memory'],
    ['no way back', { recovered: false }, 'did not recover'],
  ])('ends with 1 after %s', async (_, changes, words) => {
    const { out, code } = await run(['rehearse', 'jiangcheng-city'], {
      application: rehearsing([trial({ ...changes, message: 'why' })]),
    });
    expect(out).toContain(`${words} (why)`);
    expect(code).toBe(1);
  });

  it('prints JSON', async () => {
    const { out, code } = await run(['rehearse', 'jiangcheng-city', '--json'], {
      application: rehearsing([trial({ lost: 1 })]),
    });
    expect(JSON.parse(out)).toMatchObject({
      sourceId: 'jiangcheng-city',
      trials: [{ fault: 'slow', lost: 1 }],
    });
    expect(code).toBe(1);
  });
});
