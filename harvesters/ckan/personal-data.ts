import type { Source } from '../../src/domain/source.js';
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

/** The package as the hub stores it: without the persons that the source does not let it keep. Everything else is as it came. */
export function withoutPersonalData(item: CkanPackage, source: Source): CkanPackage {
  const dropped = new Set<string>(PERSONAL_KEYS.filter((key) => !isKept(key, source)));
  const { resources } = item;
  const isClean =
    isKept(RESOURCE_PERSONAL_KEY, source) || !Array.isArray(resources) || !resources.some(hasUploader);
  return isClean
    ? copyWithout(item, dropped)
    : { ...copyWithout(item, dropped), resources: resources.map(withoutUploader) };
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
