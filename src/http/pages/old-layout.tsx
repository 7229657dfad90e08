import type { Language } from '../../domain/dataset.js';
import type { Site } from '../site.js';
import type { Html } from './html.js';
import type { Alternate, Page } from './page.js';
import { Markup } from './raw.js';

/** @TODO Goes when the last page is written with components. */
export function layout(
  _site: Site,
  _language: Language,
  page: {
    readonly title: string;
    readonly main: Html;
    readonly path: string;
    readonly description?: string;
    readonly alternates?: readonly Alternate[];
    readonly head?: Html;
  },
): Page {
  const { title, description, alternates, main } = page;
  return {
    title,
    main: <Markup markup={main.text} />,
    ...(description !== undefined && { description }),
    ...(alternates !== undefined && { alternates }),
  };
}

export function inLanguage(path: string, language: Language): string {
  if (language === 'zh') return path;
  return `${path}${path.includes('?') ? '&' : '?'}lang=${language}`;
}
