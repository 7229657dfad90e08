import { list, type RealPackage } from './real-catalogue.js';

/** Keys of a resource that belong to the one who serves it, its counters and checks, and the account that brought the file. */
const NOT_COMPARED: ReadonlySet<string> = new Set([
  'id',
  'package_id',
  'position',
  'state',
  'revision_id',
  'revision_timestamp',
  'metadata_modified',
  'datastore_active',
  'tracking_summary',
  'tracking_summary[total]',
  'tracking_summary[recent]',
  'archiver',
  'qa',
  'resource_uploader',
  // Compared by itself.
  'format',
]);

/** A package's words, in one form for the portal's and the hub's answer. */
export interface Content {
  readonly title: unknown;
  readonly notes: unknown;
  readonly url: unknown;
  readonly version: unknown;
  readonly tags: readonly unknown[];
  readonly extras: readonly RealPackage[];
  readonly resources: readonly RealPackage[];
}

/**
 * What survives the way through the hub byte by byte: title, notes, url, version, tags, extras, and of each resource every
 * key but a few. On purpose the hub gives back otherwise:
 * - ids, names, record dates and groups, which are its own (the portal's stand in `harvest_remote_id`, `…_name`, `…_url`),
 *   and with them every extra whose key begins with `harvest_`;
 * - persons (`author`, `maintainer`, their addresses, `creator_user_id`, `contact-…`), who stay away unless the source's
 *   `personalData.keep` lists them;
 * - licences and formats that the crosswalks know, under their canonical names (a format's case is not compared);
 * - notes in HTML, as text; signs in tags that CKAN lets no tag have, as hyphens;
 * - a resource's size, which is a number, as CKAN's schema has it;
 * - text without a visible character, which is nothing; control characters and blanks around a URL, which are dropped.
 */
export function contentOf(item: RealPackage): Content {
  return {
    title: said(item['title']),
    notes: said(item['notes']),
    url: said(item['url'], 'url'),
    version: said(item['version']),
    tags: list(item, 'tags').map((tag) => tag['name']),
    extras: Array.isArray(item['extras']) ? extrasOf(list(item, 'extras')) : [],
    resources: list(item, 'resources').map(resourceContent),
  };
}

/** Old CKANs write the bookkeeping of each extra beside its key and value. */
function extrasOf(extras: readonly RealPackage[]): readonly RealPackage[] {
  const own = extras.filter(({ key }) => !/^(harvest_|contact-)/.test(String(key)));
  return own.map(({ key, value }) => ({ key, value }));
}

function resourceContent(resource: RealPackage): RealPackage {
  const keys = Object.keys(resource).filter((key) => !NOT_COMPARED.has(key));
  return Object.fromEntries(keys.sort().map((key) => [key, said(resource[key], key)]));
}

const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** CKAN writes "nothing" as null or as empty text: which of the two is no content. */
function said(value: unknown, key = ''): unknown {
  if (typeof value !== 'string') return value ?? null;
  if (value.trim() === '') return null;
  if (key === 'size' && /^\d+$/.test(value)) return Number(value);
  const clean = value.replace(CONTROLS, '');
  return key === 'url' ? clean.trim() : clean;
}

/** Formats of a package's resources, without the case in which portals write them. */
export function formatsOf(item: RealPackage): readonly string[] {
  return list(item, 'resources').map(({ format }) =>
    typeof format === 'string' ? format.toLowerCase() : '',
  );
}

/** Compares a served package with the portal's. `formats`: words that the crosswalk replaces, in lower case. */
export function expectRoundTrip(
  served: RealPackage,
  original: RealPackage,
  formats: Readonly<Record<string, string>> = {},
): void {
  const { extras, resources, ...rest } = contentOf(original);
  const answer = contentOf(served);
  expect(answer).toMatchObject(rest);
  expect(answer.extras).toEqual(expect.arrayContaining([...extras]));
  expect(answer.resources).toHaveLength(resources.length);
  for (const [index, resource] of resources.entries()) {
    expect(answer.resources[index]).toMatchObject(resource);
  }
  expect(served['num_resources']).toBe(resources.length);
  expect(formatsOf(served)).toEqual(formatsOf(original).map((word) => formats[word] ?? word));
}
