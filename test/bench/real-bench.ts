import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readRealSources, servePortals } from '../support/real-sources.js';
import { sharedData } from '../support/shared-data.js';
import { harvest, ratio } from './harvest.js';
import { configureSources } from './hub-folder.js';
import type { Bench } from './notes.js';
import { measureReader, writeList } from './readers.js';

/** Zhejiang with its ten cities, and Shanghai: real lists under each portal's own labels. */
export async function measureRealProvince({ run, note }: Bench, floor: number | undefined): Promise<void> {
  const root = sharedData('.');
  if (root === undefined) {
    console.log('   the real catalogues are not there: a province of real lists is not measured');
    return;
  }
  const portals = await servePortals(root);
  const sources = readRealSources().filter(({ id }) => /^(zhejiang|shanghai)-/.test(id));
  const hub = configureSources(
    join(run, 'real'),
    sources.map((source) => portals.at(source)),
  );
  const first = await harvest(hub, 'added');
  note(
    `first harvest of ${sources.length} real lists (${first.listed} records)`,
    '≥ 0.3 × floor, and < 30 s',
    ratio(first, floor),
    floor === undefined ? undefined : first.rate >= 0.3 * floor && first.jobSeconds < 30,
  );
  const second = await harvest(hub, 'unchanged');
  const reached = floor === undefined ? undefined : second.rate >= 0.9 * floor;
  note('the same again, nothing changed', '≥ 0.9 × floor', ratio(second, floor), reached);
  await portals.close();
}

/** What the parsers of the kinds that are not JSON cost by themselves. */
export async function measureReaders({ run, note }: Bench): Promise<void> {
  const antwerp = sharedData('dcat-antwerpen');
  const files = [
    ['workbook', writeList(run, 20_000), '20,000 rows as XLSX'],
    ...(antwerp === undefined ? [] : [['dcat', join(antwerp, rdfIn(antwerp)), 'Antwerp as RDF/XML']]),
  ] as const;
  for (const [kind, path, what] of files) {
    const { records, seconds } = await measureReader(kind, path);
    const figure = `${Math.round(records / seconds)} records/s (${records} in ${seconds.toFixed(2)} s)`;
    note(`reading alone, ${kind}: ${what}`, '–', figure);
  }
}

function rdfIn(folder: string): string {
  const file = readdirSync(folder).find((name) => name.endsWith('.rdf') || name.endsWith('.xml'));
  if (file === undefined) throw new Error(`${folder} has no RDF`);
  return file;
}
