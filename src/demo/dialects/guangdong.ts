import type { ActionRequest, Params } from '../actions.js';
import type { Catalog } from '../catalog.js';
import { conceptsOf } from '../extras.js';
import { viewed } from '../listing.js';
import { momentsOf } from '../moment.js';
import type { CkanPackage } from '../package.js';
import { planOf } from '../plan.js';
import type { PortalState } from '../portal-state.js';
import type { City } from '../province.js';
import { jsonReply } from './dialect.js';
import type { DatasetOnDay, Dialect, Reply } from './dialect.js';
import { downloadsOf } from './flat-record.js';

const LIST = 'findPageBySearch';
const DETAIL = 'selectDataCatalogByResId';
const MOST_ROWS = 100;
const GOOD = '1000';
const BAD = '9999';

/** The vendor product of the Guangdong family (guide §4.5): a list in pages and a detail for each record, both by POST. */
export const GUANGDONG: Dialect = {
  actionOf: (path) =>
    /^\/backOpen\/open\/data\/data\/openCatalog\/(findPageBySearch|selectDataCatalogByResId)$/.exec(
      path,
    )?.[1],
  reply: (state, request) => (request.action === LIST ? listOf(state, request) : detailOf(state, request)),
  shown: ({ catalog }, { action, params }) => (action === DETAIL ? indexOf(catalog, params) : undefined),
};

/** The portal's identifier of a dataset: it holds a slash, as codes of catalogues do. */
export function resourceId(city: City, index: number): string {
  return `${city.place.region}/${String(index + 1).padStart(8, '0')}`;
}

function indexOf(catalog: Catalog, params: Params): number | undefined {
  const id = params['resId'] ?? '';
  const index = Number(/\/(\d{8})$/.exec(id)?.[1] ?? '0') - 1;
  return index >= 0 && resourceId(catalog.city, index) === id && catalog.has(index) ? index : undefined;
}

function listOf(state: PortalState, { params, view }: ActionRequest): Reply {
  const listing = viewed(state.catalog, view);
  const page = natural(params['pageNo'], 1);
  const rows = Math.min(MOST_ROWS, natural(params['pageSize'], 10));
  const list = listing.page((page - 1) * rows, rows).map((index) => answered(state, index, toItem));
  return said({
    page: {
      total: listing.count,
      pages: Math.ceil(listing.count / rows),
      pageNo: page,
      pageSize: rows,
      list,
    },
  });
}

function detailOf(state: PortalState, { params }: ActionRequest): Reply {
  const index = indexOf(state.catalog, params);
  if (index === undefined)
    return jsonReply(JSON.stringify({ status: BAD, message: '资源不存在', data: null }));
  return said(answered(state, index, toDetail));
}

function answered(
  state: PortalState,
  index: number,
  shape: typeof toItem,
): Readonly<Record<string, unknown>> {
  const { city, catalog } = state;
  const at = { index, day: catalog.day };
  return { ...shape(city, state.package(index), at), ...countersOf(city, at) };
}

function said(data: unknown): Reply {
  return jsonReply(JSON.stringify({ status: GOOD, message: '', data }));
}

function natural(text: string | undefined, fallback: number): number {
  return text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : fallback;
}

/** A record of the list, without the counters beside it. */
export function toItem(
  city: City,
  dataset: CkanPackage,
  { index, day }: DatasetOnDay,
): Readonly<Record<string, unknown>> {
  const plan = planOf(city, index);
  const values = conceptsOf({ city, plan, moments: momentsOf(plan.key, plan.created, day) });
  return {
    resId: resourceId(city, index),
    resTitle: dataset.title,
    resAbstract: dataset.notes,
    subjectName: values.domain,
    officeName: dataset.organization?.title ?? '',
    pubDate: values.published,
    dataUpdateTime: values.updated,
    sourceType: 1,
    sourceSuffix: values.formats,
    updateCycle: values.cycle,
    openMode: values.openType,
  };
}

/**
 * The detail of a record, without the counters. It names an official, as nobody asked a portal to do and as some do all
 * the same: his number must not be found anywhere in the hub.
 */
export function toDetail(
  city: City,
  dataset: CkanPackage,
  at: DatasetOnDay,
): Readonly<Record<string, unknown>> {
  const plan = planOf(city, at.index);
  const values = conceptsOf({ city, plan, moments: momentsOf(plan.key, plan.created, at.day) });
  return {
    ...toItem(city, dataset, at),
    publishDate: values.published,
    lastModifyTime: values.updated,
    keyword: dataset.tags.map((tag) => (typeof tag === 'string' ? tag : tag.name)).join(','),
    recordTotal: values.volume,
    email: dataset.maintainer_email,
    createUser: OFFICIAL,
  };
}

/** Fictitious. */
export const OFFICIAL = { name: '经办人甲', mobile: '13800000001' } as const;

function countersOf(city: City, { index, day }: DatasetOnDay): Readonly<Record<string, number>> {
  const downloads = downloadsOf(city, index, day);
  return { visits: downloads * 7, downloads, invokedCount: 0 };
}
