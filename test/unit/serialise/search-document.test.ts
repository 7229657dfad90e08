import type { SearchDocument } from '../../../src/domain/search-document.js';
import { toSearchDocument } from '../../../src/serialise/search-document.js';
import { BEDS, datasetOf, SCHOOLS } from '../../support/published-datasets.js';

function values({ terms }: SearchDocument, field: string): readonly string[] {
  return terms.filter((_, index) => index % 2 === 1 && terms[index - 1] === field);
}

describe('a search document', () => {
  it('holds how a Chinese title sounds', () => {
    const { dataset } = SCHOOLS;
    expect(values(toSearchDocument(dataset), 'title_pinyin')).toEqual([
      'yiwujiaoyuxuexiaominglu',
      'ywjyxxml',
    ]);
    expect(values(toSearchDocument({ ...dataset, title: 'Schools' }), 'title_pinyin')).toEqual([]);
  });

  it('holds the text of a dataset by weight', () => {
    const { title, titleEn, tags, publisher, text } = toSearchDocument(SCHOOLS.dataset);
    expect(title).toBe('义务教育学校名录');
    expect(titleEn).toBe('List of schools');
    expect(tags).toBe('学校 义务教育/小学 水');
    expect(publisher).toBe('江城市教育局');
    expect(text).toBe(SCHOOLS.dataset.abstract);
    expect(toSearchDocument(SCHOOLS.dataset).distributions).toBe('逗号分隔');
  });

  it('holds the exact values under the names of the CKAN index', () => {
    const document = toSearchDocument(SCHOOLS.dataset);
    expect(values(document, 'groups')).toEqual(['education-culture', 'daily-life']);
    expect(values(document, 'tags')).toEqual(['学校', '义务教育-小学', '水_']);
    expect(values(document, 'res_format')).toEqual(['CSV']);
    expect(values(document, 'license_id')).toEqual(['cc-by']);
    expect(values(document, 'cn_update_cycle')).toEqual(['annual']);
    expect(values(document, 'harvest_source_id')).toEqual(['jiangcheng']);
    expect(values(document, '数据范围')).toEqual(['全市']);
  });

  it('does not find a dataset by the formats of files that are not open', () => {
    expect(values(toSearchDocument(BEDS.dataset), 'res_format')).toEqual([]);
  });

  it('holds the descriptions of files that are open, each once', () => {
    const files = ['统计年鉴', '统计年鉴', '地图'].map((description, index) => ({
      identifier: `file-${index}`,
      description,
    }));
    const dataset = datasetOf('x', { title: 't', distributions: files });
    const document = toSearchDocument(dataset);
    expect(document.distributions).toBe('统计年鉴\n地图');
    expect(values(document, 'res_description')).toEqual(['']);
    const closed = toSearchDocument({ ...dataset, visibility: 'closed' });
    expect(closed.distributions).toBe('');
    expect(values(closed, 'res_description')).toEqual([]);
  });

  it('holds where and when it is about, and neither where that is not told', () => {
    const told = toSearchDocument(
      datasetOf('x', {
        title: 't',
        temporal: { start: '1970-01-02', end: '1970-01-03' },
        extras: [{ key: 'spatial', value: '{"type":"Point","coordinates":[118,32]}' }],
      }),
    );
    expect(told.extent).toEqual({ west: 118, south: 32, east: 118, north: 32 });
    expect(told.period).toEqual({ from: 1, to: 2 });
    const untold = toSearchDocument(datasetOf('x', { title: 't' }));
    expect(untold).not.toHaveProperty('extent');
    expect(untold).not.toHaveProperty('period');
  });

  it('lets no extra pose as a field that the hub fills', () => {
    const document = toSearchDocument(
      datasetOf('x', {
        title: 't',
        extras: [
          { key: 'organization', value: 'another' },
          { key: 'harvest_source_id', value: 'another' },
          { key: 'cn_open_type', value: 'another' },
        ],
      }),
    );
    expect(document.terms).not.toContain('another');
  });

  it('leaves out values that are empty or too long to be a term', () => {
    const document = toSearchDocument(
      datasetOf('x', {
        title: 't',
        extras: [
          { key: 'empty', value: '' },
          { key: 'long', value: 'x'.repeat(201) },
          { key: 'fits', value: 'x'.repeat(200) },
        ],
      }),
    );
    expect(values(document, 'empty')).toEqual([]);
    expect(values(document, 'long')).toEqual(['']);
    expect(values(document, 'fits')).toHaveLength(1);
  });
});
