import { labelOf, OPEN_TYPES, UPDATE_CYCLES } from '../../../domain/code-lists.js';
import type { Language } from '../../../domain/dataset.js';
import { licenseTitle } from '../../../serialise/ckan/license.js';
import { THEME_GROUPS } from '../../../serialise/ckan/themes.js';
import type { PageContext } from '../page.js';
import type { Filter } from './address.js';
import { VALUE_TEXTS } from './texts.js';

type Named = Pick<PageContext, 'datasets' | 'harvest'>;

/** What a value of a filter is called; one that is not known goes by itself. */
export function nameOf([key, value]: Filter, language: Language, { datasets, harvest }: Named): string {
  switch (key) {
    case 'groups':
      return domainName(value, language) ?? value;
    case 'organization':
      return datasets.findPublisher(value)?.title ?? value;
    case 'harvest_source_id':
      return harvest.sources.find(({ id }) => id === value)?.title ?? value;
    case 'cn_open_type':
      return labelOf(OPEN_TYPES, value, language) ?? value;
    case 'cn_update_cycle':
      return labelOf(UPDATE_CYCLES, value, language) ?? value;
    case 'license_id':
      return ownName(value, language) ?? licenseTitle(value) ?? value;
    case 'modified':
    case 'cn_visibility':
      return ownName(value, language) ?? value;
    case 'region':
    case 'res_format':
    case 'tags':
      return value;
  }
}

/** Of one of the 21 domains, by the name of its group. */
export function domainName(group: string, language: Language): string | undefined {
  const found = THEME_GROUPS.find(({ name }) => name === group);
  return language === 'zh' ? found?.title : found?.description;
}

function ownName(value: string, language: Language): string | undefined {
  return Object.hasOwn(VALUE_TEXTS, value)
    ? VALUE_TEXTS[value as keyof typeof VALUE_TEXTS][language]
    : undefined;
}
