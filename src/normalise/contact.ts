import type { Contact, DatasetDraft } from '../domain/dataset.js';
import type { LabelLookup } from '../domain/labels.js';
import { compact } from './compact.js';
import type { Notes } from './notes.js';
import { toLine } from './text.js';

/** Kinds of personal data that a source's `personalData.keep` can list. */
export type PersonalData = 'mobile' | 'name' | 'email';

/** A mobile number of mainland China, spaced or hyphened, perhaps with the country code, in half or full width. */
const MOBILE =
  /(?<![\d０-９])(?:(?:\+|＋|00)?(?:86|８６)[-\s－]?)?[1１][3-9３-９](?:[-\s－]?[\d０-９]){9}(?![\d０-９])/gu;
const EMAIL = /[^\s@,;，；:：（(]+@[^\s@,;，；)）]+\.[^\s@,;，；)）]+/gu;
const LEFTOVERS = /^[\s,;，；、/|:：+-]+|[\s,;，；、/|:：+-]+$/gu;
const REMOVED = '***';

/** The text without mobile numbers. */
export function withoutMobiles(text: string): string {
  return text.replace(MOBILE, '').replace(LEFTOVERS, '');
}

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
  const [misplaced] = given?.match(EMAIL) ?? [];
  const phone = given?.replace(EMAIL, '').replace(LEFTOVERS, '');
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
  const office = withoutMobiles(phone);
  if (office === phone) return phone;
  notes.adjust('/contact/phone', 'personal-data', REMOVED);
  // What is left may be a name that stood beside the number.
  return /\d{3}/.test(office) ? office : undefined;
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

/** What an extra's key says about the person behind its value. */
export type ContactKind = 'phone' | 'name' | 'email' | 'none';

const PHONE_KEY = /电话|手机|联系|phone|mobile|tel(?:ephone)?\b|contact/iu;

/** Tells the keys of contact-like extras; keys repeat in every record, so that each is judged once. */
export function createContactKeys(label: LabelLookup): (key: string) => ContactKind {
  const judged = new Map<string, ContactKind>();
  return (key) => {
    const known = judged.get(key);
    if (known !== undefined) return known;
    const kind = kindOf(key, label(key));
    if (judged.size < MAX_KEYS) judged.set(key, kind);
    return kind;
  };
}

const MAX_KEYS = 5000;

function kindOf(key: string, element: string | undefined): ContactKind {
  if (element === 'contactName') return 'name';
  if (element === 'email') return 'email';
  return element === 'phone' || PHONE_KEY.test(key) ? 'phone' : 'none';
}

/** The value of a contact-like extra as it may be kept; undefined where nothing of it may. */
export function scrubContactValue(
  value: string,
  kind: ContactKind,
  keep: ReadonlySet<string>,
): string | undefined {
  if (kind === 'none') return value;
  if (kind === 'phone') return keep.has('mobile') ? value : value.replace(MOBILE, REMOVED);
  return keep.has(kind) ? value : undefined;
}
