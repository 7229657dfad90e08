/** `source.options` of a data.json. */
export interface DataJsonOptions {
  /** Names of the members that lead to the list of datasets; undefined where the document itself is to show it. */
  readonly list: readonly string[] | undefined;
  /** Members (`publisher.name` for one within another) that together are a record's identity. */
  readonly key: readonly string[] | undefined;
  readonly collections: 'keep' | 'parents-only';
  /** The access levels to take, folded; undefined for all. */
  readonly accessLevels: ReadonlySet<string> | undefined;
}

/** Reads options that the configuration check has found right by `schemas/portal/data-json-options.schema.json`. */
export function readDataJsonOptions(options: Readonly<Record<string, unknown>>): DataJsonOptions {
  const accessLevels = names(options['accessLevels']);
  return {
    list: names(options['list']),
    key: names(options['key']),
    collections: options['collections'] === 'parents-only' ? 'parents-only' : 'keep',
    accessLevels: accessLevels === undefined ? undefined : new Set(accessLevels.map(foldLevel)),
  };
}

/** An access level without what portals vary in it. */
export function foldLevel(level: string): string {
  return level.trim().toLowerCase().replace(/\s+/g, ' ');
}

function names(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : undefined;
}
