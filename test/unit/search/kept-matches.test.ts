import {
  addKey,
  beginScratch,
  bytesOfSet,
  emptySet,
  hasKey,
  scratchSet,
} from '../../../src/search/document-set.js';
import type { DocumentSet } from '../../../src/search/document-set.js';
import { keepMatches } from '../../../src/search/kept-matches.js';
import type { KeptMatches } from '../../../src/search/kept-matches.js';
import type { Matcher } from '../../../src/search/matcher.js';
import { makeDataset, makeSource, makeUpsert } from '../../support/make-dataset.js';
import { TempHub } from '../../support/temp-hub.js';

const CAPACITY = 3200;
const SET = bytesOfSet(emptySet(CAPACITY));

let asked: string[];
function keeping(bytes: number): KeptMatches {
  asked = [];
  const match = (expression: string): DocumentSet => {
    asked.push(expression);
    const set = scratchSet(CAPACITY);
    addKey(set, expression.length);
    return set;
  };
  return keepMatches({ match } as Matcher, bytes);
}

describe('documents of words', () => {
  it('are kept from the second asking on, until the next state', () => {
    const matcher = keeping(10 * SET);
    for (let turn = 0; turn < 4; turn += 1) {
      beginScratch();
      expect(hasKey(matcher.match('水质'), 2)).toBe(true);
    }
    expect(asked).toHaveLength(2);
    matcher.forget();
    matcher.match('水质');
    // It has been asked for before: nothing says that it will not be again.
    matcher.match('水质');
    expect(asked).toHaveLength(3);
  });

  it('are nobody else’s: a caller may change what it gets', () => {
    const matcher = keeping(10 * SET);
    for (let turn = 0; turn < 4; turn += 1) {
      beginScratch();
      const found = matcher.match('水质');
      expect(hasKey(found, 7)).toBe(false);
      addKey(found, 7);
    }
  });

  it('are kept within bounds: the ones asked for lately, none of 0 bytes, none of long expressions', () => {
    const matcher = keeping(2 * SET);
    for (const word of ['甲', '乙乙', '丙丙丙']) for (let turn = 0; turn < 2; turn += 1) matcher.match(word);
    asked = [];
    for (const word of ['丙丙丙', '乙乙', '甲']) matcher.match(word);
    expect(asked).toEqual(['甲']);
    const long = '长'.repeat(501);
    for (let turn = 0; turn < 3; turn += 1) matcher.match(long);
    expect(asked).toHaveLength(4);
    const none = keeping(0);
    for (let turn = 0; turn < 3; turn += 1) none.match('水质');
    expect(asked).toHaveLength(3);
  });

  it('follow each publication', async () => {
    const hub = new TempHub();
    const source = makeSource();
    const { view } = hub.openSearch();
    const count = (): number =>
      view.search({
        ...{ q: '停车', fq: [], sort: '', start: 0, rows: 0 },
        facets: { fields: ['tags'], limit: 50, minCount: 1 },
      }).count;
    for (let round = 1; round <= 3; round += 1) {
      await hub.publish(source, [makeUpsert(makeDataset(`r${round}`, { title: `停车场 ${round}` }))]);
      await view.refresh();
      for (let turn = 0; turn < 3; turn += 1) expect(count()).toBe(round);
    }
    await hub.close();
  });
});
