import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PortalAnswers, type PortalPackage, searchAction, showActions } from './ckan-endpoint.js';

/** A package as a real portal wrote it; nothing about it is certain. */
export type RealPackage = Readonly<Record<string, unknown>>;

/** One day's crawl of a portal: what `package_show` answered for each id, undefined where that was nothing at all. */
export interface Snapshot {
  readonly packages: ReadonlyMap<string, RealPackage | undefined>;
  /** The portal of that day, answering with the crawled bytes; it has no `package_search`. */
  readonly answers: PortalAnswers;
}

/** Reads a folder of `package_show` answers, a file an id. */
export function readSnapshot(folder: string): Snapshot {
  const ids = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
  const bodyOf = (id: string): Buffer => readFileSync(join(folder, `${id}.json`));
  const packages = new Map(ids.map((id) => [id, packagesIn(parse(bodyOf(id).toString()))[0]]));
  return { packages, answers: showActions(ids, bodyOf) };
}

function parse(text: string): unknown {
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}

/** The packages of an answer of any action: a list of them, a search, or one package. */
export function packagesIn(value: unknown): readonly RealPackage[] {
  if (Array.isArray(value)) return value.flatMap(packagesIn);
  if (typeof value !== 'object' || value === null) return [];
  const object = value as RealPackage;
  if ('result' in object) return packagesIn(object['result']);
  if ('results' in object) return packagesIn(object['results']);
  return 'resources' in object && 'id' in object ? [object] : [];
}

/** Reads recorded answers; some of data.gov.uk's begin with comment lines, as no portal sends them. */
export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8').replace(/^(\/\/.*\r?\n)+/, '')) as unknown;
}

export function toPortalPackages(items: readonly RealPackage[]): readonly PortalPackage[] {
  return items.map((item) => ({ id: text(item, 'id'), json: JSON.stringify(item) }));
}

/** A portal that has these packages and answers `package_search`, as most do. */
export function searchable(items: readonly RealPackage[]): PortalAnswers {
  return { package_search: searchAction(toPortalPackages(items)) };
}

export function idsIn(items: readonly RealPackage[]): readonly string[] {
  return items.map((item) => text(item, 'id')).sort();
}

/** A member that has to be text. */
export function text(item: RealPackage, key: string): string {
  const value = item[key];
  if (typeof value !== 'string') throw new TypeError(`${key} is no text`);
  return value;
}

/** A member that has to be a list of objects. */
export function list(item: RealPackage, key: string): readonly RealPackage[] {
  const value = item[key];
  if (!Array.isArray(value)) throw new TypeError(`${key} is no list`);
  return value as readonly RealPackage[];
}
