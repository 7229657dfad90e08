import { SearchSyntaxError } from '../../../../src/domain/errors.js';
import { parseFilters, parseQuery } from '../../../../src/search/language/parse-query.js';
import { sketch } from './tree.js';

const NOW = Date.UTC(2026, 2, 31, 10, 20, 30, 456);

function read(fq: string, strict = false): string {
  return parseFilters([fq], { now: NOW, strict, parameter: 'fq_list' }).map(sketch).join(' | ');
}

function failure(fq: string): SearchSyntaxError {
  try {
    parseFilters([fq], { now: NOW });
  } catch (error) {
    if (error instanceof SearchSyntaxError) return error;
  }
  throw new Error(`${fq} is no error`);
}

describe('a value', () => {
  it.each([
    ['bus', 'bus'],
    ['公共停车场', '公共停车场'],
    ['title:bus', 'title:bus'],
    ['title : bus', 'title:bus'],
    ['title: bus', 'title:bus'],
    ['主管:市教育局', '主管:市教育局'],
    ['owner_org:0e5f9f0a-3c7c-4a4b-9a53-0f6a4a0e4c11', 'owner_org:0e5f9f0a-3c7c-4a4b-9a53-0f6a4a0e4c11'],
    ['title:wms/wfs', 'title:wms/wfs'],
    ['a-b+c!d', 'a-b+c!d'],
    ['R&D', 'R&D'],
    ['a&&b', 'a&&b'],
    ['a||b', 'a||b'],
    ["it's", "it's"],
    ['and or not', '+and +or +not'],
    ['ANDROID ORDER NOTE', '+ANDROID +ORDER +NOTE'],
    ['constructor toString __proto__', '+constructor +toString +__proto__'],
    ['title：停车', 'title：停车'],
    ['“停车”', '“停车”'],
    ['停车　学校', '+停车 +学校'],
    ['a\u00a0b', '+a +b'],
    ['a\u0000b', '+a +b'],
    ['a\ud800', 'a\ufffd'],
    ['  a  ', 'a'],
  ])('%j is %s', (fq, expected) => {
    expect(read(fq)).toBe(expected);
  });
});

describe('an escape', () => {
  it.each([
    ['foo\\:bar', 'foo:bar'],
    ['k\\:v:x', 'k:v:x'],
    ['\\AND', 'AND'],
    ['a\\ b', 'a b'],
    ['\\(a\\)', '(a)'],
    ['\\"a', '"a'],
    ['a\\\\', 'a\\'],
    ['\\*', '*'],
    ['a\\*b', 'a*b'],
    ['a\\?', 'a?'],
    ['\\u4e2d\\u6587', '中文'],
    ['\\ud83d\\ude00', '😀'],
    ['\\😀', '😀'],
    ['\\ud83d', '\ufffd'],
    ['a\\u0000', 'a '],
    ['\\/a', '/a'],
    ['\\+a', '+a'],
    ['\\-', '-'],
    ['"a \\"b\\" c"', '"a "b" c"'],
    ['a\\*b*', 'a*b*'],
    ['a\\*b?', "'a*b'?"],
    ['url:http\\:\\/\\/x', 'url:http://x'],
  ])('%j is %s', (fq, expected) => {
    expect(read(fq)).toBe(expected);
  });
});

describe('a phrase', () => {
  it.each([
    ['"a b"', '"a b"'],
    ['title:"european census"', 'title:"european census"'],
    ['title: "european census"', 'title:"european census"'],
    ['identifier:"https://example.com/a?b=c#d"', 'identifier:"https://example.com/a?b=c#d"'],
    ['""', '""'],
    ['"a b"~4', '"a b"~4'],
    ['"a b"~', '"a b"'],
    ['"a b"~1.7', '"a b"~1'],
    ['"a b"~99999999999', '"a b"~2147483647'],
    ['title:"european census" ~ 4', '+title:"european census" +4'],
    ['"a b" ~4', '"a b"~4'],
    ['"a b"~4^2', '("a b"~4)^2'],
    ['"a b"^2~4', '("a b"~4)^2'],
    ['"AND"', '"AND"'],
    ['"a""b"', '+"a" +"b"'],
    ['a"b"c', '+a +"b" +c'],
    ['"{!x}"', '"{!x}"'],
  ])('%j is %s', (fq, expected) => {
    expect(read(fq)).toBe(expected);
  });
});

