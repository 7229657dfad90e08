import { CKAN_LICENSES, type CkanLicense } from '../../serialise/ckan/licenses.js';

export function licenseList(): readonly CkanLicense[] {
  return CKAN_LICENSES;
}
