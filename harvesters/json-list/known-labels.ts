import { foldLabel } from '../../src/domain/labels.js';

/**
 * Labels that crawlers and open-data teams give the elements of a record besides those of portals. Folded, as
 * programs write them; a source's own labels and the general synonyms win.
 */
export const KNOWN_LABELS: ReadonlyMap<string, string> = new Map([
  ...labels('title', 'title name'),
  ...labels('abstract', 'abstract description desc summary'),
  ...labels('publisher', 'publisher department organization agency provider'),
  ...labels('keywords', 'keywords tags'),
  ...labels('themes', 'theme themes category'),
  ...labels('industry', 'industry'),
  ...labels('formats', 'format formats data_formats'),
  ...labels('updateCycle', 'update_frequency update_cycle frequency'),
  ...labels('issued', 'issued publish_time publish_date release_date'),
  ...labels('modified', 'modified update_time update_date last_updated'),
  ...labels('openType', 'is_open open_type'),
  ...labels('volume', 'data_volume'),
  ...labels('phone', 'telephone phone'),
  ...labels('email', 'email'),
  ...labels('landingPage', 'url link 网址 链接 详情链接 detail_url landing_page'),
]);

function labels(element: string, words: string): readonly (readonly [string, string])[] {
  return words.split(' ').map((word) => [word, element] as const);
}

/** Folded labels under which portals give a record's own id. */
export const ID_LABELS: ReadonlySet<string> = new Set([
  ...['id', 'uuid', 'guid', 'identifier', 'dataid', 'data_id', 'datasetid', 'dataset_id', 'resid', 'res_id'],
  ...[
    'resourceid',
    'resource_id',
    'catalogid',
    'catalog_id',
    'cataid',
    'cata_id',
    'metadataid',
    'metadata_id',
  ],
  ...[
    '资源id',
    '目录id',
    '数据集id',
    '数据集标识',
    '资源标识',
    '目录标识',
    '資料集id',
    '資料集識別碼',
    '資料集編號',
  ],
]);

/** Folded labels of what counts, ranks or crawls a record: it changes by itself and says nothing of the dataset. */
const VOLATILE_LABELS: readonly string[] = [
  ...[
    '浏览量',
    '浏览数',
    '浏览次数',
    '浏览人次',
    '访问量',
    '访问数',
    '访问次数',
    '点击量',
    '点击数',
    '点击次数',
  ],
  ...['下载量', '下载数', '下载次数', '下载人次', '调用量', '调用数', '调用次数', '接口调用次数', '申请次数'],
  ...[
    '收藏量',
    '收藏数',
    '收藏次数',
    '评论数',
    '评论量',
    '点赞数',
    '评分',
    '评分人数',
    '评价',
    '综合评分',
    '热度',
  ],
  ...[
    '瀏覽量',
    '瀏覽數',
    '瀏覽次數',
    '瀏覽人次',
    '點擊次數',
    '點閱數',
    '點閱次數',
    '下載量',
    '下載數',
    '下載次數',
  ],
  ...[
    '下載人次',
    '評分',
    '資料集評分',
    '爬取时间',
    '爬取日期',
    '抓取时间',
    '抓取日期',
    '入库时间',
    '序号',
    '序號',
  ],
  ...['crawl_time', 'crawled_at', 'crawltime', 'crawl_date', 'fetch_time', 'fetched_at', 'scraped_at'],
  ...['views', 'view_count', 'viewcount', 'visits', 'visit_count', 'hits', 'browse_count', 'downloads'],
  ...['download_count', 'downloadcount', 'download_times', 'call_count', 'rating', 'score', 'stars'],
];

export interface VolatileLabels {
  has(label: string): boolean;
  /** As they are written, to be looked for before a record is read. */
  readonly written: readonly string[];
}

/** Labels without content: those that never have any, and `ignore` of the source's options. */
export function volatileLabels(ignore: readonly string[]): VolatileLabels {
  const written = [...new Set([...VOLATILE_LABELS, ...ignore])];
  const folded = new Set(written.map(foldLabel));
  const judged = new Map<string, boolean>();
  return {
    written,
    has(label) {
      const known = judged.get(label);
      if (known !== undefined) return known;
      const isVolatile = folded.has(foldLabel(label));
      if (judged.size < MAX_JUDGED) judged.set(label, isVolatile);
      return isVolatile;
    },
  };
}

/** A portal has dozens of labels; one that invents them without end is not remembered without end. */
const MAX_JUDGED = 5000;
