import type { DatasetDraft, Origin } from '../../src/domain/dataset.js';
import type { Source } from '../../src/domain/source.js';
import { ckanBaseUrl } from './client.js';
import type { ElementName, Target } from './elements.js';
import { type RawExtra, readExtras, readElements, toExtraDrafts } from './map-extras.js';
import { mapPublisher } from './map-publisher.js';
import { mapResources } from './map-resource.js';
import { readGroups, readTags, withTagOptions } from './map-words.js';
import type { CkanOptions } from './options.js';
import { type CkanPackage, firstText } from './package.js';
import { isKept, type PersonalKey } from './personal-data.js';
import { fillPlaceholders } from './placeholders.js';
import { UnreadParts } from './unread.js';

/** Half a character cannot stand in a URL. */
const LONE_SURROGATES = /[\ud800-\udfff]/gu;

export interface MapContext {
  readonly source: Source;
  readonly options: CkanOptions;
  readonly targetOf: (label: string) => Target | undefined;
}

/**
 * A package's values under their national names, as the portal wrote them. CKAN's own keys come first, extras fill what
 * they leave empty, and every extra stays among the extras besides. The portal's dates of its *record*
 * (`metadata_created`, `metadata_modified`) are not the dataset's and are left out.
 */
export function mapPackageToDataset(item: CkanPackage, remoteId: string, context: MapContext): DatasetDraft {
  const { options } = context;
  const unread = new UnreadParts();
  const extras = withExtraOptions(readExtras(item, unread), remoteId, context);
  const { elements, parts } = readElements(extras, context.targetOf, unread);
  const tags = withTagOptions(readTags(item.tags ?? item.tag_string, unread), options);
  const groups = [...readGroups(item.groups, unread), ...options.defaultGroups];
  const publisher = mapPublisher(item, parts, unread);
  const draft: Draft = {
    origin: originOf(item, remoteId, context.source),
    distributions: mapResources(item.resources, unread),
    extras: toExtraDrafts(extras),
  };
  if (publisher !== undefined) draft.publisher = publisher;
  Object.assign(draft, elements);
  setGiven(draft, 'title', present(item.title));
  setGiven(draft, 'abstract', present(item.notes));
  setGiven(draft, 'landingPage', present(item.url));
  setGiven(draft, 'version', present(item.version));
  setGiven(draft, 'licenseId', present(item.license_id));
  setGiven(draft, 'licenseTitle', present(item.license_title) ?? present(item.license));
  setGiven(draft, 'licenseUrl', present(item.license_url));
  setGiven(draft, 'keywords', tags.length > 0 ? tags : undefined);
  setGiven(draft, 'themes', joined(elements.themes, groups));
  draft.temporal ??= pair('start', parts.temporalStart, 'end', parts.temporalEnd);
  draft.volume ??= pair('records', parts.volumeRecords, 'bytes', parts.volumeBytes);
  draft.contactName ??= kept(item, ['maintainer', 'author'], context);
  draft.email ??= kept(item, ['maintainer_email', 'author_email'], context);
  const unreadParts = unread.list();
  if (unreadParts.length > 0) draft.unread = unreadParts;
  return draft;
}

/** A draft while it is put together: copying it for each of its thirty members would cost more than all the reading. */
type Draft = { -readonly [Key in keyof DatasetDraft]: DatasetDraft[Key] };

/** CKAN's own key wins over an extra, unless it is empty. */
function setGiven(draft: Draft, name: ElementName, value: unknown): void {
  if (value !== undefined) draft[name] = value;
}

function present(value: unknown): unknown {
  return value === null || value === '' ? undefined : value;
}

/** The first of the keys that the source lets the hub keep. */
function kept(item: CkanPackage, keys: readonly PersonalKey[], { source }: MapContext): unknown {
  for (const key of keys) {
    const value = isKept(key, source) ? present(item[key]) : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The words of an extra and those of the groups: both speak of themes. */
function joined(value: unknown, words: readonly unknown[]): unknown {
  if (words.length === 0) return value;
  if (value === undefined) return words;
  return [...(Array.isArray(value) ? (value as readonly unknown[]) : [value]), ...words];
}

/** An element of two parts, of which one is enough. */
function pair(a: string, first: unknown, b: string, second: unknown): unknown {
  if (first === undefined && second === undefined) return undefined;
  return { ...(first === undefined ? {} : { [a]: first }), ...(second === undefined ? {} : { [b]: second }) };
}

function originOf(item: CkanPackage, remoteId: string, source: Source): Origin {
  const name = firstText(item.name);
  const page = encodeURIComponent((name ?? remoteId).replace(LONE_SURROGATES, '\ufffd'));
  const url = `${ckanBaseUrl(source.url)}/dataset/${page}`;
  return name === undefined ? { remoteId, url } : { remoteId, remoteName: name, url };
}

/** The extras with those that the source's options add or put in the place of the portal's. */
function withExtraOptions(
  extras: readonly RawExtra[],
  remoteId: string,
  { options, source }: MapContext,
): readonly RawExtra[] {
  const overriding = Object.entries(options.overridingExtras);
  const defaults = Object.entries(options.defaultExtras);
  const type = options.forcePackageType;
  if (overriding.length === 0 && defaults.length === 0 && type === undefined) return extras;
  const fill = ([key, value]: [string, unknown]): RawExtra => ({
    key,
    value: fillPlaceholders(value, source, remoteId),
  });
  const given = new Set(extras.map(({ key }) => key));
  return [
    ...extras.filter(({ key }) => !Object.hasOwn(options.overridingExtras, key)),
    ...overriding.map(fill),
    ...defaults.filter(([key]) => !given.has(key)).map(fill),
    ...(type === undefined ? [] : [{ key: 'package_type', value: type }]),
  ];
}
