import type { Page, PageRequest } from '../page.js';
import { createSay } from '../say.js';
import { PART_TEXTS } from './texts.js';

/** A search box whose results open in the catalogue. */
export function searchPart({ language, locale, query, asOf }: PageRequest): Page {
  const say = createSay(PART_TEXTS, language);
  return {
    title: say('search'),
    main: (
      <form class="search part-search" action="/dataset" method="get" role="search">
        <h1>
          <label for="q">{say('search')}</label>
        </h1>
        <span class="row">
          <input
            id="q"
            type="search"
            name="q"
            value={query.get('q') ?? ''}
            placeholder={say('searchHint')}
            autocomplete="off"
          />
          <button type="submit">{say('go')}</button>
        </span>
        {locale !== 'zh' && <input type="hidden" name="lang" value={locale} />}
        {asOf !== undefined && <input type="hidden" name="as_of" value={asOf.text} />}
      </form>
    ),
  };
}
