import { createSoundMatcher, pinyinOf, soundsLike } from '../../../src/serialise/pinyin.js';

describe('pinyin', () => {
  it.each([
    ['停车场', 'tingchechang', 'tcc'],
    ['停車場 GIS', 'tingchechanggis', 'tccgis'],
    ['5A景区', '5ajingqu', '5ajq'],
    ['！', '', ''],
  ])('%s is typed %s or %s', (text, whole, initials) => {
    expect(pinyinOf(text)).toEqual({ whole, initials });
  });

  it.each([
    ['杭州市交通运输局', 'jiaotong', true],
    ['杭州市交通运输局', 'jiao tong', true],
    ['杭州市交通运输局', 'jtysj', true],
    ['杭州市交通运输局', 'hzs', true],
    ['杭州市交通运输局', 'iaotong', false],
    ['杭州市交通运输局', 'jt局', false],
    ['杭州市交通运输局', '', false],
    ['Transport', 'ransport', false],
  ])('%s sounds like %s: %s', (name, typed, expected) => {
    expect(soundsLike(name, typed)).toBe(expected);
    const matches = createSoundMatcher(name);
    expect([matches(typed), matches('another'), matches(typed)]).toEqual([expected, false, expected]);
  });
});
