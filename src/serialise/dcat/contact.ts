import type { Quad } from 'n3';
import type { PublishedDataset } from '../../domain/published.js';
import { toMailUri } from '../iri.js';
import { describe, iri, text, words } from './terms.js';

/** RFC 3966, without extensions. */
const TELEPHONE = /^\+?\d[\d-]{2,30}$/;

/** The office that answers questions: what the record has, which holds no person unless the source says so. */
export function describeContact({ dataset, publisher }: PublishedDataset, address: string): readonly Quad[] {
  const { phone, email, name } = dataset.contact ?? {};
  const mailbox = toMailUri(email);
  const number = phone?.trim() ?? '';
  const isNumber = TELEPHONE.test(number);
  const spoken = isNumber ? undefined : text(phone);
  const said = words(name);
  const written = mailbox === undefined ? text(email) : undefined;
  if ([mailbox, isNumber || undefined, spoken, said, written].every((way) => way === undefined)) return [];
  return describe(
    address,
    ['vcard:Kind', said === undefined ? 'vcard:Organization' : 'vcard:Individual'],
    [
      ['vcard:fn', said ?? words(publisher.title)],
      ['vcard:hasEmail', iri(mailbox)],
      ['vcard:email', written],
      ['vcard:hasTelephone', isNumber ? iri(`tel:${number}`) : undefined],
      ['vcard:telephone', spoken],
    ],
  );
}
