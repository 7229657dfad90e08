import type { Dataset } from '../dataset.js';
import { visibleDistributions } from '../visibility.js';

/** How data is had: as a file, or through an interface. */
export type Way = 'file' | 'api';

/** The formats that the pilot plan names, with the later forms of the same ones. */
const NAMED: ReadonlySet<string> = new Set(['CSV', 'JSON', 'XML', 'XLS', 'XLSX']);
/** What a program reads as well: the plan says “and so on”. */
const ALIKE: ReadonlySet<string> = new Set([
  ...[
    'TSV',
    'ODS',
    'ET',
    'GeoJSON',
    'JSON-LD',
    'RDF',
    'TTL',
    'KML',
    'GPKG',
    'SHP',
    'DBF',
    'RSS',
    'GTFS',
    'SQLite',
  ],
]);

/** By what an entry offers, in words of the index: `cn_way` and `cn_machine_readable`. */
export interface Ways {
  readonly ways: readonly Way[];
  /** `plan`: a file in a format that the plan names; `any`: in a format that programs read. */
  readonly machineReadable: readonly ('plan' | 'any')[];
}

/** Of an entry whose files are not shown the stated formats speak, as far as they are stated. */
export function waysOf(dataset: Pick<Dataset, 'visibility' | 'distributions' | 'formats'>): Ways {
  const offered =
    dataset.visibility === 'open'
      ? visibleDistributions(dataset).map(({ kind, format }) => ({ isApi: kind === 'api', format }))
      : (dataset.formats ?? []).map((format) => ({ isApi: format.class === 'service', format: format.type }));
  const files = offered.filter(({ isApi }) => !isApi);
  const ways: Way[] = [];
  if (files.length > 0) ways.push('file');
  if (files.length < offered.length) ways.push('api');
  const isIn = (formats: ReadonlySet<string>): boolean =>
    files.some(({ format }) => format !== undefined && formats.has(format));
  const isNamed = isIn(NAMED);
  return { ways, machineReadable: isNamed ? ['plan', 'any'] : isIn(ALIKE) ? ['any'] : [] };
}
