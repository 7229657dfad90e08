import type { CkanPackage } from '../package.js';
import type { City } from '../province.js';
import { below } from '../random.js';
import { keyOf } from '../timeline.js';

const SALT = { downloads: 0x6101 } as const;

/** A dataset as one flat record under Chinese labels. */
export type FlatRecord = Readonly<Record<string, string>>;

/** The portal's page of a dataset. */
export function pageOf(dataset: CkanPackage): string {
  return dataset.url ?? '';
}

/** The dataset under the labels of its portal: what CKAN has members for first, then what CKAN would call extras. */
export function toFlatRecord(dataset: CkanPackage): FlatRecord {
  const record: Record<string, string> = {
    标题: dataset.title,
    摘要: dataset.notes,
    来源部门: dataset.organization?.title ?? '',
    标签: dataset.tags.map((tag) => (typeof tag === 'string' ? tag : tag.name)).join(','),
  };
  for (const { key, value } of dataset.extras) record[key] = value;
  return { ...record, 详情页网址: pageOf(dataset) };
}

/** A counter that rises by itself and says nothing about the dataset. */
export function downloadsOf(city: City, index: number, day: number): number {
  return below(keyOf(city, index), SALT.downloads, 400) + day;
}
