import type { Language } from '../../domain/dataset.js';
import { html, type Html } from './html.js';
import { createSay } from './texts.js';

/** The search box: a plain form, so that it works without scripts; it keeps what was typed. */
export function searchForm(language: Language, q: string): Html {
  const say = createSay(language);
  const lang = language === 'zh' ? undefined : html`<input type="hidden" name="lang" value="${language}" />`;
  return html`<form action="/dataset" method="get" role="search">
    <div>
      <label for="q">${say('searchLabel')}</label><input id="q" type="search" name="q" value="${q}" />
    </div>
    ${lang}<button type="submit">${say('search')}</button>
  </form>`;
}
