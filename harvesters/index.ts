import type { HarvesterKind } from '../src/pipeline/ports.js';
import { CKAN } from './ckan/index.js';
import { DATA_JSON } from './data-json/index.js';
import { DCAT } from './dcat/index.js';
import { JSON_LIST } from './json-list/index.js';
import { LIANMU } from './lianmu/index.js';
import { PORTAL_API } from './portal-api/index.js';
import { WORKBOOK } from './workbook/index.js';

/**
 * Every kind of portal, by its name in a source's `kind`, which is also the name of its folder. Addresses are probed in this
 * order: a hub of this kind speaks the languages of others as well.
 */
export const HARVESTER_KINDS: Readonly<Record<string, HarvesterKind>> = {
  lianmu: LIANMU,
  ckan: CKAN,
  'data-json': DATA_JSON,
  dcat: DCAT,
  'json-list': JSON_LIST,
  'portal-api': PORTAL_API,
  workbook: WORKBOOK,
};

/** The kind of that name; undefined for a name that no folder answers to. */
export function findHarvesterKind(kind: string): HarvesterKind | undefined {
  return Object.hasOwn(HARVESTER_KINDS, kind) ? HARVESTER_KINDS[kind] : undefined;
}
