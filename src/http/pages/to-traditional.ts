import { Converter } from 'opencc-js/cn2t';

/** The library's own type is not found by all of its names. */
type Convert = (text: string) => string;

let convert: Convert | undefined;

/**
 * Tags with their attributes, and all of a script: what is written there are names and addresses. And what says of itself that
 * it is simplified.
 */
const MARKUP =
  /<script\b[^]*?<\/script>|<code\b[^]*?<\/code>|<(\w+)\b[^>]*\slang="zh-Hans-CN"[^>]*>[^<]*<\/\1>|<(?:"[^"]*"|'[^']*'|[^"'>])*>/g;

/** A page in simplified Chinese, its texts in traditional Chinese. */
export function toTraditional(page: string): string {
  const traditional: Convert = (convert ??= Converter({ from: 'cn', to: 'tw' }) as Convert);
  let at = 0;
  const parts: string[] = [];
  for (const match of page.matchAll(MARKUP)) {
    if (match.index > at) parts.push(traditional(page.slice(at, match.index)));
    parts.push(match[0]);
    at = match.index + match[0].length;
  }
  parts.push(traditional(page.slice(at)));
  return parts.join('');
}
