import type * as ECharts from 'echarts';
import type { EChartsOption } from 'echarts';
import type { ProvinceMap } from '../../../domain/province-map.js';

/** Colours that a chart may have: stand-ins, each of which becomes a token of the style sheet. */
export const INK = '#000001';
export const MUTED = '#000002';
export const LINE = '#000003';
export const ACCENT = '#000004';
export const ATTENTION = '#000005';
/** The accent, of which the paper shows through. */
export const PALE_ACCENT = (opacity: string): string => `rgba(0,0,4,${opacity})`;
const TOKENS: Readonly<Record<string, string>> = {
  [INK]: 'ink',
  [MUTED]: 'muted',
  [LINE]: 'line',
  [ACCENT]: 'accent',
  [ATTENTION]: 'attention',
};

export interface ChartDrawing {
  readonly width: number;
  readonly height: number;
  /** What it shows, for who does not see it. */
  readonly label: string;
  readonly option: EChartsOption;
  /** What it calls `province`. */
  readonly map?: ProvinceMap;
}

/** Charts are drawn anew only where they differ: most pages show those that the last one showed. */
const MOST_KEPT = 300;
const kept = new Map<string, string>();

/**
 * The chart as SVG that fits its place: no styles, which the pages' policy forbids, no ids and no fixed colours, so that it
 * follows the theme and darkness.
 */
export async function drawChart({ width, height, label, option, map }: ChartDrawing): Promise<string> {
  const key = JSON.stringify([width, height, label, option, map]);
  const known = kept.get(key);
  if (known !== undefined) return known;
  const { init, registerMap } = await loadCharts();
  // Drawn before anybody else is given a turn, who may have another one.
  if (map !== undefined) registerMap('province', toGeoJson(map));
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({
      ...{ animation: false, textStyle: { fontFamily: 'inherit', fontSize: 14, color: INK } },
      ...option,
    });
    const svg = toPageSvg(chart.renderToSVGString({ useViewBox: true }), { width, height, label });
    const oldest = kept.keys().next().value;
    if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    kept.set(key, svg);
    return svg;
  } finally {
    // A chart that is left alone keeps a timer for ever.
    chart.dispose();
  }
}

/** Loads what draws, once: from its one small file, since its many modules take seven times as long. */
export async function loadCharts(): Promise<Pick<typeof ECharts, 'init' | 'registerMap'>> {
  return import('echarts/dist/echarts.esm.min');
}

function toPageSvg(svg: string, { width, height, label }: Omit<ChartDrawing, 'option'>): string {
  const inside = svg
    .replace(/^[^]*?<svg[^>]*>/, '')
    .replace(/<\/svg>\s*$/, '')
    .replace(/<style[^]*?<\/style>/g, '')
    // What clips needs an id, which is unique in a page only; nothing of ours is drawn out of its bounds.
    .replace(/<defs[^]*?<\/defs>| clip-path="[^"]*"/g, '')
    .replace(/ style="([^"]*)"/g, (_whole, style: string) => toAttributes(style))
    .replace(/ (?:class|ecmeta_\w+|xml:space)="[^"]*"/g, '')
    .replace(/rgb\(0,0,(\d)\)/g, '#00000$1')
    .replace(/#00000\d/g, (colour) => (TOKENS[colour] === undefined ? colour : `var(--${TOKENS[colour]})`))
    .trim();
  return (
    `<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" ` +
    `aria-label="${escaped(label)}">${inside}</svg>`
  );
}

function toGeoJson(map: ProvinceMap): Parameters<typeof ECharts.registerMap>[1] {
  return {
    type: 'FeatureCollection',
    features: map.map(({ name, polygons }) => ({
      type: 'Feature',
      properties: { name },
      geometry: { type: 'MultiPolygon', coordinates: polygons },
    })),
  } as unknown as Parameters<typeof ECharts.registerMap>[1];
}

/** `font-size:14px;font-family:inherit` → attributes that the policy has nothing against. The family is the page's. */
function toAttributes(style: string): string {
  return style
    .split(';')
    .map((part) => part.split(':').map((text) => text.trim()))
    .flatMap(([name = '', value = '']) =>
      name === '' || name === 'font-family' || value === '' ? [] : [` ${name}="${value}"`],
    )
    .join('');
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
