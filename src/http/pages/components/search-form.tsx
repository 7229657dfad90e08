import type { VNode } from 'preact';
import type { PageRequest } from '../page.js';
import { createSay } from '../say.js';

const TEXTS = {
  label: { zh: '检索数据目录', en: 'Search the catalogue' },
  hint: { zh: '如：公交线路、空气质量', en: 'e.g. bus lines, air quality' },
  search: { zh: '检索', en: 'Search' },
} as const;

/**
 * The search box: a plain form, so that it works without scripts; with them it suggests as one types. `keep`: what is chosen
 * besides and stays.
 */
export function SearchForm({ request, q = '', keep = [], label, isSmall = false }: SearchFormProps): VNode {
  const { language, locale, asOf, link } = request;
  const say = createSay(TEXTS, language);
  const id = isSmall ? 'q-small' : 'q';
  const input = (
    <input
      id={id}
      type="search"
      name="q"
      value={q}
      placeholder={say('hint')}
      autocomplete="off"
      aria-label={isSmall ? say('label') : undefined}
    />
  );
  return (
    <form class={isSmall ? 'search small' : 'search'} action="/dataset" method="get" role="search">
      {!isSmall && <label for={id}>{label ?? say('label')}</label>}
      <span class="row">
        <auto-complete src={link('/suggestions')} for={`${id}-list`}>
          {input}
          <ul id={`${id}-list`} class="suggestions" hidden />
        </auto-complete>
        <button type="submit">{say('search')}</button>
      </span>
      {keep.map(([key, value], index) => (
        <input key={index} type="hidden" name={key} value={value} />
      ))}
      {locale !== 'zh' && <input type="hidden" name="lang" value={locale} />}
      {asOf !== undefined && <input type="hidden" name="as_of" value={asOf.text} />}
    </form>
  );
}

interface SearchFormProps {
  readonly request: PageRequest;
  readonly q?: string;
  readonly keep?: readonly (readonly [key: string, value: string])[];
  /** What is searched, where that is not the whole catalogue. */
  readonly label?: string;
  /** In the head of a page. */
  readonly isSmall?: boolean;
}
