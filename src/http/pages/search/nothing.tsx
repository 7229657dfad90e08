import type { VNode } from 'preact';
import type { SearchIndex } from '../../../pipeline/read-ports.js';
import { createSay } from '../say.js';
import { toParameters } from './address.js';
import { conditionName } from './chips.js';
import type { SearchParts } from './facets.js';
import type { Hint } from './find.js';
import { fold } from './fold.js';
import { plainWords } from './plain-words.js';
import { TEXTS } from './texts.js';
import { keywordSounds } from './vocabulary.js';

const MOST_OTHERS = 5;

/** Keywords that hold what was typed, or sound like it: who types `tcc` may mean 停车场. */
export async function otherWords(q: string, search: SearchIndex): Promise<readonly string[]> {
  const typed = fold(plainWords(q)).text;
  if (typed === '') return [];
  const held = await search.values('tags', [typed]);
  const alike = (await keywordSounds(search)).like(typed);
  return [...new Set([...held, ...alike])]
    .filter((word) => word !== q && plainWords(word) !== '')
    .slice(0, MOST_OTHERS);
}

interface NothingProps extends SearchParts {
  readonly hints: readonly Hint[];
  readonly others: readonly string[];
}

/** Of a search that finds nothing: which condition to drop, and what is found then. */
export function Nothing({ hints, others, ...parts }: NothingProps): VNode {
  const { request, address } = parts;
  const say = createSay(TEXTS, request.language);
  if (address.q === '' && address.filters.length === 0) return <p>{say('empty')}</p>;
  const none = [say('none'), ...(hints.length > 0 ? [say('noneHint')] : [])];
  return (
    <div class="note">
      <p>{none.join(request.language === 'zh' ? '' : ' ')}</p>
      {hints.length > 0 ? (
        <ul>
          {hints.map((hint) => (
            <li key={hint.dropped?.join(' ') ?? ''}>
              <a href={request.link('/dataset', toParameters(hint.address))}>
                {say(hint.count === 1 ? 'droppedOne' : 'dropped', {
                  condition: conditionName(hint.dropped, parts),
                  count: hint.count,
                })}
              </a>
            </li>
          ))}
        </ul>
      ) : (
        <p>
          {say('stillNone')} <a href={request.link('/dataset')}>{say('everything')}</a>
        </p>
      )}
      {others.length > 0 && (
        <>
          <p>{say('perhaps')}</p>
          <ul>
            {others.map((word) => (
              <li key={word}>
                <a href={request.link('/dataset', [['q', plainWords(word)]])}>{word}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
