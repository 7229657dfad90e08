import { draftOfLabels } from '../../../src/domain/labelled-draft.js';
import { createTargetReader } from '../../../src/domain/target-reader.js';

const LABELS: Readonly<Record<string, string>> = {
  标题: 'title',
  名称: 'title',
  提供方: 'publisher',
  代码: 'publisherCode',
  起: 'temporalStart',
  条数: 'volumeRecords',
  别处: 'nowhere',
};
const targetOf = createTargetReader((label) => LABELS[label], new Map([['kind', 'version']]));
const origin = { remoteId: 'a' };

describe('the draft of a flat record', () => {
  it('has each label under its element, put together where an element has parts', () => {
    expect(
      draftOfLabels(
        { 标题: '甲', 提供方: '局', 代码: '1', 起: '2020', 条数: 7, kind: '2' },
        { origin, targetOf },
      ),
    ).toMatchObject({
      origin,
      title: '甲',
      publisher: { name: '局', code: '1', unit: undefined },
      temporal: { start: '2020' },
      volume: { records: 7 },
      version: '2',
      distributions: [],
    });
  });

  it('keeps every label among the extras, as text and sorted, but those that say nothing of the dataset', () => {
    const draft = draftOfLabels(
      { b: ['x'], a: 1, 别处: 'z', 浏览量: 9, 空: null },
      { origin, targetOf, ignored: new Set(['浏览量']) },
    );
    expect(draft.extras).toEqual([
      { key: 'a', value: '1' },
      { key: 'b', value: '["x"]' },
      { key: '别处', value: 'z' },
    ]);
  });

  it('takes of two labels for one element the first that says something', () => {
    expect(draftOfLabels({ 标题: '', 名称: '乙' }, { origin, targetOf }).title).toBe('乙');
    expect(draftOfLabels({ 标题: '甲', 名称: '乙' }, { origin, targetOf }).title).toBe('甲');
  });

  it('does not follow a label of the kind that the source hides', () => {
    const hiding = createTargetReader(
      (label) => (label === 'kind' ? 'none' : undefined),
      new Map([['kind', 'version']]),
    );
    expect(draftOfLabels({ kind: '2' }, { origin, targetOf: hiding }).version).toBeUndefined();
  });

  it('has no publisher where nothing is said of one', () => {
    expect(draftOfLabels({ 标题: '甲' }, { origin, targetOf })).not.toHaveProperty('publisher');
  });
});
