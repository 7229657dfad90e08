import { parseDate, toDate } from '../../../src/normalise/dates.js';
import { htmlToPlainText } from '../../../src/normalise/html.js';
import { toWords } from '../../../src/normalise/lists.js';
import { Notes } from '../../../src/normalise/notes.js';
import { toBytes, toCount, toVolume } from '../../../src/normalise/numbers.js';
import { isWithinDepth, plainJson } from '../../../src/normalise/plain-json.js';
import { toTemporal } from '../../../src/normalise/temporal.js';
import { toLine, toText } from '../../../src/normalise/text.js';

const codes = (notes: Notes) => notes.problems().map(({ code }) => code);
const rules = (notes: Notes) => notes.adjustments.map(({ rule }) => rule);

describe('parseDate', () => {
  it.each<[string | number, string | undefined]>([
    ['2023-06-16', '2023-06-16'],
    ['2023-6-16', '2023-06-16'],
    ['2023/6/16', '2023-06-16'],
    ['2023.6.16', '2023-06-16'],
    ['2023年6月16日', '2023-06-16'],
    ['２０２３年６月１６日', '2023-06-16'],
    ['2023年6月', '2023-06'],
    ['2023年', '2023'],
    ['2023-06', '2023-06'],
    ['2023', '2023'],
    [2014, '2014'],
    ['20230616', '2023-06-16'],
    ['20230616101112', '2023-06-16'],
    ['20230616101112345', '2023-06-16'],
    ['202306161011', '2023-06-16'],
    ['202306', '2023-06'],
    ['2023-06-16 10:11:12', '2023-06-16'],
    ['2023-06-16 10:11:12.0', '2023-06-16'],
    ['2023-06-16T23:30:00.123456', '2023-06-16'],
    ['2023-06-15T20:00:00Z', '2023-06-16'],
    ['2023-06-15T20:00:00+0000', '2023-06-16'],
    ['2023-06-16T01:00:00+09:00', '2023-06-16'],
    ['2023-06-16T05:00:00-05:30', '2023-06-16'],
    [1686873600000, '2023-06-16'],
    ['1686873600000', '2023-06-16'],
    [1686873600, '2023-06-16'],
    ['1686873600', '2023-06-16'],
    [' 2023-06-16\t', '2023-06-16'],
    ['2021-07-0603:25:19', '2021-07-06'],
    ['2023年6月16日10:11', '2023-06-16'],
    ['2023年6月16日 10时11分12秒', '2023-06-16'],
    ['2018/3/20 上午 10:00:00', '2018-03-20'],
    ['2023-06-16 9:05:07 PM', '2023-06-16'],
    ['Fri Jun 16 23:11:12 CST 2023', '2023-06-16'],
    ['Fri Jun 16 20:11:12 UTC 2023', '2023-06-17'],
    ['Fri Jun 16 2023 23:11:12 GMT+0800 (中国标准时间)', '2023-06-16'],
    ['Fri Jux 16 23:11:12 CST 2023', undefined],
    ['Fri Jun 31 23:11:12 CST 2023', undefined],
    ['2021-07-0', undefined],
    ['2024-02-29', '2024-02-29'],
    ['2023-02-29', undefined],
    ['2023-13-01', undefined],
    ['2023-00-01', undefined],
    ['2023-01-00', undefined],
    ['0000-00-00', undefined],
    ['9999', undefined],
    ['20231345', undefined],
    ['2023-06-16T99:00:00Z', undefined],
    ['R/P1Y', undefined],
    ['下周', undefined],
    [12, undefined],
    ['253402300800000', undefined],
  ])('reads %p as %p', (value, date) => {
    expect(parseDate(value, 'Asia/Shanghai')).toBe(date);
  });
});

describe('toDate', () => {
  it('records what it changed, and nothing for a date that is right', () => {
    const notes = new Notes();
    expect(toDate('2023-6-16', '/issued', notes, 'Asia/Shanghai')).toBe('2023-06-16');
    expect(toDate('2023-06-16', '/modified', notes, 'Asia/Shanghai')).toBe('2023-06-16');
    expect(notes.adjustments).toEqual([{ pointer: '/issued', rule: 'date', from: '2023-6-16' }]);
  });

  it.each([
    ['暂无', []],
    ['', []],
    [null, []],
    ['  ', []],
    ['31/12/2023', ['date-unreadable']],
    [{ year: 2023 }, ['wrong-type']],
  ])('makes nothing of %p', (value, problems) => {
    const notes = new Notes();
    expect(toDate(value, '/issued', notes, 'UTC')).toBeUndefined();
    expect(codes(notes)).toEqual(problems);
  });
});

