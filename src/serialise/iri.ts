const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
/** What RDF, XML and JSON schemas take as addresses of the web. */
const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'ftp:']);
const EMAIL = /^[^\s@:/<>"]+@[^\s@:/<>"]+\.[^\s@:/<>"]+$/;
/** `URL` leaves these in paths and queries; no IRI may hold them (RFC 3987). */
const UNFIT = /[\s<>"{}|\\^`[\]']/g;

/**
 * An address that a portal wrote, as a URI that every format takes: blanks, quotation marks and Chinese percent-encoded,
 * hosts in ASCII. Undefined for what is none: relative paths, words, e-mail addresses, other schemes.
 */
export function toWebUri(address: string | undefined): string | undefined {
  const text = address?.trim().toWellFormed() ?? '';
  if (!SCHEME.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (!SCHEMES.has(url.protocol) || url.hostname === '') return undefined;
  return encoded(url);
}

/** An e-mail address, with or without its scheme, as a `mailto:` URI; undefined for what is none. */
export function toMailUri(address: string | undefined): string | undefined {
  const text = (address ?? '').trim().replace(/^mailto:/i, '');
  return EMAIL.test(text)
    ? `mailto:${encodeURI(text.toWellFormed()).replace(UNFIT, encodeURIComponent)}`
    : undefined;
}

function encoded(url: URL): string {
  // The brackets of an IPv6 host are the only ones that may stay.
  const { origin, username, password, host, protocol, pathname, search, hash } = url;
  const user = username === '' ? '' : `${username}${password === '' ? '' : `:${password}`}@`;
  const start = user === '' && origin !== 'null' ? origin : `${protocol}//${user}${host}`;
  return start + (pathname + search + hash).replace(UNFIT, percentEncoded);
}

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
