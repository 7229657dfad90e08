import type { Distribution } from '../../domain/dataset.js';

/** A resource as CKAN writes it; the portal's further keys stand at the same level. */
export interface CkanResource {
  readonly cache_last_updated: unknown;
  readonly cache_url: unknown;
  /** Null where the portal gave none: nothing is invented. */
  readonly created: string | null;
  readonly datastore_active: false;
  readonly description: string;
  readonly format: string;
  readonly hash: string;
  readonly id: string;
  readonly last_modified: string | null;
  readonly metadata_modified: unknown;
  readonly mimetype: string | null;
  readonly mimetype_inner: unknown;
  readonly name: string | null;
  readonly package_id: string;
  readonly position: number;
  readonly resource_type: unknown;
  readonly size: number | null;
  readonly state: 'active';
  readonly url: string;
  readonly url_type: unknown;
  readonly [extra: string]: unknown;
}

/** What a resource takes from its package. */
export interface ResourcePlace {
  readonly packageId: string;
  readonly position: number;
  readonly changed: string;
}

const HOST_WITHOUT_SCHEME = /^(?:\/\/)?[\w-]+(?:\.[\w-]+)+(?:[:/?#]|$)/;

/**
 * The three layers are: CKAN's keys that the portal may have filled, the portal's own keys, and the hub's, which win:
 * identity, place, and that there is no datastore here, whatever the portal had.
 */
export function toCkanResource(distribution: Distribution, place: ResourcePlace): CkanResource {
  return {
    cache_last_updated: null,
    cache_url: null,
    metadata_modified: place.changed,
    mimetype_inner: null,
    resource_type: null,
    url_type: null,
    ...distribution.extras,
    ...rawFormat(distribution),
    created: distribution.created ?? null,
    datastore_active: false,
    description: distribution.description ?? '',
    format: distribution.format ?? '',
    hash: distribution.hash ?? '',
    id: distribution.identifier,
    last_modified: distribution.modified ?? null,
    mimetype: distribution.mediaType ?? null,
    name: distribution.title ?? null,
    package_id: place.packageId,
    position: place.position,
    size: distribution.bytes ?? null,
    state: 'active',
    url: withScheme(distribution.url ?? ''),
  };
}

/** The portal's word for a format that the hub writes otherwise, and not just in other case. */
function rawFormat({ format, formatRaw }: Distribution): { readonly cn_format_raw?: string } {
  const told = formatRaw !== undefined && formatRaw.toLowerCase() !== format?.toLowerCase();
  return told ? { cn_format_raw: formatRaw } : {};
}

/** CKAN gives a web address without a scheme `http://`; anything else stays as the portal wrote it. */
export function withScheme(url: string): string {
  if (url.startsWith('http') || !HOST_WITHOUT_SCHEME.test(url)) return url;
  return `http://${url.startsWith('//') ? url.slice(2) : url}`;
}
