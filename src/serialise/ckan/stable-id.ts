import { sha256Hex } from '../../domain/identifiers.js';

/**
 * A UUID (RFC 9562, version 8) for things that CKAN numbers and the catalogue does not: tags and groups. The same kind
 * and name give the same id in every hub.
 */
export function stableId(kind: 'tag' | 'group', name: string): string {
  const hex = sha256Hex(`${kind}:${name}`);
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) & 3);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
