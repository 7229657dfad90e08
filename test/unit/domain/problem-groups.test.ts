import { createProblemGroups } from '../../../src/domain/problem-groups.js';
import type { Problem } from '../../../src/domain/problem.js';

function problem(code: string, bar: Problem['bar']): Problem {
  return { stage: 'validate', code, bar, pointer: '' };
}

describe('groups of problems', () => {
  it('counts records, not problems, and puts first what stops publication', () => {
    const groups = createProblemGroups();
    const often = problem('often', 'conformant');
    groups.add({ remoteId: '1', title: 'T', problems: [often, often, problem('tip', 'advice')] });
    groups.add({ remoteId: '2', problems: [often, problem('stop', 'publishable')] });
    groups.add({ remoteId: '3', problems: [] });
    expect(groups.all().map(({ code, records, example }) => [code, records, example.remoteId])).toEqual([
      ['stop', 1, '2'],
      ['often', 2, '1'],
      ['tip', 1, '1'],
    ]);
    expect(groups.all()[1]?.example.title).toBe('T');
  });
});
