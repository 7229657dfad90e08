import { ACCENT, ATTENTION, type ChartDrawing, INK, LINE } from './svg.js';

const WIDTH = 440;
const ROW = 26;
const TOP = 26;

export interface Bar {
  readonly name: string;
  readonly value: number;
  /** As it stands beside the bar. */
  readonly text: string;
}

export interface BarsOptions {
  readonly label: string;
  /** In the order in which they stand. */
  readonly bars: readonly Bar[];
  readonly threshold?: { readonly value: number; readonly text: string };
  /** Where the scale ends: 1 for shares. Absent: at the longest bar. */
  readonly most?: number;
  /** Room for the names, in points. */
  readonly names?: number;
  readonly width?: number;
}

/** Horizontal bars from zero, each with its number; a threshold is a line across. */
export function bars({
  label,
  bars: shown,
  threshold,
  most,
  names = 150,
  width = WIDTH,
}: BarsOptions): ChartDrawing {
  const height = TOP + shown.length * ROW + 6;
  const longest = Math.max(...shown.map(({ value }) => value), (threshold?.value ?? 0) * 1.05, 0);
  return {
    ...{ width, height, label },
    option: {
      grid: { left: names, right: 64, top: TOP, bottom: 6 },
      xAxis: { type: 'value', show: false, min: 0, max: most ?? (longest === 0 ? 1 : longest) },
      yAxis: {
        type: 'category',
        inverse: true,
        data: shown.map(({ name }) => name),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: LINE } },
        axisLabel: { color: INK, fontSize: 14, width: names - 12, overflow: 'truncate', interval: 0 },
      },
      series: [
        {
          type: 'bar',
          silent: true,
          barWidth: 14,
          itemStyle: { color: ACCENT },
          data: shown.map(({ value, text }) => ({
            value,
            label: { show: true, position: 'right', color: INK, fontSize: 14, formatter: text },
          })),
          ...(threshold !== undefined && {
            markLine: {
              silent: true,
              symbol: 'none',
              lineStyle: { color: ATTENTION, type: 'dashed', width: 2 },
              label: { position: 'start', formatter: threshold.text, color: ATTENTION, fontSize: 14 },
              data: [{ xAxis: threshold.value }],
            },
          }),
        },
      ],
    },
  };
}
