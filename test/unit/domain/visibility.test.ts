import {
  decideVisibility,
  visibleDistributions,
  type VisibilityFacts,
} from '../../../src/domain/visibility.js';

const POLICY = { unknownOpenness: 'on-request', refuseLevels: ['L4', '4级 脱敏'] } as const;

describe('decideVisibility', () => {
  it.each<[string, VisibilityFacts, ReturnType<typeof decideVisibility>]>([
    [
      '涉密 before anything else',
      { classified: true, openness: { type: 'unconditional' } },
      { refused: 'classified' },
    ],
    ['核心 data', { securityLevel: '核心数据' }, { refused: 'security-level' }],
    ['重要 data', { securityLevel: '3级（重要）' }, { refused: 'security-level' }],
    ['a level of the policy in any width', { securityLevel: 'ｌ４' }, { refused: 'security-level' }],
    ['a level with blanks', { securityLevel: '4级\t脱敏' }, { refused: 'security-level' }],
    ['ordinary data', { securityLevel: '一般', openness: { type: 'unconditional' } }, 'open'],
    ['非重要 data', { securityLevel: '非重要', openness: { open: true } }, 'open'],
    ['not open', { openness: { type: 'not_open' } }, 'closed'],
    ['a flag that says no', { openness: { open: false } }, 'closed'],
    ['a flag that contradicts the type', { openness: { open: false, type: 'unconditional' } }, 'closed'],
    ['conditional', { openness: { open: true, type: 'conditional' } }, 'on-request'],
    ['unconditional', { openness: { type: 'unconditional' } }, 'open'],
    ['nothing said', {}, 'on-request'],
    ['a condition only', { openness: { condition: '用于数据校核' } }, 'on-request'],
  ])('%s', (_, facts, decision) => {
    expect(decideVisibility(facts, POLICY)).toEqual(decision);
  });
});

describe('visibleDistributions', () => {
  const distributions = [{ identifier: 'a' }];

  it('shows those of an open dataset', () => {
    expect(visibleDistributions({ visibility: 'open', distributions })).toBe(distributions);
  });

  it.each(['on-request', 'closed'] as const)('shows none of one that is %s', (visibility) => {
    expect(visibleDistributions({ visibility, distributions })).toEqual([]);
  });
});
