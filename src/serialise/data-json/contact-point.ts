import type { Dataset } from '../../domain/dataset.js';
import { toMailUri } from '../iri.js';
import type { SiteFacts } from '../site-facts.js';

export interface ContactPoint {
  readonly '@type': 'vcard:Contact';
  readonly fn: string;
  readonly hasEmail: string;
  readonly tel?: string;
}

/** The schema's own pattern: of non-ASCII addresses it takes none. */
const MAIL = /^mailto:[\w~!$&'()*+,;=:.-]+@[\w.-]+\.[\w.-]+$/;

/** The schema asks for an address, and lets one that is not published be written like this. */
const NOT_PUBLISHED = '[[REDACTED]]';

/** The publisher's office, or the hub's publisher for a record that says no way to reach anybody. */
export function toContactPoint(
  { contact, publisher }: Pick<Dataset, 'contact' | 'publisher'>,
  site: Pick<SiteFacts, 'publisher'>,
): ContactPoint {
  const own = mailOf(contact?.email);
  const ours = mailOf(site.publisher.email);
  if (own === undefined && contact?.phone === undefined && ours !== undefined) {
    return { '@type': 'vcard:Contact', fn: site.publisher.name, hasEmail: ours };
  }
  return {
    '@type': 'vcard:Contact',
    fn: contact?.name ?? publisher.unit ?? publisher.name,
    hasEmail: own ?? NOT_PUBLISHED,
    ...(contact?.phone !== undefined && { tel: contact.phone }),
  };
}

function mailOf(address: string | undefined): string | undefined {
  const mail = toMailUri(address);
  return mail !== undefined && MAIL.test(mail) ? mail : undefined;
}
