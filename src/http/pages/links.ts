import type { Locale } from './locale.js';

/** Parameters of an address; undefined ones are left out, lists are repeated. */
export type LinkParameters = readonly (readonly [key: string, value: string | number | undefined])[];

/** Address of a page of ours, in the language and of the moment that the reader is in. `path` may have a fragment. */
export type Link = (path: string, parameters?: LinkParameters) => string;

export function createLink({ locale, asOf }: { readonly locale: Locale; readonly asOf?: string }): Link {
  return (path, parameters = []) => {
    const query = new URLSearchParams();
    for (const [key, value] of parameters) if (value !== undefined) query.append(key, String(value));
    if (locale !== 'zh') query.set('lang', locale);
    if (asOf !== undefined) query.set('as_of', asOf);
    const [base = '', fragment] = path.split('#');
    const text = query.toString();
    return `${base}${text === '' ? '' : `?${text}`}${fragment === undefined ? '' : `#${fragment}`}`;
  };
}

/** A path; what begins with two slashes, in whatever disguise, is another site. */
const OWN_ADDRESS = /^\/(?![/\\])[^\s\\]*$/;

/** Pages lead on to pages of ours, whatever the address was made of: anything else becomes the first page. */
export function ownAddress(address: string): string {
  return OWN_ADDRESS.test(address) ? address : '/';
}
