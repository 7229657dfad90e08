import { createContactKeys, scrubContactValue } from '../../src/domain/contact-keys.js';
import { isJsonObject, type JsonObject, setOwn } from '../../src/domain/json-values.js';
import type { Source } from '../../src/domain/source.js';
import type { LabelReader } from '../../src/pipeline/ports.js';
import type { CkanPackage } from './package.js';

/**
 * Keys of a package that name a person or an account; `personalData.keep` of the source may list them. Only the first
 * four can become a contact.
 */
export const PERSONAL_KEYS = [
  'author',
  'author_email',
  'maintainer',
  'maintainer_email',
  'creator_user_id',
  'package_creator',
] as const;

export type PersonalKey = (typeof PERSONAL_KEYS)[number];

/** The account that brought a file, at HDX. */
export const RESOURCE_PERSONAL_KEY = 'resource_uploader';

export function isKept(key: string, source: Source): boolean {
  return source.personalData.keep.includes(key);
}

/** Keys of a package whose values the source does not let the hub keep. */
export function personalKeys(source: Source): readonly PersonalKey[] {
  return PERSONAL_KEYS.filter((key) => !isKept(key, source));
}

export interface KeptPackage {
  readonly item: CkanPackage;
  /** Nothing but the values of `personalKeys` was taken out. */
  readonly isWithheldOnly: boolean;
}

/** Takes out of a package the persons that the source does not let the hub keep. Everything else is as it came. */
export type PersonalDataFilter = (item: CkanPackage) => KeptPackage;

export function createPersonalDataFilter(source: Source, labels: LabelReader): PersonalDataFilter {
  const keep = new Set(source.personalData.keep);
  const withheld = personalKeys(source);
  const contactKind = createContactKeys(labels);
  const scrub = (key: unknown, value: unknown): unknown =>
    typeof key === 'string' && typeof value === 'string'
      ? scrubContactValue(value, contactKind(key), keep)
      : value;
  return (item) => {
    let isWithheldOnly = true;
    // To take keys away, or to write many of them one by one, would cost the object its fast form.
    const copy: Writable<CkanPackage> = { ...item };
    for (const key of withheld) if (copy[key] !== undefined) copy[key] = null;
    function replace(key: string, value: unknown): void {
      if (copy[key] === value) return;
      setOwn(copy, key, value);
      isWithheldOnly = false;
    }
    for (const key of Object.keys(copy)) {
      const value = copy[key];
      if (typeof value === 'string') replace(key, scrub(key, value) ?? null);
    }
    const { resources, extras } = item;
    if (!keep.has(RESOURCE_PERSONAL_KEY) && Array.isArray(resources) && resources.some(hasUploader)) {
      replace('resources', resources.map(withoutUploader));
    }
    if (extras !== undefined) replace('extras', scrubExtras(extras, scrub));
    return { item: copy, isWithheldOnly };
  };
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Extras come as a list of `{ key, value }`, or as one object in old CKANs; a value of which nothing may be kept goes with its key. */
function scrubExtras(extras: unknown, scrub: (key: unknown, value: unknown) => unknown): unknown {
  if (Array.isArray(extras)) {
    const isClean = (extra: unknown): boolean =>
      !isJsonObject(extra) || scrub(extra['key'], extra['value']) === extra['value'];
    // Most records have nothing to take out.
    if (extras.every(isClean)) return extras;
    return extras.flatMap((extra: unknown) => {
      if (!isJsonObject(extra)) return [extra];
      const value = scrub(extra['key'], extra['value']);
      if (value === extra['value']) return [extra];
      return value === undefined ? [] : [{ ...extra, value }];
    });
  }
  if (!isJsonObject(extras)) return extras;
  if (Object.keys(extras).every((key) => scrub(key, extras[key]) === extras[key])) return extras;
  const kept: Record<string, unknown> = {};
  for (const key of Object.keys(extras)) {
    const value = scrub(key, extras[key]);
    if (value !== undefined) setOwn(kept, key, value);
  }
  return kept;
}

function hasUploader(resource: unknown): boolean {
  return isJsonObject(resource) && Object.hasOwn(resource, RESOURCE_PERSONAL_KEY);
}

const UPLOADER: ReadonlySet<string> = new Set([RESOURCE_PERSONAL_KEY]);

function withoutUploader(resource: unknown): unknown {
  return isJsonObject(resource) ? copyWithout(resource, UPLOADER) : resource;
}

function copyWithout<T extends JsonObject>(object: T, keys: ReadonlySet<string>): T {
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(object)) {
    if (!keys.has(key)) setOwn(copy, key, object[key]);
  }
  // Only keys that may be absent are left out.
  return copy as T;
}
