import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { exportCatalog } from '../../../src/app/export-catalog.js';
import type { ExportFormat } from '../../../src/cli/requests.js';
import type { Dataset } from '../../../src/domain/dataset.js';
import type { DatasetReader } from '../../../src/pipeline/read-ports.js';
import { SITE } from '../api-client.js';
import { ProvinceHub, type StatedSource } from '../province-hub.js';

/** The hub whose catalogue goes out. */
export interface SendingHub {
  readonly url: string;
  readonly datasets: Pick<DatasetReader, 'all' | 'publishers'>;
}

export type FormatName = 'lianmu' | 'ckan' | 'dcat' | 'data-json' | 'guide-xlsx';

/** One way from hub to hub. */
export interface Way {
  readonly format: FormatName;
  /** How the second hub gets it; ways of one format bring the same. */
  readonly by: string;
  /** Kind and address of the source of the second hub, below the first one's address. */
  readonly kind: string;
  readonly path: string;
  readonly options?: Readonly<Record<string, unknown>>;
  /** What is handed in, where nothing is asked over HTTP. */
  readonly file?: { readonly format: ExportFormat; readonly name: string };
}

/** To compare another format: a row here, a title in `page.ts`, and reasons for what it cannot carry in `reasons.ts`. */
export const WAYS: readonly Way[] = [
  { format: 'lianmu', by: '/changes', kind: 'lianmu', path: '' },
  { format: 'ckan', by: 'Action API', kind: 'ckan', path: '' },
  {
    format: 'ckan',
    by: 'export --format jsonl',
    kind: 'ckan',
    path: '',
    file: { format: 'jsonl', name: 'catalog.jsonl' },
  },
  ...['ttl', 'rdf', 'xml', 'n3', 'jsonld', 'nt'].map((syntax): Way => ({
    format: 'dcat',
    by: `/catalog.${syntax}`,
    kind: 'dcat',
    path: `/catalog.${syntax}`,
  })),
  { format: 'data-json', by: '/data.json', kind: 'data-json', path: '/data.json' },
  {
    format: 'guide-xlsx',
    by: 'export --format guide-xlsx',
    kind: 'workbook',
    path: '/catalog.xlsx',
    file: { format: 'guide-xlsx', name: 'catalog.xlsx' },
  },
];

/** The whitelist lets everything through: what a format loses is not to be hidden by what a hub takes out. */
const KEEP = ['name', 'email', 'mobile', 'maintainer', 'maintainer_email'];

/** What a second hub has after one run, and the problem of each record that it did not take. */
export interface Received {
  readonly datasets: readonly Dataset[];
  readonly setAside: readonly string[];
  readonly outcome: string;
}

export async function harvestAgain(way: Way, from: SendingHub): Promise<Received> {
  const source: StatedSource = {
    id: 'second',
    kind: way.kind,
    url: from.url + way.path,
    personalData: { keep: KEEP },
    ...(way.options !== undefined && { options: way.options }),
  };
  const hub = await ProvinceHub.open([source]);
  const folder = mkdtempSync(join(tmpdir(), 'lianmu-round-trip-'));
  const setAside: string[] = [];
  try {
    const files = way.file === undefined ? undefined : await written(way.file, folder, from);
    const report = await hub.harvest('second', {
      ...(files !== undefined && { options: { files } }),
      reporter: {
        recordSetAside: ({ remoteId, problems }) => {
          setAside.push(
            `${remoteId}: ${problems.map(({ code, pointer }) => `${code} ${pointer}`).join(', ')}`,
          );
        },
      },
    });
    const datasets = [...hub.reading.datasets.all()].map(({ dataset }) => dataset);
    return { datasets, setAside, outcome: `${report.outcome} ${report.error?.message ?? ''}`.trim() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await hub.close();
  }
}

async function written(
  { format, name }: NonNullable<Way['file']>,
  folder: string,
  { datasets, url }: SendingHub,
): Promise<{ readonly paths: readonly string[]; readonly add: boolean }> {
  const path = join(folder, name);
  const { signal } = new AbortController();
  const pieces = exportCatalog({ format, signal }, { datasets, sources: [] }, { ...SITE, url });
  await pipeline(Readable.from(pieces), createWriteStream(path));
  return { paths: [path], add: false };
}
