import type { JsonObject } from '../../src/domain/json-values.js';
import type { RecordNode } from './node.js';
import { bestText, iriOf, nodesOf, plainValues, valuesOf, wordOf } from './values.js';

export interface ContactWords {
  readonly contactName?: unknown;
  readonly email?: unknown;
  readonly phone?: unknown;
}

/** The first contact point that can be reached. */
export function contactOf(node: RecordNode, languages: readonly string[]): ContactWords {
  for (const contact of nodesOf(node, 'dcat:contactPoint')) {
    const contactName = bestText(valuesOf(contact, 'vcard:fn', 'vcard:hasFN', 'foaf:name'), languages)?.text;
    const email = reach(contact, /^mailto:/i, 'vcard:hasEmail', 'vcard:email', 'foaf:mbox');
    const phone = reach(
      contact,
      /^tel:/i,
      'vcard:hasTelephone',
      'vcard:tel',
      'vcard:telephone',
      'foaf:phone',
    );
    const iri = iriOf(contact);
    const own = iri !== undefined && /^mailto:/i.test(iri) ? iri.slice('mailto:'.length) : undefined;
    const words = { contactName, email: email ?? own, phone };
    const said = Object.entries(words).filter(([, value]) => value !== undefined);
    if (said.length > 0) return Object.fromEntries(said);
  }
  return {};
}

/** A number or an address of mail, which is text, an IRI, or the value of a node. */
function reach(contact: JsonObject, scheme: RegExp, ...properties: readonly string[]): string | undefined {
  for (const value of valuesOf(contact, ...properties)) {
    const [node] = nodesOf({ node: [value] }, 'node');
    const [inner] = node === undefined ? [] : valuesOf(node, 'vcard:hasValue', 'vcard:value');
    const said = wordOf(inner)?.text ?? iriOf(inner) ?? wordOf(value)?.text ?? iriOf(value);
    const bare = said?.replace(scheme, '').trim();
    // Of a masked number another one may stand beside it.
    if (bare !== undefined && /[\w@]/.test(bare)) return bare;
  }
  return undefined;
}

/** What is left to be said of a contact point: where its form stands. */
export function contactPages(node: RecordNode, languages: readonly string[]): unknown {
  const pages = nodesOf(node, 'dcat:contactPoint').flatMap((contact) =>
    valuesOf(contact, 'vcard:hasURL', 'vcard:url'),
  );
  return plainValues(pages, languages);
}
