import type { ContactWords } from './map-contact.js';
import { contactOf } from './map-contact.js';
import type { RecordNode } from './node.js';
import { nodesOf } from './values.js';

/** A hub names the publisher where the record names nobody: only somebody's card has a name of its own. */
export function hubContact(node: RecordNode, publisher: unknown): ContactWords {
  const { contactName, email, phone } = contactOf(node, []);
  const isSomebody = nodesOf(node, 'dcat:contactPoint').some(
    ({ '@type': types }) => Array.isArray(types) && types.includes('vcard:Individual'),
  );
  return {
    contactName: isSomebody || contactName !== publisher ? contactName : undefined,
    email: typeof email === 'string' ? decoded(email) : email,
    phone,
  };
}

/** As it was before it became part of a URI. */
function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch (error) {
    if (error instanceof URIError) return address;
    throw error;
  }
}
