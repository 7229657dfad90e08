import type { Elements } from '../../src/domain/draft-elements.js';
import type { RawExtra } from '../../src/domain/extra-drafts.js';
import { isJsonObject, type JsonObject, parseJson } from '../../src/domain/json-values.js';
import { CHAIN_EXTRA } from '../../src/domain/origin-chain.js';
import { KNOWN_EXTRAS } from './elements.js';

/** What only a hub of this kind writes, in every package. */
const MARKS = [CHAIN_EXTRA, 'cn_visibility'] as const;
/** The hub's own extras besides those that hold elements. */
const OWN_KEYS: ReadonlySet<string> = new Set([
  ...MARKS,
  'cn_login_required',
  'cn_license',
  'cn_frequency',
  'harvest_source_id',
  'harvest_source_title',
  'harvest_remote_id',
  'harvest_remote_name',
  'harvest_remote_url',
]);
/** Keys that the hub writes unless the portal has them; then it has its own word beside it, under `cn_`. */
const READERS_KEYS: ReadonlySet<string> = new Set(['issued', 'modified', 'frequency']);

/** The extras of a hub's package: what the hub says in them, and what its portal said. */
export interface HubExtras {
  readonly own: readonly RawExtra[];
  readonly portals: readonly RawExtra[];
}

/** Undefined for the package of any other CKAN: there everything is the portal's. */
export function splitHubExtras(extras: readonly RawExtra[]): HubExtras | undefined {
  const keys = new Set(extras.map(({ key }) => key));
  if (!MARKS.every((mark) => keys.has(mark))) return undefined;
  const isOwn = ({ key }: RawExtra): boolean =>
    OWN_KEYS.has(key) ||
    (key.startsWith('cn_') && KNOWN_EXTRAS.has(key)) ||
    (READERS_KEYS.has(key) && !keys.has(`cn_${key}`));
  return { own: extras.filter(isOwn), portals: extras.filter((extra) => !isOwn(extra)) };
}

/** What CKAN's own keys of a hub's package say otherwise than the record that it was made from. */
export function restoreElements(elements: Elements, { own }: HubExtras): void {
  const said = new Map(own.map(({ key, value }) => [key, value]));
  const license = objectOf(said.get('cn_license'));
  if (license !== undefined) {
    elements.licenseId = license['id'];
    elements.licenseTitle = license['title'];
    elements.licenseUrl = license['url'];
  } else if (elements.licenseId === 'notspecified') {
    elements.licenseId = undefined;
    elements.licenseTitle = undefined;
  }
}

export function loginRequired({ own }: HubExtras): boolean {
  return own.some(({ key, value }) => key === 'cn_login_required' && value === 'true');
}

/** Keys of a resource that CKAN's form has and the hub fills with nothing, or with what holds for itself. */
const FILLED = ['cache_last_updated', 'cache_url', 'mimetype_inner', 'resource_type', 'url_type'] as const;

/** The portal's further keys of a resource, without those that the hub adds. */
export function portalKeys(extras: JsonObject): JsonObject | undefined {
  const kept = Object.entries(extras).filter(
    ([key, value]) =>
      key !== 'datastore_active' &&
      key !== RAW_FORMAT &&
      !(value === null && FILLED.some((filled) => filled === key)),
  );
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

export const RAW_FORMAT = 'cn_format_raw';

function objectOf(value: unknown): JsonObject | undefined {
  const parsed = typeof value === 'string' ? parseJson(value) : value;
  return isJsonObject(parsed) ? parsed : undefined;
}
