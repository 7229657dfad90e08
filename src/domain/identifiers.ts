import { hash } from 'node:crypto';
import { canonicalJson, sha256Hex } from './canonical-json.js';
import type { Dataset } from './dataset.js';
export { canonicalJson, sha256Hex };

/**
 * Namespace of the hub's UUIDs (RFC 9562, version 5): 4c69616e-6d75-4875-6255-5549446e7335. A constant of the product,
 * since another one would give every dataset another identity. All its bytes are ASCII, so that namespace and name
 * hash as one string.
 */
const NAMESPACE = 'LianmuHubUUIDns5';

function uuidV5(kind: string, parts: readonly string[]): string {
  // A JSON array keeps the parts apart whatever characters they hold: ("a", "b/c") and ("a/b", "c") differ.
  const name = `[${[kind, ...parts].map(quoted).join(',')}]`;
  const hex = hash('sha1', NAMESPACE + name, 'hex');
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) & 3);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** What JSON may have to escape. */
const ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/;

/** The text as JSON writes it; asking costs a fraction of writing, and ids are plain. */
function quoted(text: string): string {
  return ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`;
}

/** The dataset's identity over the whole hub: stays with (source, remote id), even when two portals carry the same UUID. */
export function datasetIdentifier(sourceId: string, remoteId: string): string {
  return uuidV5('dataset', [sourceId, remoteId]);
}

/** Identity of a distribution: `key` is the portal's resource id, or its place and URL where it gives none. */
export function distributionIdentifier(datasetId: string, key: string): string {
  return uuidV5('distribution', [datasetId, key]);
}

/** What tells one publisher from another. `code` is a 统一社会信用代码 with a right check character. */
export interface PublisherKey {
  readonly code?: string;
  readonly sourceId: string;
  readonly localId?: string;
  readonly name: string;
}

/**
 * One publisher is one over all portals when it has a 统一社会信用代码; otherwise it belongs to its source, by the portal's
 * own id where there is one and by name where not.
 */
export function publisherIdentifier(key: PublisherKey): string {
  if (key.code !== undefined) return uuidV5('publisher', ['uscc', key.code]);
  if (key.localId !== undefined) return uuidV5('publisher', ['local', key.sourceId, key.localId]);
  return uuidV5('publisher', ['name', key.sourceId, key.name]);
}

/** Identity of a dataset's publisher. Ids that a hub's publishers have at several portals tell none of them apart. */
export function identifyPublisher({
  publisher,
  sourceId,
  origin,
}: Pick<Dataset, 'publisher' | 'sourceId' | 'origin'>): string {
  const { publisherId } = origin;
  return publisherIdentifier({
    ...publisher,
    sourceId,
    ...(publisherId !== undefined && { localId: publisherId }),
  });
}

/** Hash of a value's canonical JSON. */
export function contentHash(value: unknown): string {
  return sha256Hex(canonicalJson(value));
}
