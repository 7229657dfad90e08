import { freeName } from '../../../src/storage/writer/free-name.js';

function free(slug: string, suffixes: readonly string[], ...taken: readonly string[]): string {
  return freeName(slug, suffixes, (name) => taken.includes(name));
}

describe('freeName', () => {
  it.each([
    ['the slug itself', free('ting-che', ['a1']), 'ting-che'],
    ['the first suffix', free('ting-che', ['a1', 'b2'], 'ting-che'), 'ting-che-a1'],
    ['the next suffix', free('ting-che', ['a1', 'b2'], 'ting-che', 'ting-che-a1'), 'ting-che-b2'],
    ['a number at last', free('ting-che', ['a1'], 'ting-che', 'ting-che-a1'), 'ting-che-2'],
    ['the next number', free('ting-che', [], 'ting-che', 'ting-che-2'), 'ting-che-3'],
  ])('gives %s', (_, name, expected) => {
    expect(name).toBe(expected);
  });

  it('stays within 100 characters whatever the suffix', () => {
    const slug = 'x'.repeat(100);
    expect(free(slug, ['abcdef01'], slug)).toBe(`${'x'.repeat(91)}-abcdef01`);
    expect(free(slug, [], slug)).toHaveLength(100);
  });
});
