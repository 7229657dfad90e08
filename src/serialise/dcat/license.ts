import type { Quad } from 'n3';
import type { License } from '../../domain/dataset.js';
import { toCkanLicense } from '../ckan/license.js';
import { toWebUri } from '../iri.js';
import { describe, words } from './terms.js';

export interface DescribedLicense {
  readonly address: string;
  readonly quads: readonly Quad[];
}

/** A licence by its address: the portal's, or the one that is known of its id; without either one of its own with its title. */
export function describeLicense(license: License | undefined, own: string): DescribedLicense | undefined {
  if (license === undefined) return undefined;
  const address = toWebUri(license.url) ?? toWebUri(toCkanLicense(license).license_url);
  if (address !== undefined) return { address, quads: describe(address, ['dct:LicenseDocument']) };
  const title = words(license.title ?? license.id ?? license.url);
  if (title === undefined) return undefined;
  return { address: own, quads: describe(own, ['dct:LicenseDocument'], [['rdfs:label', title]]) };
}
