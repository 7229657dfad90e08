import { isJsonObject } from '../../src/domain/json-values.js';
import { textOf, wordOf } from './words.js';

export interface ContactDraft {
  readonly contactName: unknown;
  readonly email: unknown;
  readonly phone: unknown;
}

/** Of several contacts the first that says each thing. `mbox` is the address of the first edition's contact. */
export function readContact(contactPoint: unknown, mbox: unknown): ContactDraft {
  const cards: readonly unknown[] = Array.isArray(contactPoint) ? contactPoint : [contactPoint];
  const first = (...names: readonly string[]): unknown => {
    for (const card of cards) {
      if (!isJsonObject(card)) continue;
      for (const name of names) {
        const word = wordOf(card[name]);
        if (word !== undefined) return word;
      }
    }
    return undefined;
  };
  const [only] = cards;
  return {
    contactName: first('fn') ?? (isJsonObject(only) ? undefined : textOf(only)),
    email: withoutScheme(first('hasEmail', 'email', 'mbox') ?? wordOf(mbox)),
    phone: withoutScheme(first('tel', 'hasTelephone', 'telephone', 'phone')),
  };
}

function withoutScheme(address: unknown): unknown {
  return typeof address === 'string' ? address.replace(/^\s*(?:mailto|tel):/i, '') : address;
}
