import type { Language } from '../../domain/dataset.js';
import type { Site } from '../site.js';
import type { Alternate } from './page.js';

/** The news of a search, for the head of its page; `query` as the page has it, empty for all of the catalogue. */
export function feedAlternates(site: Site, language: Language, query: string): readonly Alternate[] {
  const path = query === '' ? '/feeds/all' : '/feeds/custom';
  return (['atom', 'rss'] as const).map((format) => ({
    type: `application/${format}+xml`,
    title: `${site.title[language]} (${format === 'atom' ? 'Atom' : 'RSS'})`,
    href: `${path}.${format}${query === '' ? '' : `?${query}`}`,
  }));
}
