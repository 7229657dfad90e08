import type { Language } from '../../domain/dataset.js';
import type { Tombstone } from '../../pipeline/read-ports.js';
import type { Site } from '../site.js';
import { html } from './html.js';
import { inLanguage, layout } from './old-layout.js';
import type { Page } from './page.js';
import { createSay } from './texts.js';

/** What a withdrawn dataset was, and since when it is gone. */
export function removedPage(site: Site, language: Language, { name, title, removedAt }: Tombstone): Page {
  const say = createSay(language);
  return layout(site, language, {
    title: say('removed'),
    path: `/dataset/${name}`,
    main: html`<h1>${say('removed')}</h1>
      <p>${title}</p>
      <p>${say('removedText')}${removedAt.slice(0, 'CCYY-MM-DD'.length)}</p>
      <p><a href="${inLanguage('/dataset', language)}">${say('datasets')}</a></p>`,
  });
}