describe('toTemporal', () => {
  it.each<[unknown, object | undefined]>([
    ['[2014-05-02T00:00:00 TO 2014-05-03T23:59:59]', { start: '2014-05-02', end: '2014-05-03' }],
    ['[2014-05-02T00:00:00 TO *]', { start: '2014-05-02' }],
    ['2014-05-02/2015-01-01', { start: '2014-05-02', end: '2015-01-01' }],
    ['2010-2015', { start: '2010', end: '2015' }],
    ['2020年1月至2021年3月', { start: '2020-01', end: '2021-03' }],
    ['2020-01-01 - 2020-12-31', { start: '2020-01-01', end: '2020-12-31' }],
    ['2019', { start: '2019', end: '2019' }],
    [2019, { start: '2019', end: '2019' }],
    [['2019-01-01', '2019-02-01'], { start: '2019-01-01', end: '2019-02-01' }],
    [{ start: '2019', end: null }, { start: '2019' }],
    [{ end: 2020 }, { end: '2020' }],
    ['R/P1Y', undefined],
    ['P1D', undefined],
    ['暂无', undefined],
    ['', undefined],
  ])('reads %p', (value, temporal) => {
    const notes = new Notes();
    expect(toTemporal(value, notes, 'Asia/Shanghai')).toEqual(temporal);
    expect(codes(notes)).toEqual([]);
  });

  it.each([
    ['近三年', 'date-unreadable'],
    [true, 'wrong-type'],
  ])('reports %p', (value, code) => {
    const notes = new Notes();
    expect(toTemporal(value, notes, 'UTC')).toBeUndefined();
    expect(codes(notes)).toEqual([code]);
  });
});

describe('toVolume', () => {
  it.each<[unknown, object | undefined]>([
    ['585324', { text: '585324' }],
    [1, { text: '1' }],
    ['585324条', { records: 585324 }],
    ['1.2万条', { records: 12000 }],
    ['3亿 条记录', { records: 300000000 }],
    ['1,234 行', { records: 1234 }],
    ['12MB', { bytes: 12582912 }],
    ['1.5 GB', { bytes: 1610612736 }],
    ['100条，20KB', { bytes: 20480, records: 100 }],
    ['若干', { text: '若干' }],
    [
      { records: 5, bytes: 10 },
      { records: 5, bytes: 10 },
    ],
    ['暂无', undefined],
  ])('reads %p', (value, volume) => {
    const notes = new Notes();
    expect(toVolume(value, notes)).toEqual(volume);
    expect(codes(notes)).toEqual([]);
  });

  it.each([
    ['-1', 'number-unreadable'],
    [{ rows: 1 }, 'wrong-type'],
    [[1], 'wrong-type'],
  ])('reports %p', (value, code) => {
    const notes = new Notes();
    expect(toVolume(value, notes)).toBeUndefined();
    expect(codes(notes)).toEqual([code]);
  });
});

describe('toBytes and toCount', () => {
  it.each<[unknown, number | undefined, readonly string[]]>([
    [1024, 1024, []],
    ['1024', 1024, []],
    ['12 KB', 12288, []],
    [10.6, 11, []],
    [null, undefined, []],
    ['', undefined, []],
    [-1, undefined, ['number-unreadable']],
    ['12 apples', undefined, ['number-unreadable']],
    ['1 KB 2 KB', undefined, ['number-unreadable']],
    [1e300, undefined, ['number-unreadable']],
    [{}, undefined, ['number-unreadable']],
  ])('takes %p bytes as %p', (value, bytes, problems) => {
    const notes = new Notes();
    expect(toBytes(value, '/x', notes)).toBe(bytes);
    expect(codes(notes)).toEqual(problems);
  });

  it.each<[unknown, number | undefined]>([
    ['18', 18],
    ['１８', 18],
    [0, 0],
    [null, undefined],
    ['-3', undefined],
    ['long', undefined],
  ])('counts %p as %p', (value, count) => {
    expect(toCount(value, '/x', new Notes())).toBe(count);
  });
});

describe('toText', () => {
  it('keeps text byte by byte: line ends, blanks, markdown', () => {
    const text = '  **a**\r\n\r\n- b\t\n';
    const notes = new Notes();
    expect(toText(text, '/abstract', notes)).toBe(text);
    expect(notes.adjustments).toEqual([]);
  });

  it.each<[unknown, string | undefined, readonly string[]]>([
    ['a\u0000b\u001f', 'ab', ['characters']],
    ['a\ud800b', 'a\ufffdb', ['characters']],
    ['😀', '😀', []],
    [12, '12', ['text-from-value']],
    [false, 'false', ['text-from-value']],
    ['暂无', undefined, ['null-word']],
    ['undefined', undefined, ['null-word']],
    ['', undefined, []],
    [' \n', undefined, []],
    [null, undefined, []],
    ['空气质量', '空气质量', []],
    ['无人机登记', '无人机登记', []],
  ])('makes %p to %p', (value, text, changed) => {
    const notes = new Notes();
    expect(toText(value, '/abstract', notes)).toBe(text);
    expect(rules(notes)).toEqual(changed);
    expect(codes(notes)).toEqual([]);
  });

  it.each([[{ zh: '甲' }], [['甲']]])('finds %p to be of the wrong type', (value) => {
    const notes = new Notes();
    expect(toText(value, '/title', notes)).toBeUndefined();
    expect(notes.problems()).toMatchObject([{ code: 'wrong-type', pointer: '/title' }]);
  });

  it('quotes what it changed in whole characters', () => {
    const notes = new Notes();
    toText(`\u0001${'😀'.repeat(200)}`, '/title', notes);
    notes.adjust('/title', 'x', '😀'.repeat(200).slice(1));
    for (const { from } of notes.adjustments) expect(from).not.toMatch(/[\ud800-\udfff]/u);
  });

  it('makes one line of a name', () => {
    const notes = new Notes();
    expect(toLine(' 国土资源、能源\r\n\t 其他 ', '/x', notes)).toBe('国土资源、能源 其他');
    expect(rules(notes)).toEqual(['white-space']);
  });
});

