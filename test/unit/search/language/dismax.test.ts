import { SearchSyntaxError } from '../../../../src/domain/errors.js';
import { parseQuery } from '../../../../src/search/language/parse-query.js';
import type { QueryOptions } from '../../../../src/search/language/query-options.js';
import { sketch } from './tree.js';

const options: QueryOptions = { now: 0 };

describe('q', () => {
  it.each([
    ['', '*:*'],
    ['  ', '*:*'],
    ['""', '*:*'],
    ["''", '*:*'],
    ['*:*', '*:*'],
    ['*', '*:*'],
    ['bus', '<bus>'],
    ['公共停车场', '<公共停车场>'],
    ['title:bus', 'title:bus'],
    ['title:bus stop', '+title:bus +stop'],
    ['title: "european census" ~ 4', '+title:"european census" +4'],
    ['bus +state:active', '+bus +state:active'],
    ['foo\\:bar', 'foo:bar'],
    ['https://example.com/a?b=c', '<https://example.com/a?b=c>'],
    ['地图 1:10000', '<地图> <1:10000> @2'],
    ['8:30', '<8:30>'],
    ['"COVID-19: cases"', '<"COVID-19: cases">'],
    ['标题：停车', '<标题> <停车> @2'],
  ])('%j is %s: a colon after a name changes the language', (q, expected) => {
    expect(sketch(parseQuery(q, options))).toBe(expected);
  });

  it.each([
    ['1:10000', '1:10000'],
    ['*', '<*>'],
    ['“停车”', '<“停车”>'],
    ['教育、学校', '<教育、学校>'],
    ['a OR b', '<a> <b> @2'],
    ['a OR b c', '<a> <b> <c> @2'],
    ['a AND b OR c', '+<a> +<b> <c> @1'],
    ['-a', '-<a>'],
  ])('%j is %s when reading strictly', (q, expected) => {
    expect(sketch(parseQuery(q, { ...options, strict: true }))).toBe(expected);
  });

  it.each([
    ['dismax', 'title:a', '<title:a>'],
    ['lucene', 'a b', '+a +b'],
    ['edismax', 'title:a', 'title:a'],
    ['edismax', 'a:b:c', '<a:b:c>'],
    ['edismax', 'a b', '<a> <b> @2'],
    [' ', 'a', '<a>'],
  ])('is read by the parser that defType=%s names: %s is %s', (defType, q, expected) => {
    expect(sketch(parseQuery(q, { ...options, defType }))).toBe(expected);
  });

  it('knows no other parser', () => {
    expect(() => parseQuery('a', { ...options, defType: 'func' })).toThrow(
      expect.objectContaining({ parameter: 'defType', position: 0 }) as Error,
    );
  });
});

