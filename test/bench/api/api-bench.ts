import { table } from '../notes.js';
import type { Bench } from '../notes.js';
import { BOUNDS } from './bounds.js';
import type { Bound } from './bounds.js';
import { measureSize } from './measure-size.js';
import type { SizeFigures } from './measure-size.js';

/**
 * The interface over HTTP against a `serve` process, beside the yardsticks on the same catalogue in the same run. A bound
 * compares p95 of the hub's whole answer over HTTP, packages and all, with p95 of the yardstick's query alone: Y1 and Y2 in
 * this process, Y3 prepared over the unix socket.
 */
export async function benchApi(bench: Bench & { readonly sizes: readonly number[] }): Promise<void> {
  const measured: SizeFigures[] = [];
  for (const size of bench.sizes) {
    console.log(`   the interface at ${size}`);
    measured.push(await measureSize(bench, size));
  }
  for (const bound of BOUNDS) {
    const [small, large] = measured;
    for (const figures of measured) {
      const { figure, reached } = bound.judge(figures, figures === small ? undefined : small);
      bench.note(`${bound.name}, at ${figures.datasets}`, bound.bound, figure, reached);
    }
    if (small !== undefined && large !== undefined) growth(bench, bound, [small, large]);
  }
  console.log(details(measured));
}

/** How much longer the larger catalogue takes: beyond its own growth, something is not linear. */
function growth(
  { note }: Bench,
  bound: Bound,
  [small, large]: readonly [small: SizeFigures, large: SizeFigures],
): void {
  const times = bound.growing(large) / bound.growing(small);
  const most = large.datasets / small.datasets;
  note(`${bound.name}, growth`, `≤ ${most.toFixed(1)} × (linear)`, `${times.toFixed(2)} ×`, times <= most);
}

/** Every load that was put on the hub. */
function details(measured: readonly SizeFigures[]): string {
  const head = [
    'datasets',
    'request',
    'clients',
    'p50 ms',
    'p95 ms',
    'p99 ms',
    'requests/s',
    'refused',
    'Y1, Y2, Y3 p95 ms',
  ];
  const rows = measured.flatMap(({ datasets, rows: all }) =>
    [...all.values()].flatMap(({ name, hub, y1, y2, y3 }) =>
      hub.map(([clients, { p50, p95, p99, perSecond, refused }], place) => [
        String(datasets),
        name,
        String(clients),
        ...[p50, p95, p99, perSecond].map((figure) => figure.toFixed(1)),
        String(refused),
        place > 0 ? '' : [y1, y2, y3?.p95].map((time) => time?.toFixed(1) ?? '–').join(', '),
      ]),
    ),
  );
  return `\n${table(head, rows)}`;
}
