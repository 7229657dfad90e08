import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { SourceResponseError } from '../domain/errors.js';

/** `public`: globally routable only. `intranet`: also loopback and private networks, for sources with `allowPrivate`. */
export type AddressScope = 'public' | 'intranet';

const INTRANET_RANGES: ReadonlySet<string> = new Set([
  'loopback',
  'private',
  'uniqueLocal',
  'carrierGradeNat',
]);

/** IANA has handed out global unicast from here only (RFC 4291 §2.4); the rest embeds IPv4 or is local. */
const GLOBAL_UNICAST_V6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** Whether a connection to the address is allowed; an IPv4 address mapped into IPv6 counts as what it maps. */
export function isAllowedAddress(address: string, scope: AddressScope): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  const range: string = parsed.range();
  if (scope === 'intranet' && INTRANET_RANGES.has(range)) return true;
  if (range !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(GLOBAL_UNICAST_V6);
}

/**
 * Refuses what can be seen from the URL alone: other schemes, user names and passwords, and literal addresses, for which
 * no lookup takes place. Names are checked at connect time (`guardedLookup`).
 */
export function assertAllowedTarget(url: URL, scope: AddressScope): void {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw refused(url, `${url.protocol} is not a web address; only http and https are fetched`);
  }
  if (url.username !== '' || url.password !== '') {
    throw refused(url, 'the address carries a user name or password');
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !isAllowedAddress(host, scope)) {
    throw refused(url, `${host} is a private, local or reserved address`);
  }
}

/** The URL as it may stand in messages and logs: without user name and password. */
export function printableUrl(url: URL): string {
  const printable = new URL(url);
  printable.username = '';
  printable.password = '';
  return printable.href;
}

function refused(url: URL, reason: string): SourceResponseError {
  const address = printableUrl(url);
  return new SourceResponseError(`${address} is refused: ${reason}`, {
    url: address,
    fault: 'refused-address',
  });
}
