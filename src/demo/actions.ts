import { findIndex } from './catalog.js';
import { failure, notFound, success, unknownAction } from './ckan-answer.js';
import type { Answer } from './ckan-answer.js';
import { groupList, groupShow, organizationList, organizationShow } from './directory-actions.js';
import { viewed } from './listing.js';
import type { ListView } from './listing.js';
import { packageName, planOf, slugOf } from './plan.js';
import type { PortalState } from './portal-state.js';

/** The parameters of a request, from its address or its body. */
export type Params = Readonly<Record<string, string>>;

export interface ActionRequest {
  readonly action: string;
  readonly params: Params;
  readonly view: ListView;
}

const MOST_ROWS = 1_000;

/** A natural number, the default where it is absent, NaN where it is something else. */
function natural(text: string | undefined, fallback: number): number {
  if (text === undefined || text === '') return fallback;
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

type Action = (state: PortalState, request: ActionRequest) => Answer;

const ACTIONS: Readonly<Record<string, Action>> = {
  site_read: ({ city }, { action }) => success(city, action, 'true'),
  status_show: statusShow,
  package_search: packageSearch,
  package_list: packageList,
  package_show: packageShow,
  current_package_list_with_resources: currentPackageList,
  organization_list: organizationList,
  organization_show: organizationShow,
  group_list: groupList,
  group_show: groupShow,
};

/** Answers an action of CKAN's API over the catalogue of the day. */
export function answerAction(state: PortalState, request: ActionRequest): Answer {
  const action = Object.hasOwn(ACTIONS, request.action) ? ACTIONS[request.action] : undefined;
  return action === undefined ? unknownAction(request.action) : action(state, request);
}

/** The start of the paging of `package_search`: what makes its pages and what they begin at. */
export function searchWindow(params: Params): { readonly start: number; readonly rows: number } {
  return { start: natural(params['start'], 0), rows: Math.min(natural(params['rows'], 10), MOST_ROWS) };
}

function statusShow({ city }: PortalState, { action }: ActionRequest): Answer {
  const status = {
    ckan_version: city.habits.ckanVersion,
    error_emails_to: null,
    extensions: ['stats', 'text_view'],
    locale_default: 'zh_Hans_CN',
    site_description: `${city.name}各部门与区县的公共数据`,
    site_title: city.title,
    site_url: city.publicUrl,
  };
  return success(city, action, JSON.stringify(status));
}

function badNumber(state: PortalState, action: string): Answer {
  return failure(state.city, action, {
    status: 409,
    type: 'Validation Error',
    message: 'Must be a natural number',
  });
}

function packageSearch(state: PortalState, { action, params, view }: ActionRequest): Answer {
  const { start, rows } = searchWindow(params);
  if (Number.isNaN(start) || Number.isNaN(rows)) return badNumber(state, action);
  const sort = params['sort'] ?? '';
  const found = state.listing(params['fq'] ?? '', sort);
  if (found === 'sort') {
    const message = `Search Query is invalid: Invalid "sort" parameter`;
    return failure(state.city, action, { status: 400, type: 'Search Query Error', message });
  }
  if (found === 'fq') {
    const message = 'Search error: this portal filters by metadata_modified, organization and groups only';
    return failure(state.city, action, { status: 409, type: 'Search Error', message });
  }
  const listing = viewed(found, view);
  const results = packagesText(state, listing.page(start, rows));
  const used = JSON.stringify(sort === '' ? 'score desc, metadata_modified desc' : sort);
  return success(
    state.city,
    action,
    `{"count": ${listing.count}, "facets": {}, "results": ${results}, "sort": ${used}, "search_facets": {}}`,
  );
}

function packagesText(state: PortalState, indices: readonly number[]): string {
  return `[${indices.map((index) => state.packageText(index)).join(', ')}]`;
}

function packageList(state: PortalState, { action, params, view }: ActionRequest): Answer {
  const listing = viewed(state.catalog, view);
  const offset = natural(params['offset'], 0);
  const limit = natural(params['limit'], listing.count);
  if (Number.isNaN(offset) || Number.isNaN(limit)) return badNumber(state, action);
  const names = listing
    .page(offset, limit)
    .map((index) => packageName(state.city, index, slugOf(planOf(state.city, index))));
  return success(state.city, action, JSON.stringify(names));
}

function packageShow(state: PortalState, { action, params }: ActionRequest): Answer {
  const index = findIndex(state.catalog, params['id'] ?? params['name_or_id'] ?? '');
  if (index === undefined) return notFound(state.city, action);
  return success(state.city, action, state.packageText(index));
}

function currentPackageList(state: PortalState, { action, params, view }: ActionRequest): Answer {
  const limit = Math.min(natural(params['limit'], 10), MOST_ROWS);
  const page = natural(params['page'], 1);
  const offset = natural(params['offset'], (page - 1) * limit);
  const found = state.listing('', 'metadata_modified desc');
  if (Number.isNaN(limit) || Number.isNaN(offset) || typeof found === 'string')
    return badNumber(state, action);
  const listing = viewed(found, view);
  return success(state.city, action, packagesText(state, listing.page(offset, limit)));
}
