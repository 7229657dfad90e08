import type { VNode } from 'preact';
import type { Extra } from '../../../domain/dataset.js';
import { cutText } from '../../../serialise/plain-text.js';
import type { PageRequest } from '../page.js';
import { resolveReferences } from '../references.js';
import { createSay } from '../say.js';
import { DATASET } from './texts.js';

const MOST_LISTED = 200;
const MOST_KEY = 100;
const MOST_VALUE = 1000;

/** What the portal said that has no element, as it said it; folded, since it is for who looks for it. */
export function Extras({ extras, request }: ExtrasProps): VNode | null {
  if (extras.length === 0) return null;
  const say = createSay(DATASET, request.language);
  const leftOut = extras.length - MOST_LISTED;
  return (
    <details>
      <summary>{say('extras', { count: extras.length })}</summary>
      <dl class="facts">
        {extras.slice(0, MOST_LISTED).map(({ key, value }, index) => (
          <div key={index}>
            <dt>{cutText(key, MOST_KEY)}</dt>
            <dd>{cutText(resolveReferences(value), MOST_VALUE)}</dd>
          </div>
        ))}
      </dl>
      {leftOut > 0 && <p class="muted">{say('extrasLeftOut', { count: leftOut })}</p>}
    </details>
  );
}

interface ExtrasProps {
  readonly extras: readonly Extra[];
  readonly request: Pick<PageRequest, 'language'>;
}
