import type { License } from '../domain/dataset.js';
import { toCkanLicense } from './ckan/license.js';
import { toWebUri } from './iri.js';

/** Where a licence can be read: the address of one that CKAN knows, or the portal's own. */
export function licenseUri(license: License | undefined): string | undefined {
  return toWebUri(toCkanLicense(license).license_url) ?? toWebUri(license?.url);
}
