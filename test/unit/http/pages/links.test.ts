import { createLink, ownAddress } from '../../../../src/http/pages/links.js';

describe('a link to a page of ours', () => {
  it('keeps the language and the moment, and what it is given', () => {
    const link = createLink({ locale: 'en', asOf: '2026-09-02' });
    expect(
      link('/dataset#all', [
        ['q', '公交 "x"'],
        ['page', undefined],
        ['rows', 2],
      ]),
    ).toBe('/dataset?q=%E5%85%AC%E4%BA%A4+%22x%22&rows=2&lang=en&as_of=2026-09-02#all');
    expect(createLink({ locale: 'zh' })('/')).toBe('/');
  });
});

describe('the way on', () => {
  it.each(['/', '/dataset?q=a&page=2#x', '/a/%2f%2fevil.example', '/?next=//evil.example'])(
    'leads to %s',
    (path) => {
      expect(ownAddress(path)).toBe(path);
    },
  );

  it.each([
    '',
    'dataset',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/a\r\nLocation: https://evil.example',
    '/\t/evil.example',
    '/a b',
    '/a\\..\\b',
  ])('leads to the first page in place of %j', (address) => {
    expect(ownAddress(address)).toBe('/');
  });
});
