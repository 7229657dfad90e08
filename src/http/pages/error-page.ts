import type { Language } from '../../domain/dataset.js';
import type { Site } from '../site.js';
import { html } from './html.js';
import { layout } from './layout.js';
import { searchForm } from './search-form.js';
import { createSay } from './texts.js';

export interface PageError {
  readonly status: number;
  /** What to quote in a report: only for faults of ours. */
  readonly reference?: string;
}

/** What happened, what it means for the reader, what to do. */
export function errorPage(site: Site, language: Language, error: PageError): string {
  const say = createSay(language);
  const ours = error.reference !== undefined;
  const title = say(ours ? 'failed' : 'notFound');
  const text = ours ? `${say('failedText')}${error.reference}` : say('notFoundText');
  return layout(site, language, {
    title,
    path: '/',
    main: html`<h1>${title}</h1>
      <p>${text}</p>
      ${searchForm(language, '')}`,
  });
}
