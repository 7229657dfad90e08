import { readFileSync } from 'node:fs';
import type { Crosswalks } from '../../../src/domain/crosswalk.js';
import { createNormaliser } from '../../../src/normalise/normalise-draft.js';
import {
  canonicalOf,
  chinesePortals,
  countWords,
  draftWith,
  judgeWords,
  type JudgedWord,
  listWords,
  MEASURED,
  type Measured,
  PROBLEMS,
  qualityOf,
  recordFiles,
  sourceOf,
} from '../../support/crosswalk-quality.js';
import { shippedCrosswalks } from '../../support/national-profile.js';
import { sharedData } from '../../support/shared-data.js';

/** Of the values that mean something, the share that has to be mapped. */
const BOUNDS: Readonly<Record<Measured, number>> = {
  updateCycle: 0.99,
  openType: 0.99,
  themes: 0.95,
  formats: 0.99,
  dates: 0.995,
};

const POINTERS: Readonly<Record<Measured, string>> = {
  updateCycle: '/updateCycle',
  openType: '/openness/type',
  themes: '/themes',
  formats: '/formats',
  dates: '/issued',
};

interface Judgement {
  readonly element: Measured;
  readonly source: string;
  readonly word: unknown;
  readonly expected: unknown;
  readonly gap?: string;
}

const JUDGEMENTS = JSON.parse(
  readFileSync('test/fixtures/crosswalks/hand-checked.json', 'utf8'),
) as readonly Judgement[];

const crosswalks: Crosswalks = shippedCrosswalks();
const root = sharedData('');
const withCatalogues = root === undefined ? describe.skip : describe;

withCatalogues('the shipped crosswalks over the catalogues of Chinese portals', () => {
  const portals = chinesePortals(root ?? '');
  let judged: readonly JudgedWord[] = [];

  beforeAll(() => {
    judged = judgeWords(countWords(portals, crosswalks), crosswalks);
    process.stderr.write(reportOf(judged));
  }, 60_000);

  it('are measured over every file of records', () => {
    const files = new Set(portals.map(({ path }) => path));
    expect(recordFiles(root ?? '').filter((path) => !files.has(path))).toEqual([]);
  });

  it.each(MEASURED)('map the values of %s that mean something', (element) => {
    const quality = qualityOf(element, judged);
    expect(quality.meaningful).toBeGreaterThan(40_000);
    expect(quality.share).toBeGreaterThanOrEqual(BOUNDS[element]);
  });

  it.each(MEASURED)('leave no value of %s unmapped without a word', (element) => {
    for (const { reported, value } of unmappedOf(element)) {
      expect(reported.length).toBeGreaterThan(0);
      expect(new Set(reported.map((problem) => problem.value)).size).toBe(reported.length);
      for (const problem of reported) {
        expect(problem.pointer).toBe(POINTERS[element]);
        expect(JSON.stringify(value).replaceAll('\\t', ' ')).toContain(problem.value);
      }
    }
  });

  it('report a value that is one word exactly once', () => {
    const words = MEASURED.flatMap(unmappedOf).filter(({ value }) => !/[,，]/u.test(JSON.stringify(value)));
    expect(words.length).toBeGreaterThan(50);
    expect(words.filter(({ reported }) => reported.length !== 1)).toEqual([]);
  });

  function unmappedOf(element: Measured): readonly JudgedWord[] {
    return judged.filter((word) => word.element === element && word.outcome === 'unmapped');
  }
});

describe('the hand-checked sample', () => {
  it('has 300 judgements, 60 for each element, and no word twice', () => {
    expect(MEASURED.map((element) => JUDGEMENTS.filter((one) => one.element === element).length)).toEqual([
      60, 60, 60, 60, 60,
    ]);
    const keys = JUDGEMENTS.map(({ element, source, word }) => JSON.stringify([element, source, word]));
    expect(new Set(keys).size).toBe(300);
  });

  it.each(JUDGEMENTS.map((one) => [one.element, one.source, JSON.stringify(one.word), one] as const))(
    '%s of %s: %s',
    (element, source, _word, { word, expected, gap }) => {
      const result = createNormaliser(sourceOf(source), crosswalks).normalise(draftWith(element, word), 'id');
      const isReported = result.problems.some(({ code }) => code === PROBLEMS[element]);
      const found = isReported ? null : (canonicalOf(element, result) ?? null);
      expect(found).toEqual(gap === undefined ? expected : null);
      if (gap !== undefined) expect(isReported).toBe(true);
    },
  );
});

/** The shares, and by element what is not mapped and what means nothing, with its portal. */
function reportOf(judged: readonly JudgedWord[]): string {
  const parts = MEASURED.map((element) => {
    const { meaningful, mapped, share, distinct, meaningless } = qualityOf(element, judged);
    const percent = (100 * share).toFixed(2);
    return [
      `${element}: ${mapped} of ${meaningful} (${percent} %), ${distinct} distinct values, ${meaningless} mean nothing`,
      ...listWords(judged, element, 'unmapped').map((line) => `  unmapped ${line}`),
      ...listWords(judged, element, 'no meaning').map((line) => `  no meaning ${line}`),
    ].join('\n');
  });
  return `${parts.join('\n')}\n`;
}
