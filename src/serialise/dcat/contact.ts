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
  if (mailbox === undefined && !isNumber && spoken === undefined && words(name) === undefined) return [];
  return describe(
    address,
    ['vcard:Kind', 'vcard:Organization'],
    [
      ['vcard:fn', words(name) ?? words(publisher.title)],
      ['vcard:hasEmail', iri(mailbox)],
      ['vcard:hasTelephone', isNumber ? iri(`tel:${number}`) : undefined],
      ['vcard:telephone', spoken],
    ],
  );
}
