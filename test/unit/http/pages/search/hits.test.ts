import { excerpt, placesOf, stands } from '../../../../../src/http/pages/search/hits.js';
import { plainWords } from '../../../../../src/http/pages/search/plain-words.js';
import { queryWords } from '../../../../../src/http/pages/search/query-words.js';

/** The text with its hits in brackets. */
function marked(text: string, q: string): string {
  let shown = '';
  let end = 0;
  for (const [from, to] of placesOf(text, queryWords(q).words)) {
    shown += `${text.slice(end, from)}[${text.slice(from, to)}]`;
    end = to;
  }
  return shown + text.slice(end);
}

describe('placesOf', () => {
  it.each([
    ['江城市公共停车场名录', '停车场', '江城市公共[停车场]名录'],
    ['江城市公共停車場名錄', '停车场', '江城市公共[停車場]名錄'],
    ['江城市停车场', '公共停车场', '江城市[停车]场'],
    ['ＧＤＰ和gdp', 'GDP', '[ＧＤＰ]和[gdp]'],
    ['a map of apps: AP', 'ap', 'a map of apps: [AP]'],
    ['Schools and schooling', 'school', '[Schools] and [schooling]'],
    ['city libraries', 'library', 'city [libraries]'],
    ['Café list', 'cafe', '[Café] list'],
    ['医院医院', '医院', '[医院医院]'],
    ['<b>script</b>', 'script', '<b>[script]</b>'],
    ['𠀀数据𠀀', '数据', '𠀀[数据]𠀀'],
    ['没有', 'x', '没有'],
    ['', 'x', ''],
  ])('%s by %s is %s', (text, q, expected) => {
    expect(marked(text, q)).toBe(expected);
  });

  it('marks a character that folds to several as a whole', () => {
    expect(marked('㎞数', 'km')).toBe('[㎞]数');
    expect(marked('ﬃ x', 'ffi')).toBe('[ﬃ] x');
  });

  it('knows whether a word stands anywhere', () => {
    expect(stands('医院', [undefined, '中医院'])).toBe(true);
    expect(stands('医院', [undefined, '学校'])).toBe(false);
  });
});

describe('queryWords', () => {
  it.each([
    ['公交 线路', ['公交', '线路'], true],
    ['"air quality" -beijing', ['quality', 'air'], false],
    ['title:学校 AND organization:x', ['学校'], false],
    ['a NOT b', ['a'], false],
    ['bus* stop~2 line^3', ['stop', 'line', 'bus'], true],
    ['學校', ['学校'], true],
    ['*:*', [], true],
    ['', [], true],
  ])('of %s are %j', (q, words, isPlain) => {
    expect(queryWords(q)).toEqual({ words, isPlain });
  });
});

describe('excerpt', () => {
  it('shows the beginning of a text without hits', () => {
    expect(excerpt('很长的文字。\n下一行', [], 100)).toBe('很长的文字。 下一行');
    expect(excerpt('字'.repeat(50), [], 20)).toBe(`${'字'.repeat(10)}…`);
  });

  it('shows a hit that is far from the beginning, with what stands before it', () => {
    const shown = excerpt(`${'前'.repeat(300)}医院${'后'.repeat(300)}`, ['医院'], 60);
    expect(shown).toMatch(/^…前+医院后+…$/);
    expect(shown.length).toBeLessThan(40);
  });

  it('cuts no character in two', () => {
    const shown = excerpt('𠀀'.repeat(100), [], 11);
    expect(shown.isWellFormed()).toBe(true);
  });
});

describe('plainWords', () => {
  it.each([
    ['目录（2023）：a:b "c" (d) [e]', '目录（2023）：a b c d e'],
    ['-not x', 'not x'],
    ['a-b', 'a-b'],
    ['"():', ''],
  ])('%s is %s', (text, expected) => {
    expect(plainWords(text)).toBe(expected);
  });
});
