import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { demoSources } from '../../../src/demo/demo-sources.js';
import { startProvince } from '../../../src/demo/province-server.js';
import { CliWorkspace } from '../built-cli.js';
import { askHub } from '../hub-client.js';
import { PROJECT_ROOT } from '../project-root.js';

/** What the pages of one catalogue are about. */
export interface PageSubjects {
  readonly dataset: string;
  readonly removedDataset: string;
  readonly publisher: string;
  readonly domain: string;
  readonly city: string;
  readonly source: string;
  /** A moment between the two harvests. */
  readonly earlier: string;
}

export interface ServedProvince {
  readonly url: string;
  readonly subjects: PageSubjects;
  close(): Promise<void>;
}

/** A seed with classified records and with datasets that come back. */
const SEED = 109;
const DAYS = [0, 30] as const;

/**
 * The built program over a simulated province that it has harvested on two days, so that datasets were changed and removed,
 * with the shipped configuration. The portals are closed by then.
 */
export async function serveProvince(size = 300): Promise<ServedProvince> {
  const workspace = new CliWorkspace();
  const config = join(PROJECT_ROOT, 'config');
  cpSync(config, workspace.dir, { recursive: true });
  const province = await startProvince({ seed: SEED, size, mixed: true });
  const city = province.portals[0]?.city.place.name ?? '';
  try {
    const sources = demoSources(province.portals).map((source, place) => {
      const region = province.portals[place]?.city.place.name;
      return { ...source, ...(region !== province.province.name && { region }) };
    });
    const { title, description, publisher } = parse(
      readFileSync(join(config, 'hub.yaml'), 'utf8'),
    ) as Readonly<Record<string, unknown>>;
    workspace.configure(sources, { title, description, publisher, validator: { fetch: true } });
    for (const day of DAYS) {
      await province.setDay(day);
      const { code, err } = await workspace.run('harvest', '--json');
      if (code !== 0 && code !== 1) throw new Error(`the harvest ended with ${code}: ${err}`);
    }
  } finally {
    await province.close();
  }
  const server = workspace.start('serve', '--lang', 'en');
  await server.until(({ out, err }) => /http:\/\/127\.0\.0\.1:\d+/.test(out + err));
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(server.out + server.err)?.[0] ?? '';
  return {
    url,
    subjects: { ...(await subjectsOf(url)), city },
    async close() {
      server.child.kill('SIGTERM');
      await server.ended;
      workspace.close();
    },
  };
}

interface SearchResult {
  readonly results: readonly {
    readonly name: string;
    readonly organization: { readonly name: string };
    readonly groups: readonly { readonly name: string }[];
    readonly extras: readonly { readonly key: string; readonly value: string }[];
  }[];
}

/** The dataset with the most files, what it belongs to, and one that its portal has removed. */
async function subjectsOf(url: string): Promise<Omit<PageSubjects, 'city'>> {
  const { results } = (await askHub(url, 'package_search', {
    fq: 'num_resources:[2 TO *] groups:*',
    sort: 'name asc',
    rows: '1',
  })) as unknown as SearchResult;
  const [found] = results;
  const extra = (key: string): string => found?.extras.find((each) => each.key === key)?.value ?? '';
  const feed = await fetch(`${url}/changes?since=0&limit=10000&format=jsonl`);
  const changes = (await feed.text())
    .split('\n')
    .filter((line) => line !== '')
    .map(
      (line) => JSON.parse(line) as { readonly kind: string; readonly name: string; readonly time: string },
    );
  const removed = changes.filter(({ kind }) => kind === 'delete');
  return {
    dataset: found?.name ?? '',
    removedDataset: removed.at(-1)?.name ?? '',
    publisher: found?.organization.name ?? '',
    domain: found?.groups[0]?.name ?? '',
    source: extra('harvest_source_id'),
    earlier: `${removed[0]?.time.slice(0, 'CCYY-MM-DDTHH:MM:SS.sss'.length) ?? ''}Z`,
  };
}
