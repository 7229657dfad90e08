import type { VNode } from 'preact';
import { cutText } from '../../../serialise/plain-text.js';
import type { PageRequest } from '../page.js';
import { resolveReferences } from '../references.js';
import { createSay } from '../say.js';
import { DATASET } from './texts.js';

/** A short text stands, of a longer one the beginning; what goes on for ever is not sent at all. */
const MOST_STANDING = 300;
const MOST_SENT = 20_000;

/** What is left of tables and boxes of a page; one empty line parts as well as five. */
const EMPTY_LINES = /\n[^\S\n]*\n\s*\n/gu;

/** A text of any length: its beginning, and the whole of it folded. */
export function LongText({ text, request }: LongTextProps): VNode {
  const say = createSay(DATASET, request.language);
  const whole = resolveReferences(text).trim().replace(EMPTY_LINES, '\n\n');
  if (whole.length <= MOST_STANDING) return <p>{whole}</p>;
  return (
    <>
      <p>{cutText(whole, MOST_STANDING)}</p>
      <details>
        <summary>{say('wholeText', { count: whole.length })}</summary>
        <p>{cutText(whole, MOST_SENT)}</p>
        {whole.length > MOST_SENT && <p class="muted">{say('cut', { count: MOST_SENT })}</p>}
      </details>
    </>
  );
}

interface LongTextProps {
  readonly text: string;
  readonly request: Pick<PageRequest, 'language'>;
}
