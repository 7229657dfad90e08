import type { CrosswalkGap, GapsRequest } from '../../../src/cli/requests.js';
import { NotFoundError } from '../../../src/domain/errors.js';
import { run } from './fake-world.js';

const GAPS: readonly CrosswalkGap[] = [
  {
    element: 'theme',
    word: '民生\u001b[31m',
    datasets: 1234,
    sources: [
      { sourceId: 'a', datasets: 1000 },
      { sourceId: 'b', datasets: 200 },
      { sourceId: 'c', datasets: 33 },
      { sourceId: 'd', datasets: 1 },
    ],
  },
  { element: 'update-cycle', word: '旬', datasets: 2, sources: [{ sourceId: 'a', datasets: 2 }] },
];

function answering(gaps: readonly CrosswalkGap[], requests: GapsRequest[] = []) {
  return {
    crosswalkGaps: (request: GapsRequest) => {
      requests.push(request);
      return Promise.resolve(gaps);
    },
  };
}

describe('lianmu crosswalk gaps', () => {
  it('lists words with their counts and portals, and says where a word is added', async () => {
    const { code, out } = await run(['crosswalk', 'gaps'], { application: answering(GAPS) });
    expect(code).toBe(0);
    expect(out).toMatch(/ 1,234 +theme +民生 \[31m +a 1,000, b 200, c 33, \+1\n/);
    expect(out).toMatch(/ 2 +update-cycle +旬 +a 2\n/);
    expect(out).toContain('config/crosswalks/<element>.yaml');
    expect(out).not.toContain('\u001b');
  });

  it('prints a JSON line per word', async () => {
    const { out } = await run(['crosswalk', 'gaps', '--json'], { application: answering(GAPS) });
    const lines = out.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(GAPS);
  });

  it('asks for the named sources and the one element', async () => {
    const requests: GapsRequest[] = [];
    const application = answering([], requests);
    const { out } = await run(['crosswalk', 'gaps', 'a', 'b', '--element', 'theme'], { application });
    await run(['crosswalk', 'gaps'], { application });
    expect(requests).toEqual([{ sources: ['a', 'b'], element: 'theme' }, { sources: [] }]);
    expect(out).toBe('There is no word that the crosswalks do not know.\n');
  });

  it('ends with 2 for an element or a source that is not there', async () => {
    const crosswalkGaps = () => Promise.reject(new NotFoundError('there is no source x'));
    expect((await run(['crosswalk', 'gaps', 'x'], { application: { crosswalkGaps } })).code).toBe(2);
    const wrong = await run(['crosswalk', 'gaps', '--element', 'colour']);
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain('update-cycle');
  });
});