describe('a wildcard or fuzzy term', () => {
  it.each([
    ['title:europ*', 'title:europ*'],
    ['te?t', "'te'?'t'"],
    ['t*t', "'t'*'t'"],
    ['*port', "*'port'"],
    ['?', '?'],
    ['te?*', "'te'?*"],
    ['te**', 'te*'],
    ['te**st', "'te'*'st'"],
    ['a/*', 'a/*'],
    ['停*', '停*'],
    ['te*~2', 'te*'],
    ['te*^2', '(te*)^2'],
    ['*:*', '*:*'],
    ['*', '*:*'],
    ['title:*', 'title:*'],
    ['title:(*)', 'title:*'],
    ['title:**', 'title:*'],
    ['harvest_object_id:*', 'harvest_object_id:*'],
    ['(collection_package_id:* OR *:*)', 'collection_package_id:* *:*'],
    ['*:* -a', '+*:* -a'],
    ['*:x', '*:x'],
    ['roam~', 'roam~2'],
    ['roam~1', 'roam~1'],
    ['roam~0', 'roam~0'],
    ['roam~7', 'roam~2'],
    ['roam~0.8', 'roam~0'],
    ['roam~0.5', 'roam~2'],
    ['roams~0.7', 'roams~1'],
    ['roam ~1', 'roam~1'],
    ['roam~1^3', '(roam~1)^3'],
    ['roam^3~1', '(roam~1)^3'],
    ['title:roam~', 'title:roam~2'],
  ])('%j is %s', (fq, expected) => {
    expect(read(fq)).toBe(expected);
  });
});

describe('a range', () => {
  it.each([
    ['k:[a TO b]', 'k:[a TO b]'],
    ['k:{a TO b}', 'k:{a TO b}'],
    ['k:[a TO b}', 'k:[a TO b}'],
    ['k:{a TO b]', 'k:{a TO b]'],
    ['k:[a TO *]', 'k:[a TO *]'],
    ['k:{* TO b}', 'k:[* TO b}'],
    ['k:[* TO *]', 'k:*'],
    ['*:[* TO *]', '*:*'],
    ['[a TO b]', '[a TO b]'],
    ['k:["a b" TO "c]"]', 'k:[a b TO c]]'],
    ['k:["*" TO b]', 'k:[* TO b]'],
    ['k:[TO TO TO]', 'k:[TO TO TO]'],
    ['k:[  a\tTO\nb  ]', 'k:[a TO b]'],
    ['k:[a:b TO c(d]', 'k:[a:b TO c(d]'],
    ['k:[-5 TO +5]', 'k:[-5 TO +5]'],
    ['k:[a\\* TO b]', 'k:[a* TO b]'],
    ['k:[a TO b]^2', '(k:[a TO b])^2'],
    ['k:([a TO b] OR {c TO d})', 'k:[a TO b] k:{c TO d}'],
    ['views_total:[1 TO 0020]', 'views_total:[1 TO 20]'],
    ['views_recent:5', 'views_recent:[5 TO 5]'],
    ['views_recent:"-0"', 'views_recent:[0 TO 0]'],
  ])('%j is %s', (fq, expected) => {
    expect(read(fq)).toBe(expected);
  });

  it('reads dates and numbers as values', () => {
    const [range] = parseFilters(['issued_date:[2026-01-01T00:00:00Z TO *] '], { now: NOW });
    expect(range).toEqual({
      type: 'range',
      field: 'issued_date',
      lower: { text: '2026-01-01T00:00:00.000Z', value: Date.UTC(2026, 0, 1), inclusive: true },
      upper: undefined,
      position: 0,
    });
  });

  it('asks the caller which fields hold dates', () => {
    const [range] = parseFilters(['when:NOW'], {
      now: NOW,
      kindOf: (field) => (field === 'when' ? 'date' : 'other'),
    });
    expect(range).toMatchObject({ type: 'range', lower: { value: NOW }, upper: { value: NOW } });
  });
});

describe('a boost or constant', () => {
  it.each([
    ['a^2', '(a)^2'],
    ['a ^2', '(a)^2'],
    ['a^0.5', '(a)^0.5'],
    ['a^0', '(a)^0'],
    ['title:a^2 b', '+(title:a)^2 +b'],
    ['(a b)^3', '(+a +b)^3'],
    ['a^=1.5', '(a)^=1.5'],
    ['(a OR b)^=2', '(a b)^=2'],
    ['(a^=2)^=3', '(a)^=3'],
    ['filter(a b)', '(+a +b)^=1'],
    ['filter(a)^2', '((a)^=1)^2'],
    ['title:filter(a)', '(title:a)^=1'],
    ['xfilter(a)', '+xfilter +a'],
    ['*:*^2', '(*:*)^2'],
  ])('%j is %s', (fq, expected) => {
    expect(read(fq)).toBe(expected);
  });
});

