import type { ProvinceMap } from '../../../domain/province-map.js';
import { ATTENTION, type ChartDrawing, INK, PALE_ACCENT } from './svg.js';

const WIDTH = 440;
const PADDING = 12;
/** A degree of longitude is so much shorter than one of latitude in the middle of the country. */
const ASPECT = 0.82;

export interface MapCity {
  readonly name: string;
  /** Under its name. */
  readonly text: string;
  /** 0 to 1: how dark it is. */
  readonly depth: number;
  /** Its border is broken, and of another colour. */
  readonly isMarked: boolean;
}

/** Cities with their names and numbers; one that nothing is told of has no colour. */
export function provinceMap(
  map: ProvinceMap,
  { label, cities }: { readonly label: string; readonly cities: readonly MapCity[] },
): ChartDrawing {
  const corners = map.flatMap(({ polygons }) => polygons.flat(2));
  const across = extent(corners.map(([longitude]) => longitude)) * ASPECT;
  const down = extent(corners.map(([, latitude]) => latitude));
  const height = Math.round(Math.min(Math.max((WIDTH * down) / (across || 1), 160), 560));
  const cityNamed = new Map(cities.map((city) => [city.name, city]));
  return {
    ...{ width: WIDTH, height, label, map },
    option: {
      series: [
        {
          type: 'map',
          map: 'province',
          silent: true,
          roam: false,
          aspectScale: ASPECT,
          left: PADDING,
          right: PADDING,
          top: PADDING,
          bottom: PADDING,
          itemStyle: { areaColor: 'none', borderColor: INK, borderWidth: 1 },
          label: { show: true, color: INK, fontSize: 14, lineHeight: 18 },
          labelLayout: { hideOverlap: true },
          data: map.map(({ name }) => {
            const city = cityNamed.get(name);
            return {
              name,
              label: { formatter: city === undefined ? name : `${name}\n${city.text}` },
              ...(city && {
                itemStyle: {
                  areaColor: paleAccent(city.depth),
                  ...(city.isMarked && {
                    borderColor: ATTENTION,
                    borderWidth: 3,
                    borderType: 'dashed' as const,
                  }),
                },
              }),
            };
          }),
        },
      ],
    },
  };
}

function extent(values: readonly number[]): number {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return most - least;
}

/** Never so dark that ink could not be read on it. */
function paleAccent(depth: number): string {
  return PALE_ACCENT((0.06 + 0.39 * depth).toFixed(2));
}
