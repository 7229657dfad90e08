/** The few terms of CKAN's `fq` that harvesters send. */
export interface ListFilter {
  /** Milliseconds since 1970, inclusive. */
  readonly modifiedFrom?: number;
  readonly modifiedTo?: number;
  readonly organizations: readonly string[];
  readonly withoutOrganizations: readonly string[];
  readonly groups: readonly string[];
  readonly withoutGroups: readonly string[];
}

const RANGE = /^\+?metadata_modified:\[\s*(\S+)\s+TO\s+(\S+?)\s*\]/;
const NAMES = /^([+-]?)(organization|groups):(?:\(([^)]*)\)|"([^"]*)"|([^\s()"]+))/;
const JOIN = /^(?:AND|OR)\b/;

/**
 * Reads an `fq`; undefined when it holds anything else. Names of one field are alternatives and different fields are
 * all required, whatever word joins them: the intent of the filters that harvesters send.
 */
export function parseFilter(fq: string): ListFilter | undefined {
  let rest = fq.trim();
  const found: Record<string, string[]> = {};
  let range: { readonly modifiedFrom?: number; readonly modifiedTo?: number } = {};
  while (rest !== '') {
    const dates = RANGE.exec(rest);
    const names = dates === null ? NAMES.exec(rest) : null;
    const token = dates ?? names ?? JOIN.exec(rest) ?? /^\*:\*/.exec(rest);
    if (token === null) return undefined;
    if (dates !== null) {
      const bounds = readRange(dates[1] ?? '*', dates[2] ?? '*');
      if (bounds === undefined) return undefined;
      range = bounds;
    }
    if (names !== null) {
      const slot = `${names[1] === '-' ? '-' : ''}${names[2] ?? ''}`;
      (found[slot] ??= []).push(...splitNames(names[3] ?? names[4] ?? names[5] ?? ''));
    }
    rest = rest.slice(token[0].length).trim();
  }
  return {
    ...range,
    organizations: found['organization'] ?? [],
    withoutOrganizations: found['-organization'] ?? [],
    groups: found['groups'] ?? [],
    withoutGroups: found['-groups'] ?? [],
  };
}

function splitNames(text: string): readonly string[] {
  return text
    .split(/\s+OR\s+|\s+/)
    .map((name) => name.replaceAll('"', ''))
    .filter((name) => name !== '');
}

function readRange(
  from: string,
  to: string,
): { readonly modifiedFrom?: number; readonly modifiedTo?: number } | undefined {
  const start = from === '*' ? undefined : readTime(from);
  const end = to === '*' || to === 'NOW' ? undefined : readTime(to);
  if (Number.isNaN(start) || Number.isNaN(end)) return undefined;
  return {
    ...(start === undefined ? {} : { modifiedFrom: start }),
    ...(end === undefined ? {} : { modifiedTo: end }),
  };
}

/** A time with up to six digits of a second, as milliseconds with a fraction; NaN if it is not one. */
function readTime(text: string): number {
  const parts = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,6})?Z?$/.exec(text);
  if (parts === null) return Number.NaN;
  return Date.parse(`${parts[1] ?? ''}Z`) + Number(`0${parts[2] ?? ''}`) * 1000;
}

export type ListSort = 'id asc' | 'id desc' | 'metadata_modified desc' | 'metadata_modified asc';

/** The order asked for; names and titles sort like identifiers here. Undefined when a direction is missing. */
export function parseSort(sort: string): ListSort | undefined {
  const [first = ''] = sort.split(',');
  const [field = '', direction] = first.trim().split(/\s+/);
  if (direction !== 'asc' && direction !== 'desc') return undefined;
  if (field === 'metadata_modified') return `metadata_modified ${direction}`;
  return field === 'score' ? 'metadata_modified desc' : `id ${direction}`;
}
