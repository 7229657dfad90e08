import type { HarvesterKind } from '../src/pipeline/ports.js';
import { CKAN } from './ckan/index.js';

/** Every kind of portal, by its name in a source's `kind`, which is also the name of its folder. */
export const HARVESTER_KINDS: Readonly<Record<string, HarvesterKind>> = {
  ckan: CKAN,
};

/** The kind of that name; undefined for a name that no folder answers to. */
export function findHarvesterKind(kind: string): HarvesterKind | undefined {
  return Object.hasOwn(HARVESTER_KINDS, kind) ? HARVESTER_KINDS[kind] : undefined;
}
