import { keysOf } from '../../../src/search/document-set.js';
import { DocumentTerms } from '../../../src/search/document-terms.js';
import { ValueSets } from '../../../src/search/value-sets.js';
import { seededRandom } from '../../support/seeded-random.js';

const FIELDS = ['groups', 'res_format', 'license_id', 'tags'];
const PER_FIELD = 40;
const KEYS = 4000;

/** Terms of the fields in turn: a tag is every fourth. */
function fieldOf(term: number): string {
  return FIELDS[term % FIELDS.length] ?? '';
}

describe('terms of documents', () => {
  it('are counted, listed and kept as sets as if each document were looked at', () => {
    const random = seededRandom(7);
    const terms = new DocumentTerms(fieldOf);
    terms.reserve(KEYS + 1);
    const naive = new Map<number, ReadonlySet<number>>();
    const put = (key: number): void => {
      const some = new Set<number>();
      for (let count = random.below(9); count > 0; count -= 1)
        // The first terms are common.
        some.add(random.below(random.below(2) === 0 ? 8 : FIELDS.length * PER_FIELD));
      terms.put(key, Uint32Array.from(some));
      terms.show(key);
      naive.set(key, some);
    };
    for (let key = 1; key <= KEYS; key += 1) put(key);
    terms.chooseCommon(Uint32Array.from(naive.keys()));
    for (let change = 0; change < 1000; change += 1) {
      const key = 1 + random.below(KEYS);
      if (naive.delete(key)) terms.hide(key);
      if (random.below(3) > 0) put(key);
    }

    const live = Uint32Array.from(naive.keys()).sort();
    const some = live.filter((key) => key % 3 === 0);
    for (const fields of [FIELDS, ['tags'], ['groups', 'license_id']]) {
      const counted = terms.countIn(some, fields, FIELDS.length * PER_FIELD);
      for (let term = 0; term < counted.length; term += 1) {
        if (!fields.includes(fieldOf(term))) continue;
        expect(counted[term]).toBe([...some].filter((key) => naive.get(key)?.has(term)).length);
      }
    }
    let common = 0;
    for (let term = 0; term < FIELDS.length * PER_FIELD; term += 1) {
      const having = [...live].filter((key) => naive.get(key)?.has(term));
      expect(terms.count(term)).toBe(having.length);
      const set = terms.common(term);
      if (set === undefined) continue;
      common += 1;
      expect([...keysOf(set)]).toEqual(having);
    }
    expect(common).toBeGreaterThan(4);
    for (const key of live.slice(0, 200)) {
      const all: number[] = [];
      terms.forEach(key, (term) => all.push(term));
      expect(new Set(all)).toEqual(naive.get(key));
      for (const field of FIELDS) {
        const ofField = [...terms.of(key, field)].filter((term) => fieldOf(term) === field);
        expect(new Set(ofField)).toEqual(new Set(all.filter((term) => fieldOf(term) === field)));
      }
    }
  });

  it('may have more different sets than two bytes can number', () => {
    const sets = new ValueSets();
    const many = 70_000;
    sets.reserve(many + 1);
    for (let key = 1; key <= many; key += 1) sets.put(key, Uint32Array.of(key, key + 1), 0, 2);
    const counts = new Uint32Array(many + 2);
    sets.countIn(Uint32Array.of(1, 2, 66_000, many), counts);
    expect([...sets.of(66_000)]).toEqual([66_000, 66_001]);
    expect([1, 2, 3, 66_000, 66_001, many, many + 1].map((term) => counts[term])).toEqual([
      1, 2, 1, 1, 1, 1, 1,
    ]);
    // Of the sets that are there already none is made anew.
    sets.put(5, Uint32Array.of(66_000, 66_001), 0, 2);
    expect([...sets.of(5)]).toEqual([66_000, 66_001]);
  });
});
