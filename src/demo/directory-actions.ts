import type { ActionRequest } from './actions.js';
import { notFound, success } from './ckan-answer.js';
import type { Answer } from './ckan-answer.js';
import type { PackageGroup } from './groups-and-tags.js';
import type { PackageOrganization } from './organizations.js';
import type { PortalState } from './portal-state.js';

const MOST_NAMES = 1_000;
const MOST_DICTS = 25;

type Entry = PackageOrganization | PackageGroup;

function organizationsOf(state: PortalState): readonly PackageOrganization[] {
  return state.city.organizations.all.map((organization) => organization.ckan);
}

function groupsOf(state: PortalState): readonly PackageGroup[] {
  return state.city.habits.groups ? [...new Set(state.city.groups.values())] : [];
}

function truthy(text: string | undefined): boolean {
  return ['true', '1', 'yes', 'on'].includes((text ?? '').toLowerCase());
}

/** A list of names, or of dictionaries with `all_fields`; capped silently as CKAN does. */
function list(state: PortalState, { action, params }: ActionRequest, entries: readonly Entry[]): Answer {
  const full = truthy(params['all_fields']);
  const most = full ? MOST_DICTS : MOST_NAMES;
  const offset = Number(params['offset'] ?? 0);
  const page = entries.slice(offset, offset + Math.min(Number(params['limit'] ?? most), most));
  const result = full ? page.map((entry) => dictionaryOf(state, entry)) : page.map((entry) => entry.name);
  return success(state.city, action, JSON.stringify(result));
}

function show(state: PortalState, { action, params }: ActionRequest, entries: readonly Entry[]): Answer {
  const id = params['id'] ?? '';
  const entry = entries.find((candidate) => candidate.id === id || candidate.name === id);
  if (entry === undefined) return notFound(state.city, action);
  const rest = { extras: [], groups: [], num_followers: 0, tags: [], users: [] };
  return success(state.city, action, JSON.stringify({ ...dictionaryOf(state, entry), ...rest }));
}

function dictionaryOf(state: PortalState, entry: Entry): Readonly<Record<string, unknown>> {
  const isOrganization = 'is_organization' in entry;
  return {
    approval_status: 'approved',
    created: `2019-04-01T00:00:00.000000`,
    image_url: '',
    is_organization: isOrganization,
    state: 'active',
    type: isOrganization ? 'organization' : 'group',
    ...entry,
    display_name: entry.title,
    image_display_url: '',
    package_count: state.counts().get(isOrganization ? entry.name : `group:${entry.name}`) ?? 0,
  };
}

export function organizationList(state: PortalState, request: ActionRequest): Answer {
  return list(state, request, organizationsOf(state));
}

export function organizationShow(state: PortalState, request: ActionRequest): Answer {
  return show(state, request, organizationsOf(state));
}

export function groupList(state: PortalState, request: ActionRequest): Answer {
  return list(state, request, groupsOf(state));
}

export function groupShow(state: PortalState, request: ActionRequest): Answer {
  return show(state, request, groupsOf(state));
}
