import { isJsonObject } from '../../src/domain/json-values.js';

export type CkanListing = 'package_search' | 'package_list' | 'current_package_list_with_resources';

/** Which members of one CKAN field are wanted; the schema lets only one of the two lists be given. */
export interface MemberFilter {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** `source.options` of a CKAN portal, in the hub's own shape; the keys in the file are those of ckanext-harvest. */
export interface CkanOptions {
  readonly listing: CkanListing | 'auto';
  readonly pageSize: number;
  readonly forceAll: boolean;
  readonly organizations: MemberFilter;
  readonly groups: MemberFilter;
  readonly tags: MemberFilter;
  readonly types: MemberFilter;
  /** A filter in the portal's own query language. */
  readonly fq: string | undefined;
  readonly defaultTags: readonly string[];
  readonly defaultGroups: readonly string[];
  readonly defaultExtras: Readonly<Record<string, unknown>>;
  /** Extras that win over what the portal says. */
  readonly overridingExtras: Readonly<Record<string, unknown>>;
  readonly cleanTags: boolean;
  readonly forcePackageType: string | undefined;
}

/** CKAN cuts `rows` at this number unless its operator raised `ckan.search.rows_max`. */
const DEFAULT_PAGE_SIZE = 1000;

const LISTINGS: readonly unknown[] = [
  'package_search',
  'package_list',
  'current_package_list_with_resources',
] satisfies readonly CkanListing[];

/**
 * Reads options that the configuration check has found right by `schemas/portal/ckan-options.schema.json`.
 * What is absent takes its default. `remote_groups`, `remote_orgs`, `user`, `read_only` and `api_version` ask for what
 * the hub always does, so nothing is kept of them (harvesters/README.md says why).
 */
export function readCkanOptions(options: Readonly<Record<string, unknown>>): CkanOptions {
  const defaults = object(options['default_extras']);
  const override = options['override_extras'];
  return {
    listing: isListing(options['listing']) ? options['listing'] : 'auto',
    pageSize: typeof options['page_size'] === 'number' ? options['page_size'] : DEFAULT_PAGE_SIZE,
    forceAll: options['force_all'] === true,
    organizations: members(options, 'organizations'),
    groups: members(options, 'groups'),
    tags: members(options, 'tags'),
    types: members(options, 'types'),
    fq: text(options['fq']),
    defaultTags: names(options['default_tags']),
    defaultGroups: names(options['default_groups']),
    defaultExtras: override === true ? {} : defaults,
    overridingExtras: override === true ? defaults : object(override),
    cleanTags: options['clean_tags'] === true,
    forcePackageType: text(options['force_package_type']),
  };
}

function isListing(value: unknown): value is CkanListing {
  return LISTINGS.includes(value);
}

function members(options: Readonly<Record<string, unknown>>, field: string): MemberFilter {
  return {
    include: names(options[`${field}_filter_include`]),
    exclude: names(options[`${field}_filter_exclude`]),
  };
}

/** Names as a list of words, or of `{name: word}` as CKAN writes tags. */
function names(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) => text(isJsonObject(item) ? item['name'] : item) ?? []);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function object(value: unknown): Readonly<Record<string, unknown>> {
  return isJsonObject(value) ? value : {};
}
