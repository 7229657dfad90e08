import { rmSync } from 'node:fs';
import { configureProvince, isWhole, markWhole, PORTAL_ARGUMENTS, provinceDir } from './hub-folder.js';
import type { HubFolder } from './hub-folder.js';
import { runCli, startPortals } from './processes.js';
import type { Finished } from './processes.js';

export interface Harvest extends Finished {
  /** Records that the portals list, duplicates included. */
  readonly listed: number;
  /** Records listed a second, from the start of the first job to the end of the last publication. */
  readonly rate: number;
  readonly jobSeconds: number;
}

/** Harvests all sources by the CLI, and reads from the store's own jobs when the first began and the last ended. */
export async function harvest(hub: HubFolder, outcome: 'added' | 'unchanged'): Promise<Harvest> {
  const finished = await runCli([...hub.args, 'harvest', '--json'], { ...hub.env, LIANMU_LOG_LEVEL: 'warn' });
  const listed = listedIn(finished, outcome);
  const limit = String(finished.lines.length);
  const jobList = await runCli([...hub.args, 'jobs', 'list', '--json', '--limit', limit], hub.env);
  const jobs = jobList.lines.map((line) => JSON.parse(line) as { startedAt: string; finishedAt: string });
  const began = Math.min(...jobs.map((job) => Date.parse(job.startedAt)));
  const ended = Math.max(...jobs.map((job) => Date.parse(job.finishedAt)));
  const jobSeconds = (ended - began) / 1000;
  return { ...finished, jobSeconds, listed, rate: listed / jobSeconds };
}

function listedIn(finished: Finished, outcome: 'added' | 'unchanged'): number {
  const reports = finished.lines.map((line) => JSON.parse(line) as Record<string, number | string>);
  const failed = reports.filter((report) => report['outcome'] !== 'complete');
  if (failed.length > 0) throw new Error(`not complete: ${JSON.stringify(failed[0])}`);
  console.log(`   ${outcome}: ${reports.reduce((sum, report) => sum + Number(report[outcome]), 0)}`);
  return reports.reduce((sum, report) => sum + Number(report['seen']) + Number(report['duplicates']), 0);
}

export function ratio(run: Harvest, floor: number | undefined): string {
  return floor === undefined ? figures(run) : `${(run.rate / floor).toFixed(2)} × (${figures(run)})`;
}

function figures(run: Harvest): string {
  const process = `${run.seconds.toFixed(1)} s with the start of the process`;
  return `${Math.round(run.rate)}/s in ${run.jobSeconds.toFixed(1)} s, ${process}, peak ${Math.round(run.peakMegabytes)} MB`;
}

/** Harvests the province from the start, into the store that later runs take as it is. */
export async function buildProvince(folder: string, size: number): Promise<Harvest> {
  const dir = provinceDir(folder, size);
  rmSync(dir, { recursive: true, force: true });
  const province = await startPortals(size, PORTAL_ARGUMENTS);
  try {
    const built = await harvest(configureProvince(dir, { portals: province.portals, size }), 'added');
    markWhole(dir);
    return built;
  } finally {
    await province.stop();
  }
}

/** The province's store is there after it, of this run or of an earlier one. */
export async function ensureProvince(folder: string, size: number): Promise<void> {
  if (isWhole(provinceDir(folder, size))) console.log(`   the store of ${size} is taken as it is`);
  else await buildProvince(folder, size);
}
