import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { CliWorkspace } from '../built-cli.js';
import { askHub } from '../hub-client.js';
import { PROJECT_ROOT } from '../project-root.js';
import { readRealSources, servePortals } from '../real-sources.js';

/** Portals of every way of writing: flat Chinese records, traditional ones with many fields, CKAN, data.json, RDF. */
const SAMPLE: readonly string[] = [
  ...['anhui-hefei', 'fujian-xiamen', 'zhejiang-zhoushan', 'xinjiang-wlmq', 'tw-taitung'],
  ...['uk-birmingham', 'us-dol', 'be-antwerpen', 'de-potsdam'],
];

/** A dataset in short, for choosing by what is odd in it. */
export interface SampleDataset {
  readonly name: string;
  readonly title: string;
  readonly notes: string;
  readonly publisher: { readonly name: string; readonly title: string };
  readonly files: number;
  readonly tags: number;
  /** Length of the list of fields as it is written. */
  readonly fields: number;
}

export interface ServedSample {
  readonly url: string;
  readonly datasets: readonly SampleDataset[];
  close(): Promise<void>;
}

interface Found {
  readonly results: readonly {
    readonly name: string;
    readonly title: string;
    readonly notes: string | null;
    readonly organization: SampleDataset['publisher'];
    readonly num_resources: number;
    readonly num_tags: number;
    readonly extras: readonly { readonly key: string; readonly value: string }[];
  }[];
}

/** The built program over a sample of the real catalogues, which it has harvested. */
export async function serveRealSample(root: string): Promise<ServedSample> {
  const workspace = new CliWorkspace();
  const portals = await servePortals(root);
  try {
    const { publisher } = parse(readFileSync(join(PROJECT_ROOT, 'config/hub.yaml'), 'utf8')) as object & {
      readonly publisher: unknown;
    };
    const sources = readRealSources().filter(({ id }) => SAMPLE.includes(id));
    workspace.configure(
      sources.map((source) => portals.at(source)),
      { publisher },
    );
    const { code, err } = await workspace.run('harvest', '--json');
    // Some of their records are worth a code of their own.
    if (code !== 0 && code !== 1) throw new Error(`the harvest ended with ${code}: ${err}`);
  } finally {
    await portals.close();
  }
  const server = workspace.start('serve', '--lang', 'en');
  await server.until(({ out, err }) => /http:\/\/127\.0\.0\.1:\d+/.test(out + err));
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(server.out + server.err)?.[0] ?? '';
  return {
    url,
    datasets: await datasetsOf(url),
    async close() {
      server.child.kill('SIGTERM');
      await server.ended;
      workspace.close();
    },
  };
}

async function datasetsOf(url: string): Promise<readonly SampleDataset[]> {
  const datasets: SampleDataset[] = [];
  for (let start = 0; start === datasets.length; start += 1000) {
    const page = { rows: '1000', start: String(start) };
    const { results } = (await askHub(url, 'package_search', page)) as unknown as Found;
    for (const { name, title, notes, organization, num_resources, num_tags, extras } of results)
      datasets.push({
        ...{ name, title, notes: notes ?? '', publisher: organization, files: num_resources, tags: num_tags },
        fields: extras.find(({ key }) => key === 'cn_fields')?.value.length ?? 0,
      });
  }
  return datasets;
}
