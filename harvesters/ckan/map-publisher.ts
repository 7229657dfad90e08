import type { PublisherDraft } from '../../src/domain/dataset.js';
import { firstText, isJsonObject } from '../../src/domain/json-values.js';
import type { FoundElements } from '../../src/domain/labelled-draft.js';
import type { UnreadParts } from '../../src/domain/unread-parts.js';
import type { CkanPackage } from './package.js';

/**
 * The organization of a package; where it has none, what its extras say. DKAN knows no organizations: those who publish are its
 * groups. (The groups of CKAN 1.x are plain words for anything.)
 */
export function mapPublisher(
  item: CkanPackage,
  parts: FoundElements['parts'],
  unread: UnreadParts,
): PublisherDraft | undefined {
  const organization = readOrganization(item.organization, unread);
  const { publisher, publisherCode: code, publisherUnit: unit } = parts;
  if (organization !== undefined) {
    const { name, localId, localName, description, imageUrl } = organization;
    return { name: name ?? publisher, localId, localName, description, imageUrl, code, unit };
  }
  if (publisher === undefined && item.organization === undefined) {
    const [group] = Array.isArray(item.groups) ? (item.groups as readonly unknown[]) : [];
    const named = isJsonObject(group) ? readOrganization(group, unread) : undefined;
    if (named !== undefined) return { ...named, code, unit };
  }
  const isSaid = publisher !== undefined || code !== undefined || unit !== undefined;
  return isSaid ? { name: publisher, code, unit } : undefined;
}

function readOrganization(organization: unknown, unread: UnreadParts): PublisherDraft | undefined {
  if (organization === undefined || organization === null || organization === '') return undefined;
  if (typeof organization === 'string') return { name: organization, localName: organization };
  if (!isJsonObject(organization)) {
    unread.add('/organization', 'neither an object nor text', organization);
    return undefined;
  }
  const { id, name, title, display_name: displayName, description } = organization;
  return {
    name: firstText(title, displayName) ?? name ?? undefined,
    localId: id ?? undefined,
    localName: name ?? undefined,
    description: description ?? undefined,
    imageUrl: firstText(organization['image_display_url'], organization['image_url']),
  };
}
