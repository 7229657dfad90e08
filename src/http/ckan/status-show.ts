import type { Language } from '../../domain/dataset.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';

/** The CKAN whose API contract the hub keeps: clients switch features by it. */
const CKAN_VERSION = '2.11.5';
const CKAN_LOCALES: Readonly<Record<Language, string>> = { zh: 'zh_Hans_CN', en: 'en' };

export function statusShow(_parameters: Parameters, { site, version }: ActionContext): unknown {
  const language = site.languages[0] ?? 'zh';
  return {
    ckan_version: CKAN_VERSION,
    error_emails_to: site.publisher.email ?? null,
    // Clients ask an extension by its name before they use its actions.
    extensions: ['activity', 'lianmu'],
    lianmu_version: version,
    locale_default: CKAN_LOCALES[language],
    site_description: site.description[language],
    site_title: site.title[language],
    site_url: site.url,
  };
}
