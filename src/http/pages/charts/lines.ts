import { ACCENT, ATTENTION, type ChartDrawing, INK, LINE, MUTED } from './svg.js';

const WIDTH = 360;
const HEIGHT = 170;

export interface LineOptions {
  readonly label: string;
  /** By rising day; without a value there is a gap. */
  readonly points: readonly { readonly day: string; readonly value?: number }[];
  /** Of the last point, as it stands beside it. */
  readonly end: string;
  readonly threshold?: { readonly value: number; readonly text: string };
  /** Where the scale ends: 1 for shares. Absent: where the points do. */
  readonly most?: number;
}

/** One figure over time, from zero, with its first and last day and its last value. */
export function line({ label, points, end, threshold, most }: LineOptions): ChartDrawing {
  const highest = Math.max(...points.map(({ value }) => value ?? 0), threshold?.value ?? 0, 1e-9);
  const last = points.length - 1;
  return {
    ...{ width: WIDTH, height: HEIGHT, label },
    option: {
      grid: { left: 8, right: 72, top: 24, bottom: 28 },
      xAxis: {
        type: 'category',
        boundaryGap: false,
        data: points.map(({ day }) => day),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: LINE } },
        axisLabel: {
          ...{ color: MUTED, fontSize: 14, showMinLabel: true, showMaxLabel: true },
          alignMinLabel: 'left',
          alignMaxLabel: 'right',
          interval: Math.max(0, last - 1),
        },
      },
      yAxis: { type: 'value', show: false, min: 0, max: most ?? highest * 1.1 },
      series: [
        {
          type: 'line',
          silent: true,
          // A path that clips needs an id, and two charts of a page might have the same.
          clip: false,
          data: points.map(({ value }) => value ?? null),
          symbol: 'circle',
          symbolSize: 6,
          showSymbol: points.length === 1,
          lineStyle: { color: ACCENT, width: 2 },
          itemStyle: { color: ACCENT },
          endLabel: { show: true, formatter: end, color: INK, fontSize: 14, fontWeight: 600 },
          ...(threshold !== undefined && {
            markLine: {
              silent: true,
              symbol: 'none',
              lineStyle: { color: ATTENTION, type: 'dashed', width: 2 },
              label: {
                position: 'insideStartTop',
                formatter: threshold.text,
                color: ATTENTION,
                fontSize: 14,
              },
              data: [{ yAxis: threshold.value }],
            },
          }),
        },
      ],
    },
  };
}
