import { firstText, isJsonObject, isYes } from '../../src/domain/json-values.js';
import type { CkanOptions, MemberFilter } from './options.js';
import type { CkanPackage } from './package.js';

/** Solr indexes a record up to some minutes after it was stamped; an hour of overlap loses none. */
const DELTA_OVERLAP_MS = 60 * 60 * 1000;

/**
 * The filter query of the options: clauses side by side, which CKAN requires all of. Alternatives stand in parentheses,
 * without which Solr makes every clause of the whole query optional and the filter lets everything through.
 */
export function filterQuery(options: CkanOptions, since: string | undefined): string | undefined {
  const clauses = [
    ...memberClauses('organization', options.organizations),
    ...memberClauses('groups', options.groups),
    ...memberClauses('tags', options.tags),
    ...memberClauses('dataset_type', options.types),
    ...(options.fq === undefined ? [] : [ownClause(options.fq)]),
    ...(since === undefined ? [] : [`metadata_modified:[${sinceWithOverlap(since)} TO *]`]),
  ];
  return clauses.length === 0 ? undefined : clauses.join(' ');
}

function memberClauses(field: string, { include, exclude }: MemberFilter): readonly string[] {
  return [
    ...(include.length === 0 ? [] : [`${field}:${anyOf(include)}`]),
    ...(exclude.length === 0 ? [] : [`-${field}:${anyOf(exclude)}`]),
  ];
}

function anyOf(names: readonly string[]): string {
  return `(${names.map((name) => `"${name.replace(/["\\]/g, '\\$&')}"`).join(' OR ')})`;
}

/** A pure negation loses its meaning in parentheses, so they are put only where an OR needs them. */
function ownClause(fq: string): string {
  return /\bOR\b|\|\|/.test(fq) ? `(${fq})` : fq;
}

/** Microseconds, as CKAN itself writes the field. */
function sinceWithOverlap(since: string): string {
  return new Date(Date.parse(since) - DELTA_OVERLAP_MS).toISOString().replace('Z', '000Z');
}

/**
 * Whether a listed package is one to harvest. The options' filters are applied again here, because old portals ignore
 * `fq` and the other listings have none.
 */
export function isWanted(item: CkanPackage, options: CkanOptions): boolean {
  if (isYes(item.private)) return false;
  // DKAN writes Active and Dataset.
  const state = firstText(item.state)?.toLowerCase();
  if (state !== undefined && state !== 'active') return false;
  const type = firstText(item.type)?.toLowerCase() ?? 'dataset';
  if (type === 'harvest') return false;
  return (
    passes(options.types, [type]) &&
    passes(
      options.organizations,
      item.organization === undefined ? undefined : namesOf([item.organization]),
    ) &&
    passes(options.groups, namesOf(item.groups)) &&
    passes(options.tags, namesOf(item.tags))
  );
}

/** The members of a package that say whether it is wanted, its id and name among them. */
export function membersToFilter({ organizations, groups, tags }: CkanOptions): readonly string[] {
  return [
    ...['id', 'name', 'private', 'state', 'type'],
    ...(isSet(organizations) ? ['organization'] : []),
    ...(isSet(groups) ? ['groups'] : []),
    ...(isSet(tags) ? ['tags'] : []),
  ];
}

function isSet({ include, exclude }: MemberFilter): boolean {
  return include.length + exclude.length > 0;
}

/** A package that does not carry the field at all (`undefined`) is left to the portal's own filter. */
function passes({ include, exclude }: MemberFilter, names: readonly string[] | undefined): boolean {
  if (names === undefined || !isSet({ include, exclude })) return true;
  if (names.some((name) => exclude.includes(name))) return false;
  return include.length === 0 || names.some((name) => include.includes(name));
}

/** Short names of groups, tags or organizations, which old CKANs list as plain words. */
function namesOf(value: unknown): readonly string[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) => firstText(isJsonObject(item) ? item['name'] : item) ?? []);
}

/** Whether the options restrict what is listed, so that the listings of everything hold much that is not wanted. */
export function isRestricted(options: CkanOptions): boolean {
  const { fq, organizations, groups, tags, types } = options;
  return fq !== undefined || [organizations, groups, tags, types].some(isSet);
}
