import {
  canonicalJson,
  contentHash,
  datasetIdentifier,
  distributionIdentifier,
  publisherIdentifier,
  sha256Hex,
} from '../../../src/domain/identifiers.js';

const UUID_V5 = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('datasetIdentifier', () => {
  it('is a UUID of version 5 that depends on source and remote id alone', () => {
    expect(datasetIdentifier('tokyo', 'a')).toMatch(UUID_V5);
    expect(datasetIdentifier('tokyo', 'a')).toBe(datasetIdentifier('tokyo', 'a'));
  });

  it('stays what it is: a change here gives every dataset another identity', () => {
    expect(datasetIdentifier('tokyo', '00066383-1352-4761-8549-ae42a2380900')).toBe(
      '1b627256-2a68-5fd7-8bdf-5fe6f595b264',
    );
  });

  it('keeps parts apart whatever characters they hold', () => {
    const pairs = [
      ['a', 'b/c'],
      ['a/b', 'c'],
      ['a","b', 'c'],
      ['a', 'b","c'],
      ['', 'abc'],
    ] as const;
    expect(new Set(pairs.map(([source, id]) => datasetIdentifier(source, id))).size).toBe(pairs.length);
  });

  it('gives distributions another kind of identity than datasets', () => {
    expect(distributionIdentifier('tokyo', 'a')).not.toBe(datasetIdentifier('tokyo', 'a'));
  });
});

describe('publisherIdentifier', () => {
  const code = '11370000MB284651XL';

  it('is one over all portals with a 统一社会信用代码', () => {
    expect(publisherIdentifier({ code, sourceId: 'a', name: '甲' })).toBe(
      publisherIdentifier({ code, sourceId: 'b', localId: '36', name: '乙' }),
    );
  });

  it('belongs to its source without one, by local id before name', () => {
    const byId = publisherIdentifier({ sourceId: 'a', localId: '36', name: '甲' });
    expect(byId).toBe(publisherIdentifier({ sourceId: 'a', localId: '36', name: '改名' }));
    expect(byId).not.toBe(publisherIdentifier({ sourceId: 'b', localId: '36', name: '甲' }));
    expect(publisherIdentifier({ sourceId: 'a', name: '36' })).not.toBe(byId);
  });
});

describe('canonicalJson', () => {
  it('orders keys at every level and leaves lists in their order', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }, 3, [{ f: 1, e: 2 }]], a: { z: null, y: undefined } })).toBe(
      '{"a":{"z":null},"b":[{"c":2,"d":1},3,[{"e":2,"f":1}]]}',
    );
  });

  it('orders below a level that is in order itself', () => {
    expect(canonicalJson({ a: 1, b: { d: 1, c: 2 }, c: [1] })).toBe('{"a":1,"b":{"c":2,"d":1},"c":[1]}');
  });

  it('does not change what it is given', () => {
    const value = { b: 1, a: { d: 1, c: 2 } };
    canonicalJson(value);
    expect(Object.keys(value)).toEqual(['b', 'a']);
    expect(Object.keys(value.a)).toEqual(['d', 'c']);
  });

  it('keeps a member called __proto__ as a member', () => {
    const value: unknown = JSON.parse('{"b":1,"__proto__":{"y":1,"x":2}}');
    expect(canonicalJson(value)).toBe('{"__proto__":{"x":2,"y":1},"b":1}');
  });

  it('puts array-index keys first and writes them alike whatever came first', () => {
    expect(canonicalJson({ b: 1, 10: 1, 9: 1 })).toBe(canonicalJson({ 9: 1, 10: 1, b: 1 }));
  });

  it.each([['text'], [1], [null], [true]])('writes %p as JSON does', (value) => {
    expect(canonicalJson(value)).toBe(JSON.stringify(value));
  });

  it('tells apart texts that differ in a lone surrogate only', () => {
    expect(contentHash({ a: 'x\ud800' })).not.toBe(contentHash({ a: 'x\ud801' }));
    expect(canonicalJson('\ud800')).toBe('"\\ud800"');
  });
});

describe('sha256Hex', () => {
  it('hashes the UTF-8 bytes', () => {
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
