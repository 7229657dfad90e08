import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { JobReport } from '../../src/pipeline/ports.js';
import { PROJECT_ROOT } from './project-root.js';
import type { StatedSource } from './province-hub.js';

/** `npm test` builds first. */
const HARVEST = join(PROJECT_ROOT, 'dist/test/support/harvest-twice.js');

export type ReportsById = ReadonlyMap<string, JobReport>;

/** A store into which all sources were harvested twice, a day apart, and the reports of both runs. */
export interface HarvestedTwice {
  readonly dataDir: string;
  readonly first: ReportsById;
  readonly second: ReportsById;
  close(): void;
}

/** In a process of its own: what is harvested by the hundred thousand takes several times as long among the tests. */
export async function harvestTwice(sources: readonly StatedSource[]): Promise<HarvestedTwice> {
  const dir = mkdtempSync(join(tmpdir(), 'lianmu-twice-'));
  const dataDir = join(dir, 'data');
  const file = join(dir, 'sources.json');
  writeFileSync(file, JSON.stringify(sources));
  const child = spawn(process.execPath, [HARVEST, file, dataDir], {
    cwd: PROJECT_ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [written, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  if (code !== 0) throw new Error(`the harvest ended with ${String(code)}`);
  const [first, second] = JSON.parse(written) as [readonly JobReport[], readonly JobReport[]];
  return {
    ...{ dataDir, first: byId(first), second: byId(second) },
    close() {
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function byId(reports: readonly JobReport[]): ReportsById {
  return new Map(reports.map((report) => [report.sourceId, report]));
}
