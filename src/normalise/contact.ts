import { officeNumbers } from '../domain/contact-keys.js';
import type { Contact, DatasetDraft } from '../domain/dataset.js';
import { compact } from './compact.js';
import type { Notes } from './notes.js';
import { toLine } from './text.js';

/** Kinds of personal data that a source's `personalData.keep` can list. */
export type PersonalData = 'mobile' | 'name' | 'email';

const EMAIL = /[^\s@,;，；:：（(]+@[^\s@,;，；)）]+\.[^\s@,;，；)）]+/gu;
const LEFTOVERS = /^[\s,;，；、/|:：+-]+|[\s,;，；、/|:：+-]+$/gu;
const REMOVED = '***';

/**
 * 联系方式 of the office. What belongs to a person goes unless the source keeps it: mobile numbers, names, e-mail addresses.
 * The removed value is in no adjustment either.
 */
export function toContact(
  draft: Pick<DatasetDraft, 'phone' | 'email' | 'contactName'>,
  keep: ReadonlySet<string>,
  notes: Notes,
): Contact | undefined {
  if (draft.phone === undefined && draft.email === undefined && draft.contactName === undefined)
    return undefined;
  const given = toLine(draft.phone, '/contact/phone', notes);
  // 联系方式 is an e-mail address on some portals (guide §2.5).
  const [misplaced] = given?.includes('@') === true ? (given.match(EMAIL) ?? []) : [];
  const office = misplaced === undefined ? given : given?.replace(EMAIL, '');
  const phone = office?.replace(LEFTOVERS, '');
  const email = toLine(draft.email, '/contact/email', notes) ?? misplaced;
  return compact<Contact>({
    email: kept(email, 'email', '/contact/email', keep, notes),
    name: kept(toLine(draft.contactName, '/contact/name', notes), 'name', '/contact/name', keep, notes),
    phone: officePhone(phone, keep, notes),
  });
}

function officePhone(phone: string | undefined, keep: ReadonlySet<string>, notes: Notes): string | undefined {
  if (phone === undefined || phone === '') return undefined;
  if (keep.has('mobile')) return phone;
  const office = officeNumbers(phone);
  if (office !== phone) notes.adjust('/contact/phone', 'personal-data', REMOVED);
  return office;
}

function kept(
  value: string | undefined,
  kind: PersonalData,
  pointer: string,
  keep: ReadonlySet<string>,
  notes: Notes,
): string | undefined {
  if (value === undefined || keep.has(kind)) return value;
  notes.adjust(pointer, 'personal-data', REMOVED);
  return undefined;
}
