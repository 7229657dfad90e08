import { keysOf } from '../../../src/search/document-set.js';
import { DocumentTerms } from '../../../src/search/document-terms.js';
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

  it('stay what they are where hardly two documents have the same', () => {
    const terms = new DocumentTerms(fieldOf);
    const many = 20_000;
    terms.reserve(many + 1);
    const tag = (number: number): number => FIELDS.length * number + 3;
    for (let key = 1; key <= many; key += 1) {
      terms.put(key, Uint32Array.of(0, tag(key), tag(key + 1)));
      terms.show(key);
    }
    const counts = terms.countIn(Uint32Array.of(1, 2, 16_500, many), ['tags', 'groups'], tag(many + 2));
    expect([1, 2, 3, 4, 16_500, 16_501, many, many + 1].map((number) => counts[tag(number)])).toEqual([
      1, 2, 1, 0, 1, 1, 1, 1,
    ]);
    expect(counts[0]).toBe(4);
    for (const key of [1, 16_383, 16_384, 16_385, many])
      expect([...terms.of(key, 'tags')]).toEqual([tag(key), tag(key + 1)]);
    terms.hide(7);
    terms.put(7, Uint32Array.of(0));
    terms.show(7);
    expect([...terms.of(7, 'tags')]).toEqual([]);
    expect([tag(7), tag(8), tag(9), 0].map((term) => terms.count(term))).toEqual([1, 1, 2, many]);
  });

  it('are those of counted fields alone', () => {
    const terms = new DocumentTerms((term) => (term === 5 ? 'notes' : fieldOf(term)));
    terms.reserve(2);
    terms.put(1, Uint32Array.of(5, 3, 0, 7, 1));
    const all: number[] = [];
    terms.forEach(1, (term) => all.push(term));
    expect(all.sort((one, other) => one - other)).toEqual([0, 1, 3, 7]);
    expect([...terms.of(1, 'tags')]).toEqual([3, 7]);
  });

  it('stay what they are where a few documents have more than anybody else', () => {
    const terms = new DocumentTerms(fieldOf);
    const documents = 40;
    const each = 10_000;
    terms.reserve(documents + 1);
    for (let key = 1; key <= documents; key += 1) {
      terms.put(
        key,
        Uint32Array.from({ length: each }, (_, place) => FIELDS.length * (key + place) + 3),
      );
      terms.show(key);
    }
    const counts = terms.countIn(
      Uint32Array.of(1, 2, documents),
      ['tags'],
      FIELDS.length * (each + documents + 2),
    );
    expect(
      [1, 2, documents, each, each + documents].map((place) => counts[FIELDS.length * place + 3]),
    ).toEqual([1, 2, 3, 3, 0]);
    expect([...terms.of(documents, 'tags')]).toHaveLength(each);
  });
});
