import type { License } from '../../domain/dataset.js';
import { CKAN_LICENSES } from './licenses.js';

/** The licence keys of a package; `license_url` is there only when the licence has one. */
export interface CkanLicenseKeys {
  readonly isopen: boolean;
  readonly license_id: string;
  readonly license_title: string;
  readonly license_url?: string;
}

const KNOWN: ReadonlyMap<string, CkanLicenseKeys> = new Map(
  CKAN_LICENSES.map(({ id, title, url, od_conformance, osd_conformance }) => [
    id,
    {
      isopen: od_conformance === 'approved' || osd_conformance === 'approved',
      license_id: id,
      license_title: title,
      ...(url === '' ? {} : { license_url: url }),
    },
  ]),
);
const NOT_SPECIFIED: CkanLicenseKeys = {
  isopen: false,
  license_id: 'notspecified',
  license_title: 'License not specified',
};

/**
 * A licence that CKAN knows speaks with CKAN's own words; any other keeps the portal's, with its title as id when it has
 * no id. No licence at all is `notspecified`: being open does not imply an open licence (guide Part 6).
 */
export function toCkanLicense(license: License | undefined): CkanLicenseKeys {
  const id = license?.id ?? license?.title ?? license?.url;
  if (license === undefined || id === undefined) return NOT_SPECIFIED;
  const known = KNOWN.get(id);
  if (known !== undefined) return known;
  return {
    isopen: license.open ?? false,
    license_id: id,
    license_title: license.title ?? id,
    ...(license.url === undefined ? {} : { license_url: license.url }),
  };
}

/** The title of one of CKAN's own licences, for facets. */
export function licenseTitle(id: string): string | undefined {
  return KNOWN.get(id)?.license_title;
}
