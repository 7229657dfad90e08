import type { LinkParameters } from '../links.js';
import type { Locale } from '../locale.js';
import { type ChartName } from './charts.js';

export const KINDS = ['search', 'results', 'dataset', 'chart'] as const;
export type EmbedKind = (typeof KINDS)[number];

/** What is to be embedded, as it was chosen. */
export interface Choice {
  readonly kind: EmbedKind;
  readonly q: string;
  readonly rows: number;
  readonly name: string;
  readonly chart: ChartName;
  readonly locale: Locale;
  /** Without `#`; empty: the catalogue's own. */
  readonly accent: string;
}

export interface EmbedCode {
  /** Of the part, from the root. */
  readonly path: string;
  readonly height: number;
  readonly frame: string;
  readonly script: string;
}

/** Pixels that each takes with its defaults in a column of medium width. */
const HEIGHTS: Readonly<Record<EmbedKind, number>> = { search: 160, results: 460, dataset: 440, chart: 340 };
const ROW_HEIGHT = 60;
const DOMAINS_HEIGHT = 920;
const TOP_CHART_HEIGHT = 560;

export interface EmbedSurroundings {
  readonly hub: string;
  /** What screen readers say of the frame. */
  readonly title: string;
  /** A page of the catalogue, from the root, for who runs no scripts. */
  readonly fallback: string;
}

/** The code for other sites. */
export function embedCode(choice: Choice, { hub, title, fallback }: EmbedSurroundings): EmbedCode {
  const { kind, name, chart } = choice;
  const path = `/embed/${kind}${kind === 'dataset' ? `/${encodeURIComponent(name)}` : ''}${kind === 'chart' ? `/${chart}` : ''}`;
  const parameters = parametersOf(choice);
  const query = new URLSearchParams(parameters.map(([key, value]) => [key, String(value)])).toString();
  const address = query === '' ? path : `${path}?${query}`;
  const height = heightOf(choice);
  const named: LinkParameters = [
    ['lianmu', kind],
    ...(kind === 'dataset' ? [['name', name] as const] : []),
    ...(kind === 'chart' ? [['chart', chart] as const] : []),
    ...parameters,
    ['title', title],
  ];
  const data = named.map(([key, value]) => `data-${key}="${quoted(String(value))}"`).join(' ');
  return {
    path: address,
    height,
    frame: `<iframe src="${quoted(hub + address)}" title="${quoted(title)}" width="100%" height="${height}" loading="lazy"></iframe>`,
    script: `<div ${data}><a href="${quoted(hub + fallback)}">${quoted(title)}</a></div>\n<script src="${quoted(hub)}/embed.js" async></script>`,
  };
}

function parametersOf({ kind, q, rows, locale, accent }: Choice): LinkParameters {
  return [
    ...(q !== '' && (kind === 'search' || kind === 'results') ? [['q', q] as const] : []),
    ...(kind === 'results' ? [['rows', rows] as const] : []),
    ...(locale === 'zh' ? [] : [['lang', locale] as const]),
    ...(accent === '' ? [] : [['accent', accent] as const]),
  ];
}

function heightOf({ kind, rows, chart }: Choice): number {
  if (kind === 'results') return 160 + rows * ROW_HEIGHT;
  if (kind !== 'chart') return HEIGHTS[kind];
  if (chart === 'domains') return DOMAINS_HEIGHT;
  return chart === 'publishers' || chart === 'formats' ? TOP_CHART_HEIGHT : HEIGHTS.chart;
}

function quoted(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
