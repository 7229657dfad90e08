import { compileRequest } from '../../../../harvesters/portal-api/request.js';
import { compileJsonTemplate, compileTemplate } from '../../../../harvesters/portal-api/template.js';

const BASE = 'https://portal.example.org/base';
const faults: string[] = [];
const report = (pointer: string, message: string): void => {
  faults.push(`${pointer} ${message}`);
};

beforeEach(() => {
  faults.length = 0;
});

describe('a template', () => {
  it.each([
    ['plain', {}, 'plain'],
    ['{id}', { id: 7 }, '7'],
    ['a-{id}-{part}', { id: 'x', part: true }, 'a-x-true'],
    ['{id}', { id: '29200/1 2' }, '29200%2F1%202'],
    ['{id|underscore}', { id: '29200/1/2' }, '29200_1_2'],
    ['{id|raw}', { id: '/a?b=c' }, '/a?b=c'],
    ['{ id } {1} {}', {}, '{ id } {1} {}'],
  ])('fills %s', (text, words, expected) => {
    expect(compileTemplate(text, '', report).fill(words, encodeURIComponent)).toBe(expected);
  });

  it('keeps the type of a value that is exactly one placeholder', () => {
    const json = compileJsonTemplate(
      { page: '{page}', text: 'p{page}', list: ['{page}', null, 5], deep: { size: '{size}' } },
      '',
      report,
    );
    expect(json.fill({ page: 2, size: 10 })).toEqual({
      page: 2,
      text: 'p2',
      list: [2, null, 5],
      deep: { size: 10 },
    });
    expect(json.names).toEqual(['page', 'page', 'page', 'size']);
  });

  it('does not fill in what an object has by nature', () => {
    expect(() => compileTemplate('{toString}', '', report).fill({})).toThrow('no value for {toString}');
  });

  it('says that a filter is unknown', () => {
    compileTemplate('{id|base64}', '/page', report);
    expect(faults).toEqual([expect.stringContaining('/page "{id|base64}"')]);
  });
});

describe('a request', () => {
  it.each([
    ['list', 'https://portal.example.org/base/list'],
    ['/list', 'https://portal.example.org/list'],
    ['../list?x=1', 'https://portal.example.org/list?x=1'],
    ['https://other.example.org/list', 'https://other.example.org/list'],
    ['', 'https://portal.example.org/base/'],
  ])('finds the path %s', (path, url) => {
    expect(compileRequest({ path }, '', report).fill(BASE, {})).toEqual({ url });
  });

  it('refuses what is no address of a portal', () => {
    const request = compileRequest({ path: '{href|raw}' }, '', report);
    expect(() => request.fill(BASE, { href: 'javascript:alert(1)' })).toThrow('no address');
    expect(() => request.fill(BASE, { href: 'file:///etc/passwd' })).toThrow('no address');
  });

  it('sends half a character as the sign for an unknown one', () => {
    const { url } = compileRequest({ path: 'x/{id}' }, '', report).fill(BASE, { id: '\ud83d' });
    expect(url).toBe('https://portal.example.org/base/x/%EF%BF%BD');
  });

  it('encodes parameters once and leaves out those that are null', () => {
    const query = { q: '{id}', empty: '', none: null, page: '{page}' };
    const { url } = compileRequest({ path: 'x', query }, '', report).fill(BASE, { id: '04/0 2', page: 1 });
    expect(url).toBe('https://portal.example.org/base/x?q=04%2F0+2&empty=&page=1');
  });

  it.each([
    [{ form: { a: '{id}', b: 2 } }, 'application/x-www-form-urlencoded', 'a=x+y&b=2'],
    [
      { form: { postData: { id: '{page}' } } },
      'application/x-www-form-urlencoded',
      'postData=%7B%22id%22%3A1%7D',
    ],
    [{ json: { a: '{page}' } }, 'application/json', '{"a":1}'],
    [{ encodedJson: { a: '{id}' } }, 'application/x-www-form-urlencoded', '%7B%22a%22%3A%22x%20y%22%7D'],
    [
      { graphql: { query: '{ list {id} }', variables: { input: '{page}' } } },
      'application/json',
      '{"query":"{ list {id} }","variables":{"input":1}}',
    ],
    [{ method: 'POST' }, 'application/x-www-form-urlencoded', ''],
  ])('writes the body of %j', (spec, mediaType, text) => {
    const { body } = compileRequest({ path: 'x', ...spec }, '', report).fill(BASE, { id: 'x y', page: 1 });
    expect(body).toEqual({ mediaType, text });
    expect(faults).toEqual([]);
  });

  it('has one body, and none where it is a GET', () => {
    compileRequest({ path: 'x', form: {}, json: {} }, '/list', report);
    compileRequest({ path: 'x', method: 'GET', json: {} }, '/detail', report);
    expect(faults).toEqual([
      '/list a request has one body: form or json',
      '/detail/method a GET cannot carry json',
    ]);
  });
});
