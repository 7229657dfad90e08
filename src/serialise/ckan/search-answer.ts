import { withoutHalves } from '../plain-text.js';
import { licenseTitle } from './license.js';
import type { CkanPackage } from './package.js';
import { groupTitle } from './themes.js';

type Counts = ReadonlyMap<string, number>;

export interface SearchFigures {
  readonly count: number;
  readonly sort: string;
  readonly facets: ReadonlyMap<string, Counts>;
}

/** What `package_search` answers, around its packages: JSON before and behind their list. `titles`: of publishers, by name. */
export function toCkanSearchAnswer(
  { count, sort, facets }: SearchFigures,
  titles: ReadonlyMap<string, string>,
): { readonly before: string; readonly behind: string } {
  return {
    before: withoutHalves(`{"count":${count},${facetsJson(facets, titles)},"results":`),
    behind: withoutHalves(`,"sort":${JSON.stringify(sort)}}`),
  };
}

/**
 * `fl`: the named keys only, of which `*` is all; a key that no package has is left out, as in CKAN. What only the index has
 * as fields of their own may be named as well: an extra as `extras_<key>` or by its key alone, and what resources say as
 * lists, `res_format`.
 */
export function pickKeys(found: CkanPackage, keys: readonly string[]): Readonly<Record<string, unknown>> {
  const members = Object.entries(found).filter(([key]) => keys.includes('*') || keys.includes(key));
  const fields = keys
    .filter((key) => !Object.hasOwn(found, key))
    .flatMap((key): [string, unknown][] => {
      const value = fieldOf(found, key);
      return value === undefined ? [] : [[key, value]];
    });
  return Object.fromEntries([...members, ...fields]);
}

/** Fields of the index by the members of resources that they gather. */
const RESOURCE_FIELDS: ReadonlyMap<string, string> = new Map([
  ['res_format', 'format'],
  ['res_name', 'name'],
  ['res_description', 'description'],
  ['res_url', 'url'],
  ['res_type', 'resource_type'],
]);

function fieldOf({ extras, resources, type }: CkanPackage, key: string): unknown {
  if (key === 'dataset_type') return type;
  const member = RESOURCE_FIELDS.get(key);
  if (member === undefined) {
    return extras.find((extra) => extra.key === key || `extras_${extra.key}` === key)?.value;
  }
  const values = resources.map((resource) => resource[member]);
  return values.filter((value) => typeof value === 'string' && value !== '');
}

/**
 * CKAN's two forms of the same counts: bare, and with display names sorted from the last to the first. Written at once:
 * objects with values for keys cost several times as much to make and to write as the text.
 */
function facetsJson(counted: ReadonlyMap<string, Counts>, titles: ReadonlyMap<string, string>): string {
  const facets: string[] = [];
  const searchFacets: string[] = [];
  for (const [field, counts] of counted) {
    const name = JSON.stringify(field);
    const items = Array.from(counts, ([value, count]) => ({
      count,
      value: JSON.stringify(value),
      displayName: displayName(field, value, titles),
    }));
    facets.push(`${name}:{${items.map(({ value, count }) => `${value}:${count}`).join(',')}}`);
    const listed = items
      .sort(byDisplayNameDescending)
      .map(
        ({ count, value, displayName: display }) =>
          `{"count":${count},"display_name":${JSON.stringify(display)},"name":${value}}`,
      );
    searchFacets.push(`${name}:{"items":[${listed.join(',')}],"title":${name}}`);
  }
  return `"facets":{${facets.join(',')}},"search_facets":{${searchFacets.join(',')}}`;
}

function displayName(field: string, value: string, titles: ReadonlyMap<string, string>): string {
  if (field === 'organization') return titles.get(value) ?? value;
  if (field === 'groups') return groupTitle(value) ?? value;
  if (field === 'license_id') return licenseTitle(value) ?? value;
  return value;
}

interface Displayed {
  readonly displayName: string;
}

function byDisplayNameDescending(one: Displayed, other: Displayed): number {
  return one.displayName < other.displayName ? 1 : one.displayName > other.displayName ? -1 : 0;
}
