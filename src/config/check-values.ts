import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { isSecretKey } from './refuse-secrets.js';
import { suggest } from './suggest.js';

/** What is wrong with one value and what would be right. */
export interface ValueFault {
  readonly message: string;
  readonly allowed: string;
}

/** Loopback, private and link-local networks (RFC 1918, 3927, 4193, 4291). */
function createPrivateNetworks(): BlockList {
  const list = new BlockList();
  list.addSubnet('0.0.0.0', 8);
  list.addSubnet('10.0.0.0', 8);
  list.addSubnet('127.0.0.0', 8);
  list.addSubnet('169.254.0.0', 16);
  list.addSubnet('172.16.0.0', 12);
  list.addSubnet('192.168.0.0', 16);
  list.addAddress('::', 'ipv6');
  list.addAddress('::1', 'ipv6');
  list.addSubnet('fc00::', 7, 'ipv6');
  list.addSubnet('fe80::', 10, 'ipv6');
  return list;
}
const PRIVATE_NETWORKS = createPrivateNetworks();

export const CRON_EXAMPLE =
  'minute, hour, day of month, month, day of week, e.g. "10 3 * * *" for every night at 03:10';
const HTTP_URL = 'an address such as https://data.example.org';

/** Says nothing about names that only resolve to a private address: the portal client looks at every connection. */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (host === 'localhost' || host.endsWith('.localhost')) return true;
  if (isIPv4(host)) return PRIVATE_NETWORKS.check(host);
  return isIPv6(host) && PRIVATE_NETWORKS.check(host, 'ipv6');
}

/** http(s), no user name or password, no key in the query. The value is repeated without them. */
export function checkUrl(value: string, secretAdvice: string): ValueFault | undefined {
  if (!URL.canParse(value)) return { message: `"${value}" is not a URL`, allowed: HTTP_URL };
  const url = new URL(value);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return { message: `"${url.protocol}" is not a way to a portal`, allowed: HTTP_URL };
  }
  if (url.username !== '' || url.password !== '') {
    return { message: 'the address carries a user name or a password', allowed: secretAdvice };
  }
  const secret = [...url.searchParams.keys()].find(isSecretKey);
  if (secret !== undefined) {
    return { message: `the address carries a secret ("${secret}")`, allowed: secretAdvice };
  }
  return undefined;
}

export function checkTimezone(value: string): ValueFault | undefined {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return undefined;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const meant = suggest(value, Intl.supportedValuesOf('timeZone'));
    return {
      message: `"${value}" is not a time zone${meant === undefined ? '' : `: did you mean "${meant}"?`}`,
      allowed: 'an IANA name such as Asia/Shanghai or UTC',
    };
  }
}
