/** The shape of one city, on the plane of longitude and latitude. */
export interface CityShape {
  /** As sources name it in `region`. */
  readonly name: string;
  /** Outlines, each followed by its holes; of corners `[longitude, latitude]`. */
  readonly polygons: readonly (readonly (readonly Corner[])[])[];
}

export type Corner = readonly [longitude: number, latitude: number];

/** The cities of a province, as its operator drew them. */
export type ProvinceMap = readonly CityShape[];