describe('clauses', () => {
  it.each([
    ['a b', '+a +b', 'all are required'],
    ['title:x y', '+title:x +y', 'a field holds for one value'],
    ['a AND b', '+a +b', ''],
    ['a && b', '+a +b', ''],
    ['a OR b', 'a b', ''],
    ['a || b', 'a b', ''],
    ['a NOT b', '+a -b', ''],
    ['a !b', '+a -b', ''],
    ['a -b', '+a -b', ''],
    ['+a -b', '+a -b', ''],
    ['+a +b', '+a +b', ''],
    ['+a b', '+a +b', ''],
    ['a AND NOT b', '+a -b', ''],
    ['a AND -b', '+a -b', ''],
    ['a OR NOT b', 'a -b', 'an exclusion stays one'],
    ['-a', '+*:* -a', 'exclusions alone are taken from everything'],
    ['NOT a', '+*:* -a', ''],
    ['-dataset_type:harvest', '+*:* -dataset_type:harvest', ''],
    ['-a -b', '+*:* -a -b', ''],
    ['-(a b)', '+*:* -(+a +b)', ''],
    ['aa AND bb OR cc', '+aa bb cc', 'the operator read last wins'],
    ['aa OR bb AND cc', 'aa +bb +cc', ''],
    ['+a OR +b', 'a b', 'OR is stronger than +'],
    ['a OR b OR c', 'a b c', ''],
    ['(a OR b) AND c', '+(a b) +c', 'parentheses'],
    ['((a))', 'a', ''],
    ['(a)(b)', '+a +b', ''],
    ['title:(xx yy)', '+title:xx +title:yy', 'a field group'],
    ['field:(a OR b)', 'field:a field:b', ''],
    ['field:(a other:b)', '+field:a +other:b', ''],
    ['field:(a (b OR c))', '+field:a +(field:b field:c)', ''],
    ['extras_hvd_category:("u:1" OR "u:2")', 'extras_hvd_category:"u:1" extras_hvd_category:"u:2"', ''],
    [
      'groups:(aa OR bb)+organization:(cc)',
      '+(groups:aa groups:bb) +organization:cc',
      'glued as PortalJS does',
    ],
    ['a - b', '+a +- +b', 'a sign with a blank behind it is a word'],
    ['! a', '+! +a', ''],
    ['a /* b /* c */ d */ e', '+a +e', 'comments'],
    ['a /* b', 'a', ''],
    ['+capacity:public +state:(active)', '+capacity:public +state:active', ''],
  ])('%j is %s (%s)', (fq, expected) => {
    expect(read(fq)).toBe(expected);
    expect(read(fq, true)).toBe(expected);
  });
});

describe('the OR trap', () => {
  it.each([
    ['a OR b c', '+(a b) +c', 'a b +c'],
    ['c a OR b', '+c +(a b)', '+c a b'],
    [
      'organization:aa OR organization:bb metadata_modified:[2026-01-01T00:00:00.000001Z TO *]',
      '+(organization:aa organization:bb) +metadata_modified:[2026-01-01T00:00:00.000Z TO *]',
      'organization:aa organization:bb +metadata_modified:[2026-01-01T00:00:00.000Z TO *]',
    ],
    [
      '+capacity:public a OR b +state:(active)',
      '+capacity:public +(a b) +state:active',
      '+capacity:public a b +state:active',
    ],
    ['a OR b c OR d', '+(a b) +(c d)', 'a b c d'],
    ['a OR b -c', '+(a b) -c', 'a b -c'],
    ['a OR b NOT c', '+(a b) -c', 'a b -c'],
    ['a AND b OR c d', '+(+a b c) +d', '+a b c +d'],
    ['a AND b c', '+a +b +c', '+a +b +c'],
    ['(a OR b c) d', '+(+(a b) +c) +d', '+(a b +c) +d'],
    ['x (-a)', '+x +(+*:* -a)', '+x +(-a)'],
    ['(-a)', '+*:* -a', '-a'],
    ['-a OR -b c', '-a -b +c', '-a -b +c'],
  ])('%j is %s by intent, %s by Lucene', (fq, intent, strict) => {
    expect(read(fq)).toBe(intent);
    expect(read(fq, true)).toBe(strict);
  });

  it('is there for fq, and not for fq_list, when the reading is strict', () => {
    const strict = { now: NOW, strict: true };
    expect(parseFilters(['a OR b'], strict).map(sketch)).toEqual(['+*:* a b']);
    expect(parseFilters(['(a OR b) c'], strict).map(sketch)).toEqual(['+(a b) +c']);
    expect(parseFilters(['a OR b'], { ...strict, parameter: 'fq_list' }).map(sketch)).toEqual(['a b']);
    expect(parseFilters(['a OR b'], { now: NOW }).map(sketch)).toEqual(['a b']);
  });
});

