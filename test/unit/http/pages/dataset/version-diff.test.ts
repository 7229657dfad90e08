import type { Dataset } from '../../../../../src/domain/dataset.js';
import { diffVersions } from '../../../../../src/http/pages/dataset/version-diff.js';
import { datasetOf, SCHOOLS } from '../../../../support/published-datasets.js';

const BEFORE = SCHOOLS.dataset;

function diff(change: Partial<Dataset>, language: 'zh' | 'en' = 'zh'): ReturnType<typeof diffVersions> {
  return diffVersions(BEFORE, { ...BEFORE, ...change }, language);
}

describe('what differs between two versions', () => {
  it('is nothing where they say the same, whatever the hub noted', () => {
    expect(diff({})).toEqual([]);
    expect(diff({ adjustments: [{ pointer: '/title', rule: 'white-space', from: ' x' }] })).toEqual([]);
  });

  it('is told in the words of the code lists', () => {
    expect(diff({ updateCycle: 'daily' })).toEqual([
      { kind: 'value', pointer: '/updateCycle', before: '每年', after: '每日' },
    ]);
    expect(diff({ updateCycle: 'daily' }, 'en')).toEqual([
      { kind: 'value', pointer: '/updateCycle', before: 'Annual', after: 'Daily' },
    ]);
  });

  it('says what came and what went', () => {
    const without = { ...BEFORE, titleEn: '' };
    expect(diffVersions(BEFORE, without, 'zh')).toEqual([
      { kind: 'value', pointer: '/titleEn', before: 'List of schools' },
    ]);
    expect(diffVersions(without, BEFORE, 'zh')).toEqual([
      { kind: 'value', pointer: '/titleEn', after: 'List of schools' },
    ]);
  });

  it('tells lists member by member, in no order', () => {
    expect(diff({ keywords: ['水', '义务教育/小学', '中学'] })).toEqual([
      { kind: 'list', pointer: '/keywords', added: ['中学'], removed: ['学校'] },
    ]);
    expect(diff({ keywords: BEFORE.keywords!.toReversed() })).toEqual([]);
    expect(diff({ themes: ['7'] })).toEqual([
      { kind: 'list', pointer: '/themes', added: [], removed: ['生活服务'] },
    ]);
  });

  it('tells fields by what they are', () => {
    expect(
      diff({ fields: [{ name: '学校名称', dataType: 'C', length: 200 }, { name: '学生人数' }] }),
    ).toEqual([
      {
        kind: 'list',
        pointer: '/fields',
        added: ['学校名称（字符型，200）'],
        removed: ['学校名称（字符型，100）'],
      },
    ]);
  });

  it('tells files by their titles', () => {
    const [first, second] = BEFORE.distributions;
    expect(
      diff({
        distributions: [
          { ...first!, bytes: 2048 },
          { identifier: 'new', title: '新文件' },
        ],
      }),
    ).toEqual([
      { kind: 'files', added: ['新文件'], removed: [second!.url ?? ''], altered: ['学校名录.csv'] },
    ]);
  });

  it('knows nothing of files that may not be seen', () => {
    const closed = { ...BEFORE, visibility: 'closed' } as const;
    const other = { ...closed, distributions: [{ identifier: 'x', title: 'y' }] };
    expect(diffVersions(closed, other, 'zh')).toEqual([]);
  });

  it('tells the portal’s own keys by the first of each', () => {
    expect(
      diff({
        extras: [
          { key: 'cn_update_cycle', value: '每年' },
          { key: 'frequency', value: '每月' },
          { key: 'frequency', value: 'x' },
          { key: '数据范围', value: '全市' },
        ],
      }),
    ).toEqual([
      { kind: 'extra', key: 'frequency', before: '每年', after: '每月' },
      { kind: 'extra', key: 'harvest_source_title', before: '别的平台' },
    ]);
  });

  it('says of contacts that they changed and no more', () => {
    expect(diff({ contact: { phone: '027-87654321' } })).toEqual([
      { kind: 'personal', pointer: '/contact/phone' },
      { kind: 'personal', pointer: '/contact/email' },
    ]);
  });

  it('takes texts as they are, whatever their characters', () => {
    const one = datasetOf('u', { title: '𠮷野家\u202e<b>' });
    const other = datasetOf('u', { title: '吉野家' });
    expect(diffVersions(one, other, 'zh')).toEqual([
      { kind: 'value', pointer: '/title', before: '𠮷野家\u202e<b>', after: '吉野家' },
    ]);
  });
});
