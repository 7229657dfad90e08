import type { DistributionDraft } from '../../src/domain/dataset.js';
import { isJsonObject, type JsonObject, setOwn } from '../../src/domain/json-values.js';
import type { UnreadParts } from '../../src/domain/unread-parts.js';
import { portalKeys, RAW_FORMAT } from './hub-package.js';
import { IGNORED_RESOURCE_KEYS } from './known-keys.js';

/** The resources of a package in the portal's order; `isHub`: the portal is a hub of this kind. */
export function mapResources(
  resources: unknown,
  unread: UnreadParts,
  isHub = false,
): readonly DistributionDraft[] {
  if (resources === undefined || resources === null) return [];
  if (!Array.isArray(resources)) {
    unread.add('/resources', 'not a list', resources);
    return [];
  }
  const drafts: DistributionDraft[] = [];
  let index = 0;
  for (const resource of resources as readonly unknown[]) {
    if (isJsonObject(resource)) drafts.push(mapResourceToDistribution(resource, isHub));
    else unread.add(`/resources/${index}`, 'not an object', resource);
    index += 1;
  }
  return drafts;
}

/** One resource: CKAN's `null` for "nothing here" is left out of the elements and kept in the portal's further keys. */
export function mapResourceToDistribution(resource: JsonObject, isHub = false): DistributionDraft {
  const extras = furtherKeys(resource);
  const left = isHub ? portalKeys(extras) : extras;
  return {
    remoteId: resource['id'] ?? undefined,
    title: resource['name'] ?? undefined,
    description: resource['description'] ?? undefined,
    url: resource['url'] ?? undefined,
    format: resource['format'] ?? undefined,
    mediaType: resource['mimetype'] ?? undefined,
    bytes: resource['size'] ?? undefined,
    hash: resource['hash'] ?? undefined,
    created: resource['created'] ?? undefined,
    modified: resource['last_modified'] ?? undefined,
    ...(left !== undefined && { extras: left }),
    ...(isHub && { formatRaw: extras[RAW_FORMAT] }),
  };
}

function furtherKeys(resource: JsonObject): JsonObject {
  const extras: Record<string, unknown> = {};
  for (const key of Object.keys(resource)) {
    if (!IGNORED_RESOURCE_KEYS.has(key)) setOwn(extras, key, resource[key]);
  }
  return extras;
}
