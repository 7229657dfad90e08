import type { VNode } from 'preact';
import type { SearchSyntaxError } from '../../../domain/errors.js';
import type { Page } from '../page.js';
import { createSay } from '../say.js';
import { toParameters } from './address.js';
import { Chips } from './chips.js';
import type { SearchParts } from './facets.js';
import { plainWords } from './plain-words.js';
import { SearchBox } from './search-box.js';
import { TEXTS } from './texts.js';

/** How the index begins what it says to programs. */
const PREAMBLE = /^SOLR returned an error running query: /;

/** What is wrong with a query, and where; it stays in the box. */
export function unreadablePage(error: SearchSyntaxError, parts: SearchParts): Page {
  const { request, address } = parts;
  const { language, link } = request;
  const say = createSay(TEXTS, language);
  const words = plainWords(address.q);
  return {
    status: 400,
    title: say('unreadable'),
    hasSearch: true,
    isUnlisted: true,
    main: (
      <div class="search-page">
        <SearchBox request={request} address={address} />
        <Chips {...parts} />
        <div class="search-fault" role="alert">
          <h1>{say('unreadable')}</h1>
          <p>{say('unreadableText')}</p>
          {error.parameter === 'q' && <Place q={address.q} position={error.position} parts={parts} />}
          <p class="muted" lang="en">
            {error.message.replace(PREAMBLE, '')}
          </p>
          {words !== '' && words !== address.q && (
            <p>
              <a href={link('/dataset', toParameters({ ...address, q: words, page: 1 }))}>
                {say('asWords')}
                {language === 'zh' ? '：' : ': '}
                {words}
              </a>
            </p>
          )}
        </div>
      </div>
    ),
  };
}

interface PlaceProps {
  readonly q: string;
  readonly position: number;
  readonly parts: SearchParts;
}

function Place({ q, position, parts }: PlaceProps): VNode {
  const say = createSay(TEXTS, parts.request.language);
  if (position >= q.length) return <p>{say('positionEnd')}</p>;
  const before = q.slice(0, position);
  return (
    <p>
      {say('position', { position: Array.from(before).length + 1 })}{' '}
      <code>
        {before}
        <mark>{q.slice(position)}</mark>
      </code>
    </p>
  );
}
