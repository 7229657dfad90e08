import type { VNode } from 'preact';
import { createSay } from '../say.js';
import { toggled, toParameters, type Filter, type SearchAddress } from './address.js';
import type { SearchParts } from './facets.js';
import { FILTER_TEXTS, TEXTS } from './texts.js';
import { nameOf } from './value-names.js';

/** What is searched for, each part of it a link that takes it away. */
export function Chips({ request, context, address }: SearchParts): VNode | null {
  const say = createSay(TEXTS, request.language);
  const { q, filters } = address;
  if (q === '' && filters.length === 0) return null;
  const without = (to: SearchAddress): string => request.link('/dataset', toParameters(to));
  return (
    <div class="chips">
      <p id="chosen" class="visually-hidden">
        {say('chosen')}
      </p>
      <ul aria-labelledby="chosen">
        {q !== '' && (
          <li>
            <Chip
              name={say('words')}
              value={q}
              remove={say('remove')}
              href={without({ ...address, q: '', page: 1 })}
            />
          </li>
        )}
        {filters.map((filter) => (
          <li key={filter.join(' ')}>
            <Chip
              name={createSay(FILTER_TEXTS, request.language)(filter[0])}
              value={nameOf(filter, request.language, context)}
              remove={say('remove')}
              href={without(toggled(address, filter))}
            />
          </li>
        ))}
        {filters.length + (q === '' ? 0 : 1) > 1 && (
          <li>
            <a class="chip-clear" href={request.link('/dataset')}>
              {say('clear')}
            </a>
          </li>
        )}
      </ul>
    </div>
  );
}

function Chip({
  name,
  value,
  remove,
  href,
}: {
  readonly name: string;
  readonly value: string;
  readonly remove: string;
  readonly href: string;
}): VNode {
  return (
    <a class="chip" href={href} title={remove} rel="nofollow">
      <span class="visually-hidden">{remove} </span>
      <span class="chip-name">{name}</span> <span class="chip-value">{value}</span>{' '}
      <span class="chip-x" aria-hidden="true">
        ×
      </span>
    </a>
  );
}

/** A condition in words, for a sentence. */
export function conditionName(
  dropped: Filter | undefined,
  { request, context, address }: SearchParts,
): string {
  if (dropped === undefined) return address.q;
  const name = createSay(FILTER_TEXTS, request.language)(dropped[0]);
  return `${name}${request.language === 'zh' ? '：' : ': '}${nameOf(dropped, request.language, context)}`;
}
