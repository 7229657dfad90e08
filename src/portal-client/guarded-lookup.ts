import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { type AddressScope, isAllowedAddress } from './address-policy.js';

/** Code of the error for a name that resolves to a forbidden address; the HTTP stack wraps the error and keeps its code. */
export const ADDRESS_REFUSED = 'ERR_ADDRESS_REFUSED';

/**
 * A `lookup` for sockets that refuses a name as soon as **one** of its addresses is forbidden. It runs inside connect, and
 * the socket takes the very addresses it returns, so a second answer of the name server cannot slip in between.
 */
export function guardedLookup(scope: AddressScope, lookup: LookupFunction = systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found, family) => {
      if (error) {
        callback(error, '', 0);
        return;
      }
      const addresses = typeof found === 'string' ? [{ address: found, family: family ?? 4 }] : found;
      const forbidden = addresses.find(({ address }) => !isAllowedAddress(address, scope));
      if (forbidden) {
        callback(coded(`${hostname} resolves to ${forbidden.address}`, ADDRESS_REFUSED), '', 0);
        return;
      }
      hand(addresses, options.all === true, callback);
    });
  };
}

function hand(addresses: LookupAddress[], all: boolean, callback: Parameters<LookupFunction>[2]): void {
  if (all) {
    callback(null, addresses);
    return;
  }
  const [first] = addresses;
  if (first) callback(null, first.address, first.family);
  else callback(coded('the name has no address', 'ENOTFOUND'), '', 0);
}

function coded(message: string, code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(message), { code });
}
