import { foldText } from '../../../src/search/analysis/fold.js';
import { createLexicon } from '../../../src/search/analysis/lexicon.js';
import { numeralVariants } from '../../../src/search/analysis/numerals.js';
import { analyseClause } from '../../../src/search/analysis/query-words.js';
import { segment } from '../../../src/search/analysis/segment.js';
import { foldYears, republicYears } from '../../../src/search/analysis/years.js';

const lexicon = createLexicon({
  same: [
    ['公积金', '住房公積金'],
    ['地铁', '轨道交通', '捷運'],
    ['WiFi', '无线网络'],
  ],
  also: { 博物馆: ['纪念馆'] },
  aside: ['信息', '哪里'],
});

describe('years and numbers', () => {
  it.each([
    ['二〇一九年预算', '2019年预算'],
    ['二零一九', '2019'],
    ['一九七八年以来', '1978年以来'],
    ['一二三产业', '一二三产业'],
    ['二十一世纪', '二十一世纪'],
    ['一九二〇三号', '一九二〇三号'],
  ])('%s becomes %s', (text, folded) => {
    expect(foldYears(text)).toBe(folded);
  });

  it('knows the years of the Republic', () => {
    expect(republicYears('民国104年')).toEqual(['104年', '2015年']);
    expect(republicYears('104年')).toEqual([]);
  });

  it.each([
    ['第7次人口普查', ['第七次人口普查']],
    ['第十二批', ['第12批']],
    ['第20批', ['第二十批']],
    ['十三五', ['第十三个五年']],
    ['十三五规划', ['第十三个五年']],
    ['停车场', []],
  ])('%s is written %j as well', (word, variants) => {
    expect(numeralVariants(word)).toEqual(variants);
  });
});

describe('folding', () => {
  it.each([
    ['ＰＭ２．５ 監測', 'pm2 5监测'],
    ['《公共停车场》（2019）', '公共停车场2019'],
    ['Café  Map', 'cafe map'],
    ['——', ''],
  ])('%s becomes %s', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });
});

describe('words', () => {
  it('keeps a written word whole and cuts the rest', () => {
    expect(segment('杭州轨道交通客流', lexicon)).toEqual(['杭州', '轨道交通', '客流']);
    expect(segment('mapwifi', lexicon)).toEqual(['mapwifi']);
    expect(segment('免费wifi热点', lexicon)).toEqual(['免费', 'wifi', '热点']);
  });

  it('knows other words both ways, and wider ones one way', () => {
    expect(lexicon.others('公积金')).toEqual(['住房公积金']);
    expect(lexicon.others('捷运')).toEqual(['地铁', '轨道交通']);
    expect(lexicon.others('博物馆')).toEqual(['纪念馆']);
    expect(lexicon.others('纪念馆')).toEqual([]);
  });

  it('requires what says something, and all other words for it', () => {
    const clause = analyseClause('公积金信息', lexicon);
    expect(clause?.words).toEqual([
      { typed: '"公积 积金"', match: '("公积 积金" OR "住房 房公 公积 积金")' },
    ]);
    expect(clause?.phrase).toBe('"公积 积金 金信 信息"');
    expect(analyseClause('信息', lexicon)?.words).toEqual([{ typed: '"信息"', match: '"信息"' }]);
    expect(analyseClause('！', lexicon)).toBeUndefined();
  });
});
