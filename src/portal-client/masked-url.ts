/** Names of parameters that carry secrets: a key, a token, a signature, a session. */
const SECRET_NAME =
  /^(x[-_]?)?(((api|app|access|auth|secret|private|user|client|subscription)[-_.]?)*(key|token|secret|code|id[-_]?token)|pass(word|wd|phrase)?|pwd|sign|signature|sig|auth(orization)?|credentials?|session([-_.]?id)?|sid|jsessionid|ticket|cookie|jwt|ak|sk)$/i;
/** `code` alone is a catalogue's own word, as in `?code=3301`. */
const HARMLESS_NAME = /^code$/i;
const MASK = '***';

/**
 * The URL as others may read it: without user name, password and fragment, and without the values of parameters that are
 * secrets by their name or equal to one that the source has.
 */
export function maskedUrl(url: URL, secrets: readonly string[] = []): string {
  const shown = new URL(url);
  shown.username = '';
  shown.password = '';
  shown.hash = '';
  shown.search = shown.search
    .replace(/^\?/, '')
    .split('&')
    .map((pair) => maskedPair(pair, secrets))
    .join('&');
  return masked(shown.href, secrets);
}

function maskedPair(pair: string, secrets: readonly string[]): string {
  const equals = pair.indexOf('=');
  if (equals < 0) return pair;
  const [[name, value] = ['', '']] = new URLSearchParams(pair);
  const isSecret = (SECRET_NAME.test(name) && !HARMLESS_NAME.test(name)) || secrets.includes(value);
  return isSecret ? `${pair.slice(0, equals)}=${MASK}` : pair;
}

/** In a path a secret can only be told by what it is. */
function masked(href: string, secrets: readonly string[]): string {
  let shown = href;
  for (const secret of secrets) {
    if (secret.length >= SHORTEST_SECRET) shown = shown.replaceAll(encodeURIComponent(secret), MASK);
  }
  return shown;
}

/** Shorter ones are met by accident. */
const SHORTEST_SECRET = 6;
