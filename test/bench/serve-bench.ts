import { join } from 'node:path';
import { ensureProvince } from './harvest.js';
import { configureProvince, configureSources, PORTAL_ARGUMENTS, provinceDir } from './hub-folder.js';
import { latencies, quantile } from './latency.js';
import type { Bench } from './notes.js';
import { startPortals, startServer } from './processes.js';

const SEARCH = `/api/3/action/package_search?rows=10&facet.field=${encodeURIComponent('["organization","groups","tags","res_format","license_id"]')}&q=`;
/** Two-character words that are common in the simulated catalogue. */
const WORDS = ['教育', '交通', '医疗', '信息', '企业', '统计', '环境', '服务'].map(encodeURIComponent);

export async function measureReading(bench: Bench): Promise<void> {
  const { size, folder, run, port, note } = bench;
  const base = `http://127.0.0.1:${port}`;
  await ensureProvince(folder, size);
  const dir = provinceDir(folder, size);
  const portals = await startPortals(size, PORTAL_ARGUMENTS);
  const path = `${SEARCH}${WORDS[0] ?? ''}`;
  const empty = configureSources(join(run, 'empty'), []);
  const startEmpty = await startServer(empty.args, empty.env, port, path);
  await startEmpty.stop();
  const full = configureProvince(dir, { portals: portals.portals, size });
  const server = await startServer(full.args, full.env, port, path);
  note(
    `start of serve to first answer at ${size}`,
    '≤ 3 × with an empty store',
    `${(server.seconds / startEmpty.seconds).toFixed(2)} × (${server.seconds.toFixed(2)} s / ${startEmpty.seconds.toFixed(2)} s)`,
    server.seconds <= 3 * startEmpty.seconds,
  );
  await measureShow(bench, base);
  const searches = WORDS.map((word) => `${base}${SEARCH}${word}`);
  const rest = await latencies(searches, { warmUp: 100, requests: 1000 });
  await server.stop();

  // The same server with its schedule: every portal moves a day and is harvested again and again while the client searches.
  const busy = configureProvince(dir, { portals: portals.portals, size, schedule: '*/2 * * * * *' });
  const busyServer = await startServer(busy.args, busy.env, port, path);
  await latencies(searches, { warmUp: 0, requests: 100 });
  const seqBefore = await seqOf(base);
  for (const portal of portals.portals)
    await fetch(`${portal.url}/__demo/day`, { method: 'POST', body: '{"day":3}' });
  const during = await latencies(searches, { warmUp: 0, requests: 2000 });
  const published = (await seqOf(base)) - seqBefore;
  await busyServer.stop();
  await portals.stop();
  if (published === 0) throw new Error('nothing was published while the client searched');
  const [restP95, busyP95] = [quantile(rest, 0.95), quantile(during, 0.95)];
  note(
    `package_search, five facets, at ${size}, p95 while a harvest publishes (${published} changes)`,
    '≤ 1.5 × at rest',
    `${(busyP95 / restP95).toFixed(2)} × (${busyP95.toFixed(1)} ms / ${restP95.toFixed(1)} ms; max ${Math.max(...during).toFixed(0)} ms)`,
    busyP95 <= 1.5 * restP95,
  );
}

/** Each dataset is asked for once, then a few of them again and again; the empty route is measured before and after. */
async function measureShow({ note }: Bench, base: string): Promise<void> {
  const shows: string[] = [];
  for (const start of [0, 1000, 2000, 3000]) {
    const page = await fetch(`${base}/api/3/action/package_search?rows=1000&start=${start}&sort=id+asc`);
    const { result } = (await page.json()) as { result: { results: { name: string }[] } };
    shows.push(...result.results.map(({ name }) => `${base}/api/3/action/package_show?id=${name}`));
  }
  const counts = { warmUp: 1000, requests: 3000 };
  const p95 = async (urls: readonly string[]): Promise<number> =>
    quantile(await latencies(urls, counts), 0.95);
  const before = await p95([`${base}/api/3`]);
  const first = await p95(shows);
  const again = await p95(shows.slice(-500));
  const nothing = (before + (await p95([`${base}/api/3`]))) / 2;
  for (const [which, time] of [
    ['asked for again', again],
    ['asked for the first time', first],
  ] as const) {
    note(
      `package_show, 1 client, p95, ${which}`,
      '≤ 3 × an empty route',
      `${(time / nothing).toFixed(2)} × (${time.toFixed(2)} ms / ${nothing.toFixed(2)} ms)`,
      time <= 3 * nothing,
    );
  }
}

async function seqOf(base: string): Promise<number> {
  const answer = await fetch(`${base}/health`);
  return ((await answer.json()) as { seq: number }).seq;
}
