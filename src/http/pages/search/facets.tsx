import type { VNode } from 'preact';
import type { PageContext, PageRequest } from '../page.js';
import { createSay, number } from '../say.js';
import {
  FILTER_KEYS,
  MODIFIED_DAYS,
  toggled,
  toParameters,
  type FilterKey,
  type SearchAddress,
} from './address.js';
import { MOST_VALUES, type FoundDatasets } from './find.js';
import { areCities } from './regions.js';
import { FILTER_TEXTS, TEXTS } from './texts.js';
import { nameOf } from './value-names.js';

export interface SearchParts {
  readonly request: PageRequest;
  readonly context: Pick<PageContext, 'datasets' | 'harvest'>;
  readonly address: SearchAddress;
}

/** Values that are listed before somebody asks for all. */
const SHOWN = 6;

/** What the result can be narrowed by: each value adds itself to the address, or takes itself away. */
export function Facets({ found, ...parts }: SearchParts & { readonly found: FoundDatasets }): VNode {
  const say = createSay(TEXTS, parts.request.language);
  const facets = FILTER_KEYS.map((key) => ({ key, values: valuesOf(key, found, parts) }));
  return (
    <>
      <details class="facet-drawer no-print">
        <summary class="button plain">{say('filters')}</summary>
      </details>
      <nav class="facets no-print" aria-label={say('filters')}>
        {facets
          .filter(({ values }) => values.length > 0)
          .map(({ key, values }) => (
            <Facet key={key} facet={key} values={values} {...parts} />
          ))}
      </nav>
    </>
  );
}

interface FacetValue {
  readonly value: string;
  readonly isChosen: boolean;
  /** Absent: not counted. */
  readonly count?: number;
}

function valuesOf(
  key: FilterKey,
  { count: total, facets }: FoundDatasets,
  { address, context }: SearchParts,
): readonly FacetValue[] {
  const chosen = address.filters.flatMap((filter) => (filter[0] === key ? [filter[1]] : []));
  if (key === 'modified') {
    if (total < 2 && chosen.length === 0) return [];
    return Object.keys(MODIFIED_DAYS).map((value) => ({ value, isChosen: chosen.includes(value) }));
  }
  if (key === 'harvest_source_id' && chosen.length === 0 && areCities(context.harvest.sources)) return [];
  const values = [...(facets.get(key) ?? [])].map(([value, count]) => ({
    ...{ value, count },
    isChosen: chosen.includes(value),
  }));
  // What all of them have narrows nothing.
  const narrows = values.some(({ count, isChosen }) => isChosen || count < total);
  return narrows ? values : [];
}

function Facet({
  facet,
  values,
  ...parts
}: SearchParts & { readonly facet: FilterKey; readonly values: readonly FacetValue[] }): VNode {
  const { request, address, context } = parts;
  const say = createSay(TEXTS, request.language);
  const id = `facet-${facet}`;
  const isExpanded = address.expanded.includes(facet);
  const shown = isExpanded ? values : values.filter(({ isChosen }, index) => isChosen || index < SHOWN);
  const linkTo = (to: SearchAddress, fragment = ''): string =>
    request.link(`/dataset${fragment}`, toParameters(to));
  const others = address.expanded.filter((key) => key !== facet);
  return (
    <section aria-labelledby={id} class="facet">
      <h2 id={id}>{createSay(FILTER_TEXTS, request.language)(facet)}</h2>
      <ul>
        {shown.map(({ value, isChosen, count }) => (
          <li key={value}>
            <a
              href={linkTo(toggled(address, [facet, value]))}
              class={isChosen ? 'chosen' : ''}
              rel="nofollow"
            >
              <span>
                {isChosen && <span aria-hidden="true">✓ </span>}
                {isChosen && <span class="visually-hidden">{say('remove')} </span>}
                {nameOf([facet, value], request.language, context)}
              </span>{' '}
              {count !== undefined && <span class="count">{number(count)}</span>}
            </a>
          </li>
        ))}
      </ul>
      {isExpanded && values.length === MOST_VALUES && (
        <p class="muted">{say('mostFrequent', { count: MOST_VALUES })}</p>
      )}
      {!isExpanded && shown.length < values.length && (
        <a
          class="facet-more"
          href={linkTo({ ...address, expanded: [...others, facet] }, `#${id}`)}
          rel="nofollow"
        >
          {values.length === MOST_VALUES ? say('showMany') : say('showAll', { count: values.length })}
        </a>
      )}
      {isExpanded && values.length > SHOWN && (
        <a class="facet-more" href={linkTo({ ...address, expanded: others }, `#${id}`)} rel="nofollow">
          {say('showFew')}
        </a>
      )}
    </section>
  );
}
