import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SNAPSHOT_FORMATS } from '../../src/domain/snapshot.js';
import { ensureProvince } from './harvest.js';
import { configureQuiet } from './hub-folder.js';
import type { Bench } from './notes.js';
import { runCli } from './processes.js';

/** What no format may need more of, however large the catalogue is. */
const MOST_MEGABYTES = 500;

/** A whole snapshot in each format alone, and its verification, at each size. */
export async function benchBulk(bench: Bench & { readonly sizes: readonly number[] }): Promise<void> {
  const { folder, run, sizes, note } = bench;
  for (const size of sizes) {
    await ensureProvince(folder, size);
    const hub = configureQuiet(folder, size);
    for (const format of SNAPSHOT_FORMATS) {
      const to = join(run, `bulk-${size}-${format}`);
      const made = await runCli([...hub.args, 'snapshot', '--to', to, '--format', format, '--json'], hub.env);
      const { folder: path, manifest } = JSON.parse(made.lines.at(-1) ?? '') as {
        readonly folder: string;
        readonly manifest: { readonly counts: { readonly datasets: number } };
      };
      const megabytes =
        readdirSync(path).reduce((sum, name) => sum + statSync(join(path, name)).size, 0) / 1e6;
      const { datasets } = manifest.counts;
      note(
        `snapshot of ${datasets} datasets, ${format}`,
        `≤ ${MOST_MEGABYTES} MB resident`,
        `${made.peakMegabytes.toFixed(0)} MB in ${made.seconds.toFixed(0)} s (${(datasets / made.seconds).toFixed(0)}/s; ${megabytes.toFixed(0)} MB of files)`,
        made.peakMegabytes <= MOST_MEGABYTES,
      );
      const verified = await runCli([...hub.args, 'verify-snapshot', path], hub.env);
      note(
        `verifying it`,
        `≤ ${MOST_MEGABYTES} MB resident`,
        `${verified.peakMegabytes.toFixed(0)} MB in ${verified.seconds.toFixed(1)} s`,
        verified.peakMegabytes <= MOST_MEGABYTES,
      );
      rmSync(to, { recursive: true, force: true });
    }
  }
}
