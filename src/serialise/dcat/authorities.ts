import { UPDATE_CYCLES } from '../../domain/code-lists.js';
import type { Text, Visibility } from '../../domain/dataset.js';

const EU = 'http://publications.europa.eu/resource/authority/';

/** Address of a code in one of the lists of the EU's Publications Office. */
export function euCode(
  list: 'access-right' | 'data-theme' | 'file-type' | 'frequency' | 'language',
  code: string,
): string {
  return `${EU}${list}/${code}`;
}

export const DATA_THEME_SCHEME = `${EU}data-theme`;

const ACCESS_RIGHTS: Readonly<Record<Visibility, string>> = {
  open: 'PUBLIC',
  'on-request': 'RESTRICTED',
  closed: 'NON_PUBLIC',
};

export function accessRight(visibility: Visibility): string {
  return euCode('access-right', ACCESS_RIGHTS[visibility]);
}

const FREQUENCIES: ReadonlyMap<string, string> = new Map(
  UPDATE_CYCLES.map(({ code, frequency }) => [code, euCode('frequency', frequency)]),
);

export function frequencyOf(cycle: string | undefined): string | undefined {
  return cycle === undefined ? undefined : FREQUENCIES.get(cycle);
}

/** The EU's themes by their codes; the Chinese names are the hub's translation. */
export const DATA_THEMES: ReadonlyMap<string, Text> = new Map([
  ['AGRI', { zh: '农业、渔业、林业和食品', en: 'Agriculture, fisheries, forestry and food' }],
  ['ECON', { zh: '经济和金融', en: 'Economy and finance' }],
  ['EDUC', { zh: '教育、文化和体育', en: 'Education, culture and sport' }],
  ['ENER', { zh: '能源', en: 'Energy' }],
  ['ENVI', { zh: '环境', en: 'Environment' }],
  ['GOVE', { zh: '政府和公共部门', en: 'Government and public sector' }],
  ['HEAL', { zh: '卫生', en: 'Health' }],
  ['JUST', { zh: '司法、法律制度和公共安全', en: 'Justice, legal system and public safety' }],
  ['REGI', { zh: '地区和城市', en: 'Regions and cities' }],
  ['SOCI', { zh: '人口和社会', en: 'Population and society' }],
  ['TECH', { zh: '科学和技术', en: 'Science and technology' }],
  ['TRAN', { zh: '交通', en: 'Transport' }],
]);

/** The 21 domains in the EU's themes: there is no official table, this is the hub's own. */
const THEME_CODES: Readonly<Record<string, readonly string[]>> = {
  1: ['ECON'],
  2: ['HEAL'],
  3: ['SOCI'],
  4: ['JUST'],
  5: ['REGI'],
  6: ['TRAN'],
  7: ['EDUC'],
  8: ['TECH'],
  9: ['ENER'],
  10: ['ENVI'],
  11: ['ECON', 'AGRI'],
  12: ['ECON'],
  13: ['ECON'],
  14: ['JUST'],
  15: ['ECON'],
  16: ['SOCI'],
  17: ['JUST'],
  18: ['SOCI'],
  19: ['ENVI'],
  20: ['REGI'],
  21: ['GOVE'],
};

export function euThemesOf(domain: string): readonly string[] {
  return THEME_CODES[domain] ?? [];
}

/** Formats whose upper-case name is also their code in the EU's list. */
const SAME_NAMES = [
  'CSV',
  'TSV',
  'XLS',
  'XLSX',
  'ODS',
  'DOC',
  'DOCX',
  'ODT',
  'RTF',
  'PPT',
  'PPTX',
  'ODP',
  'PDF',
  'EPUB',
  'TXT',
  'HTML',
  'XML',
  'JSON',
  'RDF',
  'N3',
  'RSS',
  'ATOM',
  'ZIP',
  'RAR',
  'GZIP',
  'TAR',
  'JPEG',
  'PNG',
  'GIF',
  'BMP',
  'TIFF',
  'SVG',
  'GEOJSON',
  'KML',
  'KMZ',
  'GML',
  'SHP',
  'DBF',
  'MDB',
  'SQL',
  'PARQUET',
];

/** Codes by the names that the hub's crosswalk gives formats, in upper case. */
const FILE_TYPES: ReadonlyMap<string, string> = new Map([
  ...SAME_NAMES.map((name) => [name, name] as const),
  ['JSON-LD', 'JSON_LD'],
  ['TTL', 'RDF_TURTLE'],
  ['JPG', 'JPEG'],
  ['WMS', 'WMS_SRVC'],
  ['WFS', 'WFS_SRVC'],
]);

/** The format's code in the EU's list of file types. */
export function fileTypeOf(format: string): string | undefined {
  return FILE_TYPES.get(format.toUpperCase());
}

const MEDIA_TYPE = /^[a-z0-9][\w.+-]*\/[a-z0-9][\w.+-]*$/i;

/** A media type, without its parameters, in IANA's register; undefined for what is none. */
export function mediaTypeIri(mediaType: string | undefined): string | undefined {
  const name = mediaType?.split(';')[0]?.trim().toLowerCase() ?? '';
  return MEDIA_TYPE.test(name) ? `https://www.iana.org/assignments/media-types/${name}` : undefined;
}
