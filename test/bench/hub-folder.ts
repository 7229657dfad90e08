import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoSources } from '../../src/demo/demo-sources.js';
import { createProvince } from '../../src/demo/province.js';
import type { Portal } from './processes.js';

/** Arguments and environment of the CLI for a hub that the bench has configured. */
export interface HubFolder {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly dataDir: string;
}

const SEED = 1;
const START_DATE = new Date().toISOString().slice(0, 10);
/** Rendered beforehand, so that what is measured is the hub and not the simulator. */
export const PORTAL_ARGUMENTS = ['--seed', String(SEED), '--start-date', START_DATE, '--prerender'];

const HUB = `title: { zh: 基准, en: Bench }
description: { zh: 基准, en: Bench }
publisher: { name: 基准 }
dataDir: data
`;
/** Says that the first harvest came to its end. */
const WHOLE = 'whole';

/** Writes a configuration folder with these sources; `settings` are lines of YAML. */
export function configureSources(
  dir: string,
  sources: readonly { readonly id: string }[],
  settings: readonly string[] = [],
): HubFolder {
  rmSync(join(dir, 'sources'), { recursive: true, force: true });
  mkdirSync(join(dir, 'sources'), { recursive: true });
  writeFileSync(join(dir, 'hub.yaml'), [HUB, ...settings].join('\n'));
  for (const { id, ...file } of sources) {
    // JSON is YAML.
    writeFileSync(join(dir, 'sources', `${id}.yaml`), JSON.stringify(file));
  }
  const dataDir = join(dir, 'data');
  return { args: ['--config', dir], env: { LIANMU_DATA_DIR: dataDir }, dataDir };
}

/** Writes a configuration folder for the portals of the simulated province. */
export function configureProvince(
  dir: string,
  province: { readonly portals: readonly Portal[]; readonly size: number; readonly schedule?: string },
): HubFolder {
  const { portals, size, schedule } = province;
  const { cities } = createProvince({ seed: SEED, size, startDate: START_DATE });
  const running = portals.map((portal) => {
    const city = cities.find((candidate) => candidate.id === portal.id);
    if (city === undefined) throw new Error(`no city ${portal.id}`);
    return { city, url: portal.url };
  });
  return configureSources(
    dir,
    demoSources(running).map((source) => ({ ...source, ...(schedule !== undefined && { schedule }) })),
  );
}

export function provinceDir(folder: string, size: number): string {
  return join(folder, `province-${size}`);
}

/** Nobody asks the portals of it: for a server that only answers. */
export function configureQuiet(folder: string, size: number, settings: readonly string[] = []): HubFolder {
  return configureSources(provinceDir(folder, size), [], settings);
}

export function isWhole(dir: string): boolean {
  return existsSync(join(dir, WHOLE));
}

export function markWhole(dir: string): void {
  writeFileSync(join(dir, WHOLE), '');
}
