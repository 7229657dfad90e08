import type { ActionRequest } from '../actions.js';
import type { Catalog } from '../catalog.js';
import type { PortalState } from '../portal-state.js';
import type { Dialect } from './dialect.js';
import { BEFORE_FIELDS, BEHIND_FIELDS, FIELD_COLUMNS, rowsOf } from './guide-row.js';
import { placesOf } from './records.js';
import { writeWorkbook } from './spreadsheet.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Workbooks by the catalogue of their day: one takes a while to write. */
const written = new WeakMap<Catalog, Buffer>();

/** The guide's fill-in workbook as a county hands it in. */
export const GUIDE_WORKBOOK: Dialect = {
  actionOf: (path) => (path === '/files/zyml.xlsx' ? 'catalog' : undefined),
  reply: (state, request) => ({ status: 200, mediaType: XLSX, body: workbookOf(state, request) }),
  shown: () => undefined,
};

function workbookOf(state: PortalState, request: ActionRequest): Buffer {
  const { catalog } = state;
  if (request.view.hidden > 0 || request.view.share < 1 || request.view.twice !== undefined)
    return render(state, request);
  const workbook = written.get(catalog) ?? render(state, request);
  written.set(catalog, workbook);
  return workbook;
}

function render(state: PortalState, { view }: ActionRequest): Buffer {
  const { city, catalog } = state;
  const rows: (readonly (string | number)[])[] = [[...BEFORE_FIELDS, ...FIELD_COLUMNS, ...BEHIND_FIELDS]];
  for (const place of placesOf(state, view)) {
    if (place === 'broken') continue;
    rows.push(...rowsOf(city, state.package(place.index), { index: place.index, day: catalog.day }));
  }
  return writeWorkbook('信息资源目录', rows);
}
