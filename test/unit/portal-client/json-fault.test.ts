import { findJsonFault } from '../../../src/portal-client/json-fault.js';

const WHOLE = '{"a\\u4e2d": [1, -2.5e+3, true, false, null, "x\\"y", {}, []], "b": {"c": "中"}} ';

describe('findJsonFault', () => {
  it('calls every proper beginning of a text truncated at its end', () => {
    const text = WHOLE.trimEnd();
    for (let length = 1; length < text.length; length += 1) {
      const part = text.slice(0, length);
      expect(() => JSON.parse(part) as unknown).toThrow(SyntaxError);
      expect([part, findJsonFault(part)]).toEqual([part, { position: part.length, truncated: true }]);
    }
  });

  it.each([
    ['{"a": undefined}', 6],
    ['[1,]', 3],
    ['{"a":1,}', 7],
    ['{a:1}', 1],
    ['[1}', 2],
    ['["a\nb"]', 3],
    ['["\\x"]', 2],
    ['{"a" 1}', 5],
    ['[1] 2', 4],
    ['callback({})', 0],
    ['[tru]', 1],
  ])('finds the fault of %j', (text, position) => {
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
    expect(findJsonFault(text)).toEqual({ position, truncated: false });
  });

  it('manages a string of several megabytes and deep nesting', () => {
    expect(findJsonFault(`["${'中'.repeat(3_000_000)}`).truncated).toBe(true);
    expect(findJsonFault('['.repeat(1_000_000))).toEqual({ position: 1_000_000, truncated: true });
  });
});
