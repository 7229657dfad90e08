import { displayWidth, fitWidth, padWidth, printable } from '../../../src/cli/width.js';

describe('the width of text', () => {
  it.each([
    ['abc', 3],
    ['江城市', 6],
    ['（无）', 6],
    ['ｶﾞ', 2],
    ['e\u0301', 1],
    ['😀', 2],
    ['\u001b[31m红\u001b[39m', 2],
    ['', 0],
  ])('%j takes %i columns', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  it('cuts at whole characters and says that something is missing', () => {
    expect(fitWidth('江城市教育局', 7)).toBe('江城市…');
    expect(fitWidth('江城市教育局', 8)).toBe('江城市…');
    expect(fitWidth('江城市', 6)).toBe('江城市');
    expect(padWidth('江', 4)).toBe('江  ');
  });

  it('makes harmless what could steer a terminal', () => {
    expect(printable('a\u001b[2Jb\r\nc\u202ed')).toBe('a [2Jb c d');
    expect(printable('a\ud800')).toBe('a\ufffd');
  });
});
