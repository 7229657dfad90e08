import type { VNode } from 'preact';
import { wellFormedJson } from '../../serialise/plain-text.js';

/** The one door for markup that is put into a page as it is: no other file does that. */

/** Markup of our own making (a chart), or of the operator's own files. Never anything that a portal wrote. */
export function Markup({ as: Tag = 'div', markup, ...rest }: MarkupProps): VNode {
  return <Tag {...rest} dangerouslySetInnerHTML={{ __html: markup }} />;
}

interface MarkupProps {
  readonly as?: 'div' | 'span' | 'figure';
  readonly markup: string;
  readonly class?: string;
}

/** Data for programs: a script of this kind is never run, and no character of its JSON can end it or begin a comment. */
export function JsonLd({ data }: { readonly data: object }): VNode {
  const json = wellFormedJson(data).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}
