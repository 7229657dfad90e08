import { queryWords } from '../../../../../src/http/pages/search/query-words.js';
import { reasonsOf, type Reason } from '../../../../../src/http/pages/search/reasons.js';
import { datasetOf, HEALTH, PATIENTS, publish, SCHOOLS } from '../../../../support/published-datasets.js';

const reasons = (q: string, published = SCHOOLS): readonly Reason[] =>
  reasonsOf(published, queryWords(q), 'zh');

describe('why a dataset was found', () => {
  it.each([
    ['名录', []],
    ['地址', []],
    ['小学', [{ kind: 'keyword', text: '义务教育/小学' }]],
    ['教育局', [{ kind: 'publisher', text: '江城市教育局' }]],
    ['list', [{ kind: 'titleEn', text: 'List of schools' }]],
    ['逗号', [{ kind: 'file', text: '逗号分隔' }]],
    ['生活服务', [{ kind: 'domain', text: '生活服务' }]],
    ['3420100', [{ kind: 'code', text: '3420100/000001' }]],
    ['名录 小学', [{ kind: 'keyword', text: '义务教育/小学' }]],
    ['近义词', [{ kind: 'others', text: '' }]],
    ['名录 近义词', []],
    ['id:x', []],
    ['', []],
  ])('by %s', (q, expected) => {
    expect(reasons(q)).toEqual(expected);
  });

  it('tells nothing of files that are not shown', () => {
    expect(reasons('不可见', PATIENTS)).toEqual([{ kind: 'others', text: '' }]);
  });

  it('says each reason once and no more than three', () => {
    const keywords = ['甲乙', '丙丁', '戊己', '庚辛'];
    const published = publish(datasetOf('k', { title: '标题', keywords }), {
      ...{ name: 'k', order: 1, publisher: HEALTH },
    });
    expect(reasons('甲乙 丙丁 戊己 庚辛', published)).toHaveLength(3);
    expect(reasons('甲 甲乙', published)).toHaveLength(1);
  });
});
