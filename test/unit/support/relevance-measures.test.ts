import { datasetOf } from '../../support/published-datasets.js';
import { buildYardstick } from '../../support/relevance/bigram-yardstick.js';
import { judgedShare, ndcg, recall } from '../../support/relevance/measures.js';

const GRADES = new Map([
  ['a', 3],
  ['b', 1],
  ['c', 0],
] as const);

describe('measures of relevance', () => {
  it('give the best order 1 and nothing found 0', () => {
    expect(ndcg(['a', 'b'], GRADES)).toBe(1);
    expect(ndcg([], GRADES)).toBe(0);
    expect(recall(['b', 'a', 'x'], GRADES)).toBe(1);
    expect(recall([], GRADES)).toBe(0);
  });

  it('discount by the place and by the grade', () => {
    // (1/1 + 7/log2 3) of (7/1 + 1/log2 3)
    expect(ndcg(['b', 'a'], GRADES)).toBeCloseTo(0.7098, 4);
    expect(ndcg(['c', 'x', 'a'], GRADES)).toBeCloseTo(0.4587, 4);
    expect(recall(['c', 'a'], GRADES)).toBe(0.5);
  });

  it('look at ten places only', () => {
    const useless = Array.from({ length: 10 }, (_none, index) => `x${index}`);
    expect(ndcg([...useless, 'a'], GRADES)).toBe(0);
    expect(recall([...useless, 'a'], GRADES)).toBe(0);
    const many = new Map(Array.from({ length: 30 }, (_none, index) => [`x${index}`, 2] as const));
    expect(recall(useless, many)).toBe(1);
  });

  it('tell how much of what was found has been judged', () => {
    expect(judgedShare(['a', 'c', 'x', 'y'], GRADES)).toBe(0.5);
    expect(judgedShare([], GRADES)).toBe(1);
  });
});

describe('the yardstick', () => {
  it('finds by pairs of characters, all of them or any', () => {
    const datasets = ['公共停车场信息', '公共厕所', '停车收费', '12345热线PM2.5数据'].map((title) =>
      datasetOf(title, { title }),
    );
    const yardstick = buildYardstick(datasets);
    const titles = (names: readonly string[]): string[] => names.map((name) => name.split('\t')[1] ?? '');
    expect(titles(yardstick.all('公共收费'))).toEqual([]);
    expect(titles(yardstick.all('停车场'))).toEqual(['公共停车场信息']);
    expect(titles(yardstick.any('停车场'))).toEqual(['公共停车场信息', '停车收费']);
    expect(titles(yardstick.all('热线 12345'))).toEqual(['12345热线PM2.5数据']);
    expect(titles(yardstick.all('pm2.5'))).toEqual(['12345热线PM2.5数据']);
    expect(yardstick.any('？')).toEqual([]);
    yardstick.close();
  });
});