describe('toWords', () => {
  it.each<[unknown, readonly string[]]>([
    [
      ['a', 'b', 'a'],
      ['a', 'b'],
    ],
    ['a,b，c;d；e、f|g', ['a', 'b', 'c', 'd', 'e', 'f', 'g']],
    ["['xls', 'xml']", ['xls', 'xml']],
    ["['api", ['api']],
    ['["rdf","xml"]', ['rdf', 'xml']],
    ['[csv,json]', ['csv', 'json']],
    ["['']", []],
    ['[]', []],
    ['undefined', []],
    [['undefined', '暂无', ' a '], ['a']],
    [undefined, []],
    [null, []],
    [7, ['7']],
  ])('reads %p as %p', (value, words) => {
    expect(toWords(value, '/keywords', new Notes())).toEqual(words);
  });

  it('reports a member of the wrong type and keeps the others', () => {
    const notes = new Notes();
    expect(toWords(['a', { b: 1 }, 'c'], '/keywords', notes)).toEqual(['a', 'c']);
    expect(codes(notes)).toEqual(['wrong-type']);
  });
});

describe('htmlToPlainText', () => {
  it.each([
    ['p < 0.05 and a>b'],
    ['see <http://example.org>'],
    ['<自定义>说明'],
    ['&nbsp;entities alone'],
    ['  # heading\r\n* x'],
  ])('leaves %p as it is', (text) => {
    const notes = new Notes();
    expect(htmlToPlainText(text, '/abstract', notes)).toBe(text);
    expect(notes.adjustments).toEqual([]);
  });

  it.each([
    ['<p>第一段</p><p>第二段&nbsp;完</p>', '第一段\n\n第二段\u00a0完'],
    ['一行<br/>二行', '一行\n二行'],
    ['<UL><LI>甲</LI><LI>乙</LI></UL>', '- 甲\n- 乙'],
    ['<script>alert(1)</script>正文', '正文'],
  ])('turns %p into text', (html, text) => {
    const notes = new Notes();
    expect(htmlToPlainText(html, '/abstract', notes)).toBe(text);
    expect(rules(notes)).toEqual(['html-to-text']);
  });

  it('has nothing left of markup alone', () => {
    expect(htmlToPlainText('<p></p>', '/abstract', new Notes())).toBeUndefined();
  });

  it('reads a bounded part of five megabytes and says so', () => {
    const notes = new Notes();
    const text = htmlToPlainText('<p>很长的说明</p>'.repeat(500_000), '/abstract', notes);
    expect(text?.length).toBeLessThan(200_000);
    expect(codes(notes)).toEqual(['text-cut']);
  });

  it('bears markup nested without end', () => {
    expect(htmlToPlainText('<div>'.repeat(30_000), '/abstract', new Notes())?.length ?? 0).toBeLessThan(100);
  });
});

describe('plainJson', () => {
  it('orders keys, drops __proto__, mends characters', () => {
    const value: unknown = JSON.parse('{"b":["\\ud800",{"z":1,"a":2}],"__proto__":{"polluted":1},"a":null}');
    expect(JSON.stringify(plainJson(value))).toBe('{"a":null,"b":["\ufffd",{"a":2,"z":1}]}');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('tells nesting without end', () => {
    let deep: unknown = 1;
    for (let i = 0; i < 100_000; i++) deep = [deep];
    expect([isWithinDepth(deep), isWithinDepth({ a: [{ b: 1 }] }), isWithinDepth('x')]).toEqual([
      false,
      true,
      true,
    ]);
    const notes = new Notes();
    expect(toText(deep, '/title', notes)).toBeUndefined();
    expect(notes.problems()).toMatchObject([{ code: 'wrong-type', value: '(…)' }]);
  });
});

describe('Notes', () => {
  it('lists a bounded number of problems and adjustments, and counts the rest', () => {
    const notes = new Notes();
    for (let i = 0; i < 1000; i++) {
      notes.report('unknown-format', { value: `x${i}` });
      notes.adjust('/x', 'y', i);
    }
    expect(notes.problems()).toHaveLength(101);
    expect(notes.problems().at(-1)).toMatchObject({ code: 'more-problems', detail: '900' });
    expect(notes.adjustments).toHaveLength(200);
  });
});
