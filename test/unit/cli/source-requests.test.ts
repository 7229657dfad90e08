import { NotFoundError } from '../../../src/domain/errors.js';
import { run } from './fake-world.js';

const ROW = {
  id: 7,
  sourceId: 'jiangcheng-city',
  at: new Date('2026-11-21T03:10:05Z'),
  method: 'GET',
  url: 'https://data.example.org/api?page=1',
  status: 304,
  bytes: 0,
  milliseconds: 1200,
  attempt: 1,
} as const;
const FAILED = { ...ROW, id: 6, status: 200, error: 'ECONNRESET', attempt: 2 };
const COUNTS = [{ day: '2026-11-21', outcome: '304', requests: 1234, bytes: 0 }];

describe('sources requests', () => {
  it('prints the latest requests and the counts by day', async () => {
    const asked: unknown[] = [];
    const { code, out } = await run(
      ['sources', 'requests', 'jiangcheng-city', '--limit', '2', '--before', '9'],
      {
        application: {
          requests: (sourceId, page) => {
            asked.push([sourceId, page]);
            return Promise.resolve({ latest: [ROW, FAILED], counts: COUNTS });
          },
        },
      },
    );
    expect(code).toBe(0);
    expect(asked).toEqual([['jiangcheng-city', { limit: 2, before: 9 }]]);
    expect(out).toMatch(
      /7\s+2026-11-21 03:10:05\s+304\s+0\s+1,200\s+1\s+GET https:\/\/data\.example\.org\/api\?page=1/,
    );
    expect(out).toContain('200 ECONNRESET');
    expect(out).toMatch(/2026-11-21\s+304\s+1,234/);
  });

  it('prints a request a line with --json', async () => {
    const { out } = await run(['sources', 'requests', 'jiangcheng-city', '--json'], {
      application: { requests: () => Promise.resolve({ latest: [ROW, FAILED], counts: COUNTS }) },
    });
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(lines).toEqual([ROW, FAILED].map((row) => ({ ...row, at: '2026-11-21T03:10:05.000Z' })));
  });

  it('says that nothing is on record', async () => {
    const { code, out } = await run(['sources', 'requests', 'jiangcheng-city'], {
      application: { requests: () => Promise.resolve({ latest: [], counts: [] }) },
    });
    expect(code).toBe(0);
    expect(out).toContain('No request is on record.');
  });

  it('fails for a source that is not there', async () => {
    const { code, err } = await run(['sources', 'requests', 'nowhere'], {
      application: { requests: () => Promise.reject(new NotFoundError('there is no source nowhere')) },
    });
    expect(code).not.toBe(0);
    expect(err).toContain('nowhere');
  });
});
