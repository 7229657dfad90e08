import { load } from 'cheerio';
import { EVIL } from './payloads.js';

interface Element {
  readonly tagName: string;
  readonly attribs: Readonly<Record<string, string>>;
}

const ADDRESSES = [
  'href',
  'src',
  'action',
  'formaction',
  'xlink:href',
  'data',
  'poster',
  'background',
  'srcset',
];
/** What only our own addresses may be in. */
const OWN_ONLY = ['src', 'action', 'formaction', 'data', 'poster', 'background', 'srcset'];
const OWN = /^(?:\/(?![/\\])|#|\?|$)/;
const WEB = /^(?:https?:\/\/|mailto:|tel:)/i;
const FORBIDDEN = ['style', 'object', 'embed', 'applet', 'frame', 'frameset', 'portal'];
const DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/;
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** Everything in a page that could do something, or that a record's author could have put there. */
export function harmIn(html: string): readonly string[] {
  const harm: string[] = [];
  if (DIRECTIONS.test(html)) harm.push('a sign that turns the direction');
  if (CONTROLS.test(html)) harm.push('a control character');
  const $ = load(html);
  $('*').each((_index, node) => {
    if (!('attribs' in node)) return;
    const element = node as Element;
    harm.push(...harmOf(element, $(node).text()));
  });
  if ($('head > title').length !== 1) harm.push(`${$('head > title').length} titles`);
  if ($('body').length !== 1 || $('main').length !== 1) harm.push('no whole page');
  return harm;
}

function harmOf({ tagName, attribs }: Element, text: string): readonly string[] {
  const harm: string[] = [];
  const tell = (what: string): number => harm.push(`<${tagName}>: ${what}`);
  if (FORBIDDEN.includes(tagName)) tell('it may not be there');
  if (tagName === 'script' && !isOwnScript(attribs, text)) tell('a script that is not ours');
  if (tagName === 'base' && JSON.stringify(attribs) !== '{"target":"_top"}') tell('a base');
  if (tagName === 'meta' && 'http-equiv' in attribs) tell('a meta that does something');
  if (tagName === 'iframe' && !attribs['src']?.startsWith('/embed/')) tell('a foreign frame');
  if (tagName === 'img' && !/^\/(?:assets\/|[\w-]+\/)/.test(attribs['src'] ?? '')) tell('a foreign picture');
  for (const [name, value] of Object.entries(attribs)) {
    if (/^on/i.test(name)) tell(`a handler ${name}`);
    if (name === 'style' || name === 'srcdoc' || name === 'ping') tell(`${name}="${value}"`);
    if (!ADDRESSES.includes(name)) continue;
    // Browsers read past blanks and control characters.
    const address = value.replace(/[\u0000-\u0020]/g, '');
    if (!OWN.test(address) && (OWN_ONLY.includes(name) || !WEB.test(address))) tell(`${name}="${value}"`);
  }
  const { href = '', rel = '' } = attribs;
  if (tagName === 'a' && URL.canParse(href) && new URL(href).hostname.endsWith(EVIL)) {
    for (const needed of ['nofollow', 'noopener'])
      if (!rel.split(' ').includes(needed)) tell(`a link of a portal without ${needed}`);
  }
  return harm;
}

function isOwnScript({ type, src }: Element['attribs'], text: string): boolean {
  if (type === 'application/ld+json') return !/[<>]/.test(text) && isJson(text);
  return src !== undefined && /^\/assets\/[\w.-]+$/.test(src) && text === '';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
