import type { DatasetDraft, Origin, OriginLink } from '../../src/domain/dataset.js';
import type { ElementName, Elements } from '../../src/domain/draft-elements.js';
import { type RawExtra, toExtraDrafts } from '../../src/domain/extra-drafts.js';
import { firstText } from '../../src/domain/json-values.js';
import { pair } from '../../src/domain/labelled-draft.js';
import { CHAIN_EXTRA } from '../../src/domain/origin-chain.js';
import type { Source } from '../../src/domain/source.js';
import type { TargetReader } from '../../src/domain/target-reader.js';
import { UnreadParts } from '../../src/domain/unread-parts.js';
import { ckanBaseUrl } from './client.js';
import { loginRequired, restoreElements, splitHubExtras } from './hub-package.js';
import { readPackageChain } from './map-chain.js';
import { readExtras, readElements } from './map-extras.js';
import { mapPublisher } from './map-publisher.js';
import { mapResources } from './map-resource.js';
import { readGroups, readTags, withTagOptions } from './map-words.js';
import type { CkanOptions } from './options.js';
import type { CkanPackage } from './package.js';
import { isKept, type PersonalKey } from './personal-data.js';
import { fillPlaceholders } from './placeholders.js';

/** Half a character cannot stand in a URL. */
const LONE_SURROGATES = /[\ud800-\udfff]/gu;

export interface MapContext {
  readonly source: Source;
  readonly options: CkanOptions;
  readonly targetOf: TargetReader;
}

/**
 * A package's values under their national names, as the portal wrote them. CKAN's own keys come first, extras fill what
 * they leave empty, and every extra stays among the extras besides. The portal's dates of its *record*
 * (`metadata_created`, `metadata_modified`) are not the dataset's and are left out. What another hub of this kind says of the
 * record in extras of its own comes back as elements, and only its portal's extras are extras here.
 */
export function mapPackageToDataset(item: CkanPackage, remoteId: string, context: MapContext): DatasetDraft {
  const { options } = context;
  const unread = new UnreadParts();
  const extras = withExtraOptions(readExtras(item, unread), remoteId, context);
  const hub = splitHubExtras(extras);
  const ordered = hub === undefined ? extras : [...hub.own, ...hub.portals];
  const { elements, parts } = readElements(ordered, context.targetOf, unread);
  const tags = withTagOptions(readTags(item.tags ?? item.tag_string, unread), options);
  const groups = [...readGroups(item.groups, unread), ...options.defaultGroups];
  const publisher = mapPublisher(item, parts, unread);
  const distributions = mapResources(item.resources, unread, hub !== undefined);
  setGiven(elements, 'title', item.title);
  setGiven(elements, 'abstract', item.notes);
  setGiven(elements, 'landingPage', item.url);
  setGiven(elements, 'version', item.version);
  setGiven(elements, 'licenseId', item.license_id);
  setGiven(elements, 'licenseTitle', present(item.license_title) ?? item.license);
  setGiven(elements, 'licenseUrl', item.license_url);
  // What a hub says of keywords are the words that its tags were made from.
  if (tags.length > 0 && hub === undefined) elements.keywords = tags;
  else if (tags.length > 0) elements.keywords ??= tags;
  // The extras of a hub's portal have spoken already: of them its groups were made.
  elements.themes = joined(hub !== undefined && groups.length > 0 ? undefined : elements.themes, groups);
  elements.temporal ??= pair('start', parts.temporalStart, 'end', parts.temporalEnd);
  elements.volume ??= pair('records', parts.volumeRecords, 'bytes', parts.volumeBytes);
  elements.contactName ??= kept(item, ['maintainer', 'author'], context);
  elements.email ??= kept(item, ['maintainer_email', 'author_email'], context);
  if (hub !== undefined) restoreElements(elements, hub);
  const chain = readPackageChain(extras, remoteId, unread);
  const unreadParts = unread.list();
  return Object.assign(elements, {
    origin: originOf(item, remoteId, context.source, chain),
    distributions,
    extras: toExtraDrafts((hub?.portals ?? extras).filter(({ key }) => key !== CHAIN_EXTRA)),
    ...(hub !== undefined && loginRequired(hub) && { loginRequired: true }),
    ...(publisher !== undefined && { publisher }),
    ...(unreadParts.length > 0 && { unread: unreadParts }),
  });
}

/** CKAN's own key wins over an extra, unless it is empty. */
function setGiven(elements: Elements, name: ElementName, value: unknown): void {
  if (present(value) !== undefined) elements[name] = value;
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

function originOf(
  item: CkanPackage,
  remoteId: string,
  source: Source,
  chain: readonly OriginLink[] | undefined,
): Origin {
  const name = firstText(item.name);
  const page = encodeURIComponent((name ?? remoteId).replace(LONE_SURROGATES, '\ufffd'));
  const url = `${ckanBaseUrl(source.url)}/dataset/${page}`;
  return {
    remoteId,
    ...(name !== undefined && { remoteName: name }),
    url,
    ...(chain !== undefined && { chain }),
  };
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
