import { compileExpression } from '../../../../harvesters/portal-api/expression.js';
import { parseHtml } from '../../../../harvesters/portal-api/html.js';
import { compilePattern } from '../../../../harvesters/portal-api/pattern.js';
import { ReadingError } from '../../../../harvesters/portal-api/reading-error.js';
import { compileValue } from '../../../../harvesters/portal-api/value.js';
import { SourceResponseError } from '../../../../src/domain/errors.js';
import { thrown } from '../../portal-client/loopback.js';

const faults: string[] = [];
const report = (_: string, message: string): void => {
  faults.push(message);
};

beforeEach(() => {
  faults.length = 0;
});

describe('an expression', () => {
  it.each([
    ['a.b', { a: { b: 1 } }, 1],
    ['city + county', { city: 2, county: 3 }, 5],
    ['missing', {}, undefined],
    ['constructor', {}, undefined],
    ['a', JSON.parse('{"a":1e400}') as unknown, undefined],
    ["kind == 'api' ? 'api' : `null`", { kind: 'data' }, undefined],
    ['a || b', { a: '', b: 'x' }, 'x'],
  ])('%s of %j', (text, value, expected) => {
    expect(compileExpression(text, '', report)(value)).toEqual(expected);
    expect(faults).toEqual([]);
  });

  it.each(['a.', 'foo(', 'nope(a)', "[?nope(@, 'x')]", `a${' || a'.repeat(500)}`])(
    '%# is a mistake',
    (text) => {
      compileExpression(text, '', report);
      expect(faults).toHaveLength(1);
    },
  );

  it('throws what its caller can tell from a bug where it does not fit', () => {
    const expression = compileExpression("join(',', tags)", '', report);
    expect(thrown(() => expression({}))).toBeInstanceOf(ReadingError);
    const deep: unknown = JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`);
    const compare = compileExpression('a == b', '', report);
    expect(thrown(() => compare({ a: deep, b: structuredCloneOf(deep) }))).toBeInstanceOf(ReadingError);
  });
});

/** Another value that equals it down to the bottom. */
function structuredCloneOf(deep: unknown): unknown {
  let copy: unknown = [];
  for (let value = deep; Array.isArray(value) && value.length > 0; value = value[0]) copy = [copy];
  return copy;
}

describe('a pattern', () => {
  it('gives its one group', () => {
    expect(compilePattern('iid=(\\w+)', '', report)('data.do?iid=42&x')).toBe('42');
    expect(compilePattern('iid=(\\w+)', '', report)('data.do')).toBeUndefined();
    expect(faults).toEqual([]);
  });

  it.each(['iid=', '(a)(b)', '(', '(a+)+', '((?:a*)x)*', `(${'a'.repeat(200)})`])('refuses %s', (pattern) => {
    expect(compilePattern(pattern, '', report)('aaaa')).toBeUndefined();
    expect(faults).toHaveLength(1);
  });

  it('looks at the beginning of a long text only', () => {
    expect(compilePattern('x(y)', '', report)(`${'a'.repeat(20_000)}xy`)).toBeUndefined();
  });
});

describe('a place on a page', () => {
  const html = parseHtml(
    `<ul><li class="api">API<br>and more</li><li class="xls"> XLS </li></ul>
     <p>one <b>w</b>ord<script>hidden()</script></p><script>var pageCount: 12,</script><i></i>`,
    '',
  );
  const read = (spec: unknown): unknown => compileValue(spec, '', report)({ json: {}, html });

  it.each([
    [{ select: 'li' }, 'API and more'],
    [{ select: 'li', all: true }, ['API and more', 'XLS']],
    [{ select: 'li', attribute: 'class', all: true }, ['api', 'xls']],
    [{ select: 'p' }, 'one word'],
    [{ select: 'script', match: 'pageCount: (\\d+)' }, '12'],
    [{ select: 'p script', match: 'pageCount: (\\d+)' }, undefined],
    [{ select: 'i' }, undefined],
    [{ select: 'i', all: true }, undefined],
    [{ select: 'table' }, undefined],
    [{ attribute: 'class' }, undefined],
  ])('%j', (spec, expected) => {
    expect(read(spec)).toEqual(expected);
  });

  it('is nowhere without a page', () => {
    expect(compileValue({ select: 'li' }, '', report)({ json: {} })).toBeUndefined();
  });

  it.each(['li[', 'li:nope', '>>'])('refuses the selector %s', (select) => {
    expect(read({ select })).toBeDefined();
    expect(faults).toHaveLength(1);
  });
});

describe('a page that is no honest one', () => {
  it.each([
    ['nested without end', '<div>'.repeat(100_000)],
    ['nested in what looks closed', '<div></x>'.repeat(10_000)],
    ['nested behind a comment', `<!--<script>-->${'<div>'.repeat(10_000)}`],
    ['deep for long', `${'<div>'.repeat(1500)}${'<i></i>'.repeat(20_000)}`],
    ['wide', '<i></i>'.repeat(20_000)],
    ['too long', 'x'.repeat(5_000_000)],
  ])('is refused before it costs time: %s', (_, text) => {
    const error = thrown(() => parseHtml(text, 'https://portal.example.org/'));
    expect(error).toBeInstanceOf(SourceResponseError);
    expect(error).toMatchObject({ fault: 'too-large' });
  });

  it('may leave as much open as careless pages do', () => {
    const page = parseHtml(`<ul>${'<li><p>x<br>'.repeat(500)}</ul>`, '');
    expect(page.find('li')).toHaveLength(500);
  });
});
