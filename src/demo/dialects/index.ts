import { CKAN } from './ckan.js';
import { CSV_LIST } from './csv-list.js';
import { DATA_JSON } from './data-json.js';
import { DCAT } from './dcat.js';
import type { DialectName } from './dialect-name.js';
import type { Dialect } from './dialect.js';
import { FLAT_LIST } from './flat-list.js';
import { GUANGDONG } from './guangdong.js';
import { GUIDE_WORKBOOK } from './guide-workbook.js';

/** All dialects of the province's portals. */
export const DIALECTS: Readonly<Record<DialectName, Dialect>> = {
  ckan: CKAN,
  guangdong: GUANGDONG,
  'flat-list': FLAT_LIST,
  'csv-list': CSV_LIST,
  'guide-workbook': GUIDE_WORKBOOK,
  'data-json': DATA_JSON,
  dcat: DCAT,
};
