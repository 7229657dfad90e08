import { collectGaps, gapCodeOf } from '../../../src/app/crosswalk-gaps.js';
import { GAP_ELEMENTS } from '../../../src/cli/requests.js';
import { RULES } from '../../../src/domain/rules.js';
import type { Source } from '../../../src/domain/source.js';
import type { LiveProblem } from '../../../src/storage/reader/sqlite-problem-reader.js';
import { shippedCrosswalks } from '../../support/national-profile.js';
import { testSource } from '../../support/source.js';

const crosswalks = shippedCrosswalks();

function gapsOf(problems: readonly LiveProblem[], sources: readonly Source[] = [testSource({ id: 'a' })]) {
  return collectGaps({ problems, elements: GAP_ELEMENTS, sources, crosswalks });
}

function problem(code: string, word: string, sourceId = 'a', datasets = 1): LiveProblem {
  return { code, word, sourceId, datasets };
}

describe('collectGaps', () => {
  it.each(GAP_ELEMENTS)('%s has a rule that quotes its words', (element) => {
    expect(RULES.map(({ code }) => code)).toContain(gapCodeOf(element));
  });

  it('adds up the portals of a word and puts the most frequent first', () => {
    const sources = [testSource({ id: 'a' }), testSource({ id: 'b' })];
    const gaps = gapsOf(
      [
        problem('unknown-theme', '魔法', 'a', 1),
        problem('unknown-theme', '魔法', 'b', 5),
        problem('unknown-update-cycle', '魔法', 'b', 2),
        problem('date-unreadable', '去年春天', 'a', 9),
        problem('missing-title', '', 'a', 100),
      ],
      sources,
    );
    expect(gaps).toEqual([
      { element: 'date', word: '去年春天', datasets: 9, sources: [{ sourceId: 'a', datasets: 9 }] },
      {
        element: 'theme',
        word: '魔法',
        datasets: 6,
        sources: [
          { sourceId: 'b', datasets: 5 },
          { sourceId: 'a', datasets: 1 },
        ],
      },
      { element: 'update-cycle', word: '魔法', datasets: 2, sources: [{ sourceId: 'b', datasets: 2 }] },
    ]);
  });

  it.each([
    ['unknown-update-cycle', '每日'],
    ['unknown-open-type', '无条件开放'],
    ['unknown-share-type', '无条件共享'],
    ['unknown-theme', '交通运输'],
    ['unknown-format', 'csv'],
    ['unknown-license', 'cc-by'],
  ])('leaves out what the crosswalks know by now: %s %s', (code, word) => {
    expect(gapsOf([problem(code, word), problem(code, '魔法')])).toMatchObject([{ word: '魔法' }]);
  });

  it("goes by each source's own crosswalks", () => {
    const sources = [
      testSource({ id: 'a', crosswalks: { 'update-cycle': { 魔法: 'daily' } } }),
      testSource({ id: 'b' }),
    ];
    const gaps = gapsOf(
      [problem('unknown-update-cycle', '魔法', 'a'), problem('unknown-update-cycle', '魔法', 'b')],
      sources,
    );
    expect(gaps).toMatchObject([{ datasets: 1, sources: [{ sourceId: 'b' }] }]);
  });

  it('lists the words of a source that is configured no more', () => {
    expect(gapsOf([problem('unknown-theme', '交通运输', 'gone')])).toHaveLength(1);
  });
});
