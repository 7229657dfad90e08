import type { Text } from '../../../domain/dataset.js';

/** Something to type, and what it finds. */
export interface SearchExample {
  readonly q: string;
  readonly finds: Text;
}

export const WORD_EXAMPLES: readonly SearchExample[] = [
  {
    q: '医疗 机构',
    finds: {
      zh: '两个词都有的数据集。词多时可以缺一个；同义词和不同写法也能找到',
      en: 'datasets with both words; of many words one may be missing. Synonyms and other spellings are found too',
    },
  },
  {
    q: '"预防接种"',
    finds: { zh: '引号中的字词按原样、原顺序出现', en: 'the quoted words as they stand, in this order' },
  },
  { q: '卫生 -监督', finds: { zh: '有“卫生”，没有“监督”', en: 'with 卫生, without 监督' } },
  { q: '水质 OR 空气', finds: { zh: '两个词有一个即可，OR 要大写', en: 'either word; OR in capitals' } },
  {
    q: '+水质 监测',
    finds: { zh: '一定有“水质”，另一个词尽量有', en: '水质 in any case, the other word if possible' },
  },
];

export const FIELD_EXAMPLES: readonly SearchExample[] = [
  { q: 'title:名录', finds: { zh: '标题中有“名录”', en: '名录 in the title' } },
  { q: 'tags:医疗卫生', finds: { zh: '有“医疗卫生”这个标签', en: 'has the tag 医疗卫生' } },
  { q: 'res_format:(CSV OR JSON)', finds: { zh: '有 CSV 或 JSON 文件', en: 'has a file in CSV or JSON' } },
  {
    q: 'groups:transport res_format:CSV',
    finds: { zh: '交通运输领域中有 CSV 文件的', en: 'of the domain transport, with a CSV file' },
  },
  {
    q: 'cn_open_type:unconditional cn_update_cycle:daily',
    finds: { zh: '无条件开放、每日更新的', en: 'open unconditionally and updated daily' },
  },
  {
    q: 'metadata_modified:[NOW-7DAYS TO *]',
    finds: { zh: '最近七天目录有变更的', en: 'whose entry has changed in the last seven days' },
  },
  { q: '-license_id:notspecified', finds: { zh: '注明了使用许可的', en: 'that name a licence' } },
];
