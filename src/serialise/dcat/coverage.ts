import type { Quad } from 'n3';
import type { Dataset } from '../../domain/dataset.js';
import { spatialExtent } from '../extents/spatial-extent.js';
import { describe, time, typed, words } from './terms.js';

export function describePeriod(dataset: Dataset, address: string): readonly Quad[] {
  const start = time(dataset.temporal?.start);
  const end = time(dataset.temporal?.end);
  if (start === undefined && end === undefined) return [];
  return describe(
    address,
    ['dct:PeriodOfTime'],
    [
      ['dcat:startDate', start],
      ['dcat:endDate', end],
    ],
  );
}

/** The place in words, and the box that the portal gives. */
export function describePlace(dataset: Dataset, address: string): readonly Quad[] {
  const name = words(dataset.spatial);
  const extent = spatialExtent(dataset.extras);
  if (name === undefined && extent === undefined) return [];
  return describe(
    address,
    ['dct:Location'],
    [
      ['skos:prefLabel', name],
      ['dcat:bbox', extent === undefined ? undefined : typed(polygon(extent), 'geo:wktLiteral')],
    ],
  );
}

function polygon({ west, south, east, north }: NonNullable<ReturnType<typeof spatialExtent>>): string {
  const corners = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return `POLYGON((${corners.map((corner) => corner.join(' ')).join(', ')}))`;
}
