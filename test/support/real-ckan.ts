import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PortalAnswers } from './ckan-endpoint.js';
import { packagesIn, readJson, type RealPackage, readSnapshot, searchable } from './real-catalogue.js';
import { sharedData, unpackTokyo } from './shared-data.js';

/** A dump, one package a line. */
export function readSanDiego(): readonly RealPackage[] | undefined {
  const path = sharedData('ckan-sandiego-rdl/datasets.jsonl');
  if (path === undefined) return undefined;
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as RealPackage);
}

/** What data.gov.uk's own tests recorded of it. */
export function readDataGovUk(): readonly RealPackage[] | undefined {
  const [search, publish] = ['data.gov.uk-functional', 'data.gov.uk-publish'].map((folder) =>
    readAnswers(`ckan-small-fixtures/${folder}`),
  );
  return search && publish ? distinct([...search, ...publish]) : undefined;
}

/** The packages in all recorded answers of a folder; several answers show the same one. */
export function readAnswers(folder: string): readonly RealPackage[] | undefined {
  const path = sharedData(folder);
  if (path === undefined) return undefined;
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.json'),
  );
  return distinct(files.sort().flatMap((name) => packagesIn(readJson(join(path, name)))));
}

function distinct(items: readonly RealPackage[]): readonly RealPackage[] {
  return [...new Map(items.map((item) => [item['id'], item])).values()];
}

/** The real CKAN portals by where their answers lie below the catalogues; one is read when it is first asked. */
const PORTALS: Readonly<Record<string, () => PortalAnswers | undefined>> = {
  'ckan-tokyo/2022-09-05': () => {
    const folder = unpackTokyo('2022-09-05');
    return folder === undefined ? undefined : readSnapshot(folder).answers;
  },
  'ckan-hdx/2025-11-17': () => search(readAnswers('ckan-hdx/2025-11-17')),
  'ckan-sandiego-rdl': () => search(readSanDiego()),
  'ckan-birmingham': () => search(readAnswers('ckan-birmingham')),
  'ckan-small-fixtures/data.gov.uk': () => search(readDataGovUk()),
  'ckan-small-fixtures/terriajs': () => search(readAnswers('ckan-small-fixtures/terriajs')),
};

function search(items: readonly RealPackage[] | undefined): PortalAnswers | undefined {
  return items && searchable(items);
}

/** What the CKAN portal of that path answers to an action; undefined for an action that it does not have. */
export type RealCkan = (
  path: string,
  action: string,
  parameters: URLSearchParams,
) => Buffer | string | undefined;

export function openRealCkan(): RealCkan {
  const opened = new Map<string, PortalAnswers | undefined>();
  return (path, action, parameters) => {
    if (!Object.hasOwn(PORTALS, path)) return undefined;
    if (!opened.has(path)) opened.set(path, PORTALS[path]?.());
    return opened.get(path)?.[action]?.(parameters);
  };
}
