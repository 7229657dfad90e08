import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { measureFloor, savePackages } from './floor.js';
import { buildProvince, harvest, ratio } from './harvest.js';
import { configureProvince, markWhole, PORTAL_ARGUMENTS, provinceDir } from './hub-folder.js';
import type { Bench } from './notes.js';
import { startPortals } from './processes.js';

/** Records a second: of the floor, and of the first harvest. */
export interface Rates {
  readonly floor: number;
  readonly first: number;
}

export async function measureHarvests({ size, folder, run, note }: Bench): Promise<Rates> {
  const province = await startPortals(size, PORTAL_ARGUMENTS);
  const file = join(run, 'packages.jsonl');
  await savePackages(province.portals, file);
  const dir = provinceDir(folder, size);
  rmSync(dir, { recursive: true, force: true });
  const hub = configureProvince(dir, { portals: province.portals, size });
  const floorBefore = await measureFloor(file, run);
  const first = await harvest(hub, 'added');
  const second = await harvest(hub, 'unchanged');
  markWhole(dir);
  const floorAfter = await measureFloor(file, run);
  await province.stop();
  const floor = (floorBefore + floorAfter) / 2;
  const floors = `${Math.round(floor)}/s (${Math.round(floorBefore)}, ${Math.round(floorAfter)})`;
  note(`floor, ${size} packages`, '–', floors);
  note(`first harvest of ${size}`, '≥ 0.3 × floor (aim 0.5)', ratio(first, floor), first.rate >= 0.3 * floor);
  note(
    'second full harvest, nothing changed',
    '≥ 0.9 × floor',
    ratio(second, floor),
    second.rate >= 0.9 * floor,
  );
  return { floor, first: first.rate };
}

/** `firstRate`: records a second at the usual size, where that was measured in this run. */
export async function measureLarge(
  bench: Bench,
  large: number,
  firstRate: number | undefined,
): Promise<void> {
  const { note, folder, size } = bench;
  const built = await buildProvince(folder, large);
  const reached = firstRate === undefined ? undefined : built.rate >= 0.7 * firstRate;
  note(`first harvest of ${large}`, `≥ 0.7 × the rate at ${size}`, ratio(built, firstRate), reached);
  note(
    `peak memory of hub and writer at ${large}`,
    '≤ 900 MB',
    `${Math.round(built.peakMegabytes)} MB`,
    built.peakMegabytes <= 900,
  );
}