describe('a simple search', () => {
  it.each([
    ['a b', '<a> <b> @2', 'one or two words: both'],
    ['a b c', '<a> <b> <c> @2', 'three to five: all but one'],
    ['a b c d e', '<a> <b> <c> <d> <e> @4', ''],
    ['a b c d e f g', '<a> <b> <c> <d> <e> <f> <g> @5', 'more: 80 percent'],
    ['+a b', '+<a> <b> @1', 'signs'],
    ['a -b', '<a> -<b>', ''],
    ['a NOT b', '<a> -<b>', ''],
    ['-a', '+*:* -<a>', 'exclusions alone are taken from everything'],
    ['"a b" c', '<"a b"> <c> @2', 'phrases'],
    ['-"a b" c', '-<"a b"> <c>', ''],
    ['a"b c"d', '<a> <"b c"> <d> @2', ''],
    ['a "b c', '<a> <b> <c> @2', 'an open quotation mark is left out'],
    ['"', 'nothing', ''],
    ['" "', 'nothing', ''],
    ['a AND b', '+<a> +<b>', 'operators'],
    ['a && b', '+<a> +<b>', ''],
    ['水质 OR 学校', '<水质> <学校>', ''],
    ['水质 || 学校', '<水质> <学校>', ''],
    ['a OR b c', '(<a> <b>) <c> @2', 'an OR binds its neighbours'],
    ['a b OR c d', '<a> (<b> <c>) <d> @2', ''],
    ['a OR -b c', '(<a> -<b>) <c> @2', ''],
    ['AND', '<AND>', 'an operator without neighbours is a word'],
    ['a AND', '<a> <AND> @2', ''],
    ['OR a', '<OR> <a> @2', ''],
    ['a OR AND b', '+<a> +<b>', 'the last of several operators'],
    ['NOT NOT a', '-<NOT> <a>', ''],
    ['a - b', '<a> <b> @2', 'stray signs are left out'],
    ['a +- b', '<a> <b> @2', ''],
    ['+-a', '<a>', ''],
    ['a -', '<a>', ''],
    ['+', 'nothing', ''],
    ['- + -', 'nothing', ''],
    ['C++ pm2.5 wms/wfs', '<C++> <pm2.5> <wms/wfs> @2', 'signs within words'],
    ['europ*', '<europ*>', 'nothing else means anything'],
    ['roam~ a^2 (b) [c] {d} /e/ \\f', '<roam~> <a^2> <(b)> <[c]> <{d}> </e/> <\\f> @5', ''],
    ['constructor __proto__', '<constructor> <__proto__> @2', ''],
    ['“公共 停车”', '<"公共 停车">', 'quotation marks of Chinese keyboards'],
    ['＂公共 停车＂', '<"公共 停车">', ''],
    ['“公共', '<公共>', ''],
    ['教育，学校；名单', '<教育> <学校> <名单> @2', 'marks between words'],
    ['《政府信息公开条例》', '<政府信息公开条例>', ''],
    ['停车场（公共）', '<停车场> <公共> @2', ''],
    ['ｐｍ２．５', '<ｐｍ２．５>', 'full width is for the evaluator to fold'],
    ['停车　学校', '<停车> <学校> @2', ''],
    ['a\u0000b\ud800', '<a> <b\ufffd> @2', ''],
    ['！？', 'nothing', ''],
  ])('%j is %s %s', (q, expected) => {
    expect(sketch(parseQuery(q, options))).toBe(expected);
  });

  it('looks into the fields of qf, the best of which counts', () => {
    expect(parseQuery('bus', options)).toEqual({
      type: 'words',
      text: 'bus',
      quoted: false,
      fields: [
        { field: 'name', boost: 4 },
        { field: 'title', boost: 4 },
        { field: 'tags', boost: 2 },
        { field: 'groups', boost: 2 },
        { field: 'text', boost: 1 },
      ],
      tie: 0.1,
      position: 0,
    });
    expect(parseQuery(' bus', { ...options, qf: 'title^1.5  notes', tie: 0 })).toMatchObject({
      fields: [
        { field: 'title', boost: 1.5 },
        { field: 'notes', boost: 1 },
      ],
      tie: 0,
      position: 1,
    });
    expect(parseQuery('bus', { ...options, qf: ' ', df: 'notes' })).toMatchObject({
      fields: [{ field: 'notes', boost: 1 }],
    });
  });

  it.each([
    ['1', 3, 1],
    ['5', 3, 3],
    ['0', 3, 1],
    ['-1', 3, 2],
    ['-9', 3, 1],
    ['50%', 3, 1],
    ['-50%', 3, 2],
    ['100%', 3, 3],
    ['2<-1 5<80%', 2, 2],
    ['2<-1 5<80%', 6, 4],
    ['2<-1 5<80%', 10, 8],
    ['2 < -1', 3, 2],
    ['3<90%', 3, 3],
    [' 2 ', 3, 2],
  ])('with mm=%s and %i words needs %i', (mm, count, expected) => {
    const q = Array.from({ length: count }, (_, index) => `w${index}`).join(' ');
    expect(parseQuery(q, { ...options, mm })).toMatchObject({ minimumShouldMatch: expected });
  });

  it.each([
    [{ mm: 'most' }, 'mm'],
    [{ mm: '' }, 'mm'],
    [{ mm: '2<' }, 'mm'],
    [{ mm: ' '.repeat(201) }, 'mm'],
    [{ qf: 'title '.repeat(101) }, 'qf'],
    [{ mm: 'x<2' }, 'mm'],
    [{ mm: '1<2<3' }, 'mm'],
    [{ qf: 'title^x' }, 'qf'],
    [{ qf: '^2' }, 'qf'],
  ])('refuses %j, naming the parameter', (wrong, parameter) => {
    expect(() => parseQuery('a b c', { ...options, ...wrong })).toThrow(
      expect.objectContaining({ code: 'search-syntax', parameter }) as Error,
    );
  });

  it('has a bound of words', () => {
    const words = Array.from({ length: 1025 }, () => 'w').join(' ');
    expect(() => parseQuery(words, options)).toThrow(SearchSyntaxError);
    expect(parseQuery(words.slice(2), options)).toMatchObject({ minimumShouldMatch: 819 });
  });
});
