import type { LabelLookup } from './labels.js';

/** A mobile number of mainland China, spaced or hyphened, perhaps with the country code, in half or full width. */
const MOBILE =
  /(?<![\d０-９])(?:(?:\+|＋|00)?(?:86|８６)[-\s－]?)?[1１][3-9３-９](?:[-\s－]?[\d０-９]){9}(?![\d０-９])/gu;

/** The text with `mask` for every mobile number. */
export function maskMobiles(text: string, mask: string): string {
  return text.replace(MOBILE, mask);
}

/** A mobile number of which the portal itself shows a part. */
const MASKED = /(?<!\d)1[3-9]\d?[*＊xX]{3,}\d*/gu;

/** Digits with what stands between and around them in a telephone number. */
const NUMBER = /[\d０-９(（+][\d０-９()（）\-－—转\s]{3,}[\d０-９]/gu;

/**
 * A telephone number without mobile ones. Where one is taken out only the numbers beside it stay: what else is there is
 * mostly the name of its owner. Undefined where no number is left; the text itself where it has no mobile number.
 */
export function officeNumbers(text: string): string | undefined {
  const rest = maskMobiles(text, '|').replace(MASKED, '|');
  if (rest === text) return text;
  return rest.match(NUMBER)?.join(' / ');
}

/** What an extra's key says about the person behind its value. */
export type ContactKind = 'phone' | 'name' | 'email' | 'none';

const NAME_KEY = /联系人$|负责人$|姓名$|contact[_ -]?(?:name|person)/iu;
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
  if (element === 'contactName' || NAME_KEY.test(key)) return 'name';
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
  if (kind === 'phone') return keep.has('mobile') ? value : officeNumbers(value);
  return keep.has(kind) ? value : undefined;
}
