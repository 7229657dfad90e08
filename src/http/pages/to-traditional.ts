import { Converter } from 'opencc-js/cn2t';

/** The library's own type is not found by all of its names. */
type Convert = (text: string) => string;

let convert: Convert | undefined;

/** What is written in scripts and code are names and addresses; other things say of themselves that they are simplified. */
const LEFT_ALONE =
  /<script\b[^]*?<\/script>|<code\b[^]*?<\/code>|<(\w+)\b[^>]*\slang="zh-Hans-CN"[^>]*>[^<]*<\/\1>/;
const TAG = /<(?:"[^"]*"|'[^']*'|[^"'>])*>/;
/** Besides the tag what somebody has typed. */
const TYPED = new RegExp(`${TAG.source.replace('<', '<textarea\\b')}[^<]*`);
const MARKUP = new RegExp(`${LEFT_ALONE.source}|${TYPED.source}|${TAG.source}`, 'g');
const FIRST_TAG = new RegExp(`^${TAG.source}`);

/** One at a time, so that nothing within a value is taken for an attribute. */
const ATTRIBUTE = /(\s)([\w:-]+)(?:=("[^"]*"|'[^']*'|[^\s"'>]+))?/g;
/** Attributes that people read or hear; all others are names, addresses and values. */
const READ: ReadonlySet<string> = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-valuetext',
  'data-copied',
  'data-head',
  'label',
  'placeholder',
  'title',
]);
const DESCRIPTION = /^<meta\b[^>]*\sname="description"/;
const BUTTON = /^<input\b[^>]*\stype="(?:submit|reset|button)"/;

/** A page in simplified Chinese, its texts in traditional Chinese. */
export function toTraditional(page: string): string {
  const traditional: Convert = (convert ??= Converter({ from: 'cn', to: 'tw' }) as Convert);
  let at = 0;
  const parts: string[] = [];
  for (const match of page.matchAll(MARKUP)) {
    if (match.index > at) parts.push(traditional(page.slice(at, match.index)));
    const [markup] = match;
    const isLeftAlone = /^<(?:script|code)\b/.test(markup) || match[1] !== undefined;
    parts.push(isLeftAlone ? markup : markup.replace(FIRST_TAG, (tag) => readInTag(tag, traditional)));
    at = match.index + markup.length;
  }
  parts.push(traditional(page.slice(at)));
  return parts.join('');
}

function readInTag(tag: string, traditional: Convert): string {
  // Most tags have none of them.
  if (!tag.includes('=') || isLatin(tag)) return tag;
  return tag.replace(ATTRIBUTE, (attribute, space: string, name: string, value: string | undefined) => {
    const isRead =
      READ.has(name) ||
      (name === 'content' && DESCRIPTION.test(tag)) ||
      (name === 'value' && BUTTON.test(tag));
    return isRead && value !== undefined ? `${space}${name}=${traditional(value)}` : attribute;
  });
}

function isLatin(text: string): boolean {
  return !/[^\u0000-\u02ff]/.test(text);
}
