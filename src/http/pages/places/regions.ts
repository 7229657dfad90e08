import type { Source } from '../../../domain/source.js';

export type RegionalSource = Pick<Source, 'id' | 'title' | 'region' | 'enabled'>;

/** A city or county with its portals. */
export interface Region {
  readonly name: string;
  readonly sources: readonly RegionalSource[];
}

/** In the order in which they are configured. */
export function regionsOf(sources: readonly RegionalSource[]): readonly Region[] {
  const regions = new Map<string, RegionalSource[]>();
  for (const source of sources) {
    if (source.region === undefined) continue;
    regions.set(source.region, [...(regions.get(source.region) ?? []), source]);
  }
  return [...regions].map(([name, regional]) => ({ name, sources: regional }));
}

export function cityPath(region: string): string {
  return `/city/${encodeURIComponent(region)}`;
}
