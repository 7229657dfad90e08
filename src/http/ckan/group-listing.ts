import { InvalidRequestError } from '../../domain/errors.js';
import type { CkanGroup, CkanGroupParts } from '../../serialise/ckan/group.js';
import { createParameterReader, readBoolean } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';

/** An organization or group with what `include_*` adds. */
export interface ListedGroup {
  readonly group: CkanGroup;
  readonly parts: CkanGroupParts;
}

/** CKAN's `ckan.group_and_organization_list_max` and `…_all_fields_max`. */
const MAX_NAMES = 1000;
const MAX_DICTS = 25;

type SortField = 'name' | 'title' | 'package_count';
interface Sort {
  readonly field: SortField;
  readonly descending: boolean;
}

const SORT_FIELDS: Readonly<Record<string, SortField>> = {
  name: 'name',
  title: 'title',
  package_count: 'package_count',
  packages: 'package_count',
};
const BY_TITLE = new Intl.Collator('zh-Hans-CN');

/** `organization_list` and `group_list`: filter, sort, page, and show by name or as dicts. `namesKey` filters by name. */
export function listGroups(
  parameters: Parameters,
  listed: readonly ListedGroup[],
  namesKey: 'organizations' | 'groups',
): readonly unknown[] {
  const read = createParameterReader(parameters);
  const names = read.list(namesKey, /\s*,\s*/);
  const query = read.text('q')?.toLowerCase();
  const type = read.text('type');
  const sort = readSort(read.text('sort') ?? read.text('order_by') ?? 'title asc');
  const limit = read.natural('limit') ?? MAX_NAMES;
  const offset = read.natural('offset') ?? 0;
  read.check();
  const allFields = readBoolean(parameters, 'all_fields', false);
  const found = listed.filter(
    ({ group }) =>
      (type === undefined || type === group.type) &&
      (names === undefined || names.includes(group.name)) &&
      (query === undefined || mentions(group, query)) &&
      (sort.field !== 'package_count' || group.package_count > 0),
  );
  const page = found
    .sort((one, other) => compare(one.group, other.group, sort))
    .slice(offset, offset + Math.min(limit, allFields ? MAX_DICTS : MAX_NAMES));
  if (!allFields) return page.map(({ group }) => group.name);
  return page.map((entry) => toDict(entry, parameters));
}

/** One criterion; a bare `packages` or `package_count` means the largest first. */
function readSort(text: string): Sort {
  const criteria = text.split(',').map((criterion) => criterion.trim());
  if (criteria.length > 1) {
    throw new InvalidRequestError('Too many sort criteria provided only 1 allowed');
  }
  const [name = '', direction] = text.trim().split(/\s+/);
  const field = Object.hasOwn(SORT_FIELDS, name) ? SORT_FIELDS[name] : undefined;
  if (field === undefined) throw new InvalidRequestError(`Cannot sort by field \`${name}\``);
  if (direction === undefined) return { field, descending: field === 'package_count' };
  const word = direction.toLowerCase();
  if (word !== 'asc' && word !== 'desc') {
    throw new InvalidRequestError(`Invalid sort direction \`${direction}\``);
  }
  return { field, descending: word === 'desc' };
}

function compare(one: CkanGroup, other: CkanGroup, { field, descending }: Sort): number {
  const order =
    field === 'package_count'
      ? one.package_count - other.package_count
      : field === 'title'
        ? BY_TITLE.compare(one.title, other.title)
        : byName(one, other);
  return (descending ? -order : order) || byName(one, other);
}

function byName(one: CkanGroup, other: CkanGroup): number {
  return one.name < other.name ? -1 : one.name > other.name ? 1 : 0;
}

function mentions({ name, title, description }: CkanGroup, query: string): boolean {
  return [name, title, description].some((text) => text.toLowerCase().includes(query));
}

function toDict({ group, parts }: ListedGroup, parameters: Parameters): unknown {
  const { package_count, ...rest } = group;
  return {
    ...rest,
    ...(readBoolean(parameters, 'include_dataset_count', true) ? { package_count } : {}),
    ...(readBoolean(parameters, 'include_extras', false) ? { extras: parts.extras } : {}),
    ...(readBoolean(parameters, 'include_groups', false) ? { groups: parts.groups } : {}),
    ...(readBoolean(parameters, 'include_tags', false) ? { tags: parts.tags } : {}),
    ...(readBoolean(parameters, 'include_users', false) ? { users: parts.users } : {}),
  };
}
