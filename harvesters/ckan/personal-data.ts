import { createContactKeys, scrubContactValue } from '../../src/domain/contact-keys.js';
import type { Source } from '../../src/domain/source.js';
import type { LabelReader } from '../../src/pipeline/ports.js';
import { type CkanPackage, isJsonObject, type JsonObject, setOwn } from './package.js';

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

/** Takes out of a package the persons that the source does not let the hub keep. Everything else is as it came. */
export type PersonalDataFilter = (item: CkanPackage) => CkanPackage;

export function createPersonalDataFilter(source: Source, labels: LabelReader): PersonalDataFilter {
  const keep = new Set(source.personalData.keep);
  const dropped = new Set<string>(PERSONAL_KEYS.filter((key) => !keep.has(key)));
  const contactKind = createContactKeys(labels);
  const scrub = (key: unknown, value: unknown): unknown =>
    typeof key === 'string' && typeof value === 'string'
      ? scrubContactValue(value, contactKind(key), keep)
      : value;
  return (item) => {
    const copy = copyWithout(item, dropped);
    for (const key of Object.keys(copy)) {
      const value = copy[key];
      if (typeof value !== 'string') continue;
      const scrubbed = scrub(key, value);
      if (scrubbed !== value) setOwn(copy, key, scrubbed ?? null);
    }
    const { resources } = item;
    if (!keep.has(RESOURCE_PERSONAL_KEY) && Array.isArray(resources) && resources.some(hasUploader)) {
      setOwn(copy, 'resources', resources.map(withoutUploader));
    }
    if (item.extras !== undefined) setOwn(copy, 'extras', scrubExtras(item.extras, scrub));
    return copy;
  };
}

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