describe('a syntax error', () => {
  it.each([
    ['a:b:c', 3, '":c" is not expected here'],
    ['url:http://x', 9, 'quote what begins with "/"'],
    ['title:"a', 6, 'the quotation mark is not closed'],
    ['a:(b', 2, 'the parenthesis is not closed'],
    ['a)', 1, '")" is not expected here'],
    ['()', 1, '")" is not expected here'],
    ['a AND', 5, 'the end is not expected here'],
    ['AND a', 0, '"AND" is not expected here'],
    ['a OR OR b', 5, '"OR" is not expected here'],
    ['NOT', 3, 'the end is not expected here'],
    ['a -', 3, 'the end is not expected here'],
    ['+-a', 1, '"-a" is not expected here'],
    ['title:', 6, 'the end is not expected here'],
    [':a', 0, '":a" is not expected here'],
    ['a^', 1, '"^" needs a number'],
    ['a^b', 1, '"^" needs a number'],
    ['a^ 2', 1, '"^" needs a number'],
    ['a^-1', 1, '"^" needs a number'],
    [`a^${'9'.repeat(60)}`, 1, '"^" needs a number'],
    ['a~1~1', 3, '"~1" is not expected here'],
    ['a~1.5', 1, 'Fractional edit distances are not allowed!'],
    ['(a)~1', 3, '"~1" is not expected here'],
    ['[a TO b]~1', 8, '"~1" is not expected here'],
    ['k:[a b]', 6, 'a range is written'],
    ['k:[a to b]', 7, 'a range is written'],
    ['k:[a TO b', 9, 'a range is written'],
    ['k:[]', 3, 'a range is written'],
    ['k:[a TO]', 7, 'a range is written'],
    ['a]', 1, '"]" is not expected here'],
    ['a}', 1, '"}" is not expected here'],
    ['/a/', 0, 'Regular expressions are not supported'],
    ['url:/a', 4, 'Regular expressions are not supported'],
    ['a\\', 1, '"\\" is not expected here'],
    ['a \\u12', 2, 'Non-hex character in Unicode escape sequence'],
    ['k:[a\\ TO b]', 4, 'Term can not end with escape character.'],
    ['vocab_*:x', 7, '":x" is not expected here'],
    ['_query_:"{!func}x"', 0, "nested queries in '_query_' are not supported"],
    ['a _val_:(x)', 2, "nested queries in '_val_' are not supported"],
    ['metadata_modified:2026', 18, "Invalid Date String:'2026'"],
    ['metadata_modified:[NOW TO 2026-01-01]', 26, "Invalid Date String:'2026-01-01'"],
    ['views_total:many', 12, 'Invalid Number: many'],
    ['(('.repeat(60), 101, 'groups nest deeper than 100'],
    [Array.from({ length: 1025 }, () => 'a').join(' '), 2048, 'more than 1024 boolean clauses'],
  ])('%j at %i: %s', (fq, position, message) => {
    const error = failure(fq);
    expect(error).toMatchObject({ parameter: 'fq', position });
    expect(error.message).toContain(message);
    expect(error.message).toContain('SOLR returned an error running query: Cannot parse');
  });

  it.each(['{!func}x', 'a {!x}', 'k:{!a TO b}', '  {!'])(
    'refuses local parameters in CKAN’s words: %s',
    (fq) => {
      expect(failure(fq).message).toBe("Local parameters are not supported in param 'fq'.");
      expect(() => parseQuery(fq, { now: NOW })).toThrow("Local parameters are not supported in param 'q'.");
    },
  );

  it('shows the beginning of a long query, and refuses an endless one', () => {
    expect(failure(`${'a '.repeat(500)})`).message.length).toBeLessThan(250);
    expect(failure('a'.repeat(250_001))).toMatchObject({ parameter: 'fq', position: 250_000 });
  });

  it('takes as many groups and clauses as there may be', () => {
    expect(read(`${'('.repeat(100)}a${')'.repeat(100)}`)).toBe('a');
    expect(read(Array.from({ length: 1024 }, () => 'a').join(' OR '))).toMatch(/^a( a){1023}$/);
  });
});

describe('filters', () => {
  it('are one query each, blank ones left out', () => {
    expect(parseFilters(['a', ' ', '', 'b:c'], { now: NOW }).map(sketch)).toEqual(['a', 'b:c']);
  });

  it('look for a value without a field in the default field', () => {
    expect(parseFilters(['a title:b'], { now: NOW, df: 'name' }).map(sketch)).toEqual(['+name:a +title:b']);
  });

  it('know where everything stands', () => {
    const [query] = parseFilters(['a OR (title:b  -c)'], { now: NOW });
    expect(query).toMatchObject({
      position: 0,
      clauses: [
        { query: { position: 0 } },
        { query: { clauses: [{ query: { position: 6 } }, { query: { position: 16 } }] } },
      ],
    });
  });
});
