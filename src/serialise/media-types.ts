import type { Distribution } from '../domain/dataset.js';

/** By canonical name, in IANA's words where it has any; formats that are no one media type (databases, interfaces) have none. */
const BY_FORMAT: Readonly<Record<string, string>> = {
  OFD: 'application/ofd',
  WPS: 'application/vnd.ms-works',
  XML: 'application/xml',
  TXT: 'text/plain',
  DOC: 'application/msword',
  DOCX: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  HTML: 'text/html',
  PDF: 'application/pdf',
  PPT: 'application/vnd.ms-powerpoint',
  PPTX: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  JSON: 'application/json',
  GeoJSON: 'application/geo+json',
  RDF: 'application/rdf+xml',
  TTL: 'text/turtle',
  'JSON-LD': 'application/ld+json',
  ODT: 'application/vnd.oasis.opendocument.text',
  RSS: 'application/rss+xml',
  ET: 'application/vnd.ms-excel',
  XLS: 'application/vnd.ms-excel',
  XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  CSV: 'text/csv',
  TSV: 'text/tab-separated-values',
  ODS: 'application/vnd.oasis.opendocument.spreadsheet',
  ODP: 'application/vnd.oasis.opendocument.presentation',
  RTF: 'application/rtf',
  EPUB: 'application/epub+zip',
  N3: 'text/n3',
  Atom: 'application/atom+xml',
  SQL: 'application/sql',
  Parquet: 'application/vnd.apache.parquet',
  GML: 'application/gml+xml',
  Access: 'application/vnd.ms-access',
  MDB: 'application/vnd.ms-access',
  DBF: 'application/vnd.dbf',
  SQLite: 'application/vnd.sqlite3',
  JPEG: 'image/jpeg',
  JPG: 'image/jpeg',
  GIF: 'image/gif',
  BMP: 'image/bmp',
  PNG: 'image/png',
  TIFF: 'image/tiff',
  SVG: 'image/svg+xml',
  GeoTIFF: 'image/tiff',
  SWF: 'application/vnd.adobe.flash.movie',
  RM: 'application/vnd.rn-realmedia',
  MPEG: 'video/mpeg',
  MP4: 'video/mp4',
  SHP: 'application/vnd.shp',
  KML: 'application/vnd.google-earth.kml+xml',
  KMZ: 'application/vnd.google-earth.kmz',
  GPKG: 'application/geopackage+sqlite3',
  ZIP: 'application/zip',
  RAR: 'application/vnd.rar',
  GZIP: 'application/gzip',
  GTFS: 'application/zip',
};
const KNOWN: ReadonlyMap<string, string> = new Map(
  Object.entries(BY_FORMAT).map(([format, mediaType]) => [format.toUpperCase(), mediaType]),
);

/** As DCAT-US writes it: no parameters. */
const MEDIA_TYPE = /^[-\w]+\/[-\w]+(?:\.[-\w]+)*(?:[+][-\w]+)?$/;

/** The media type that a portal states, when it is one, or the one of the format. */
export function mediaTypeOf({
  mediaType,
  format,
}: Pick<Distribution, 'mediaType' | 'format'>): string | undefined {
  const stated = mediaType?.split(';')[0]?.trim().toLowerCase();
  if (stated !== undefined && MEDIA_TYPE.test(stated)) return stated;
  return format === undefined ? undefined : KNOWN.get(format.toUpperCase());
}
