import { CFB, utils, type WorkSheet, write } from '@e965/xlsx';
import { WORKBOOK } from '../../../../harvesters/workbook/index.js';
import type { DatasetDraft } from '../../../../src/domain/dataset.js';
import type { Source } from '../../../../src/domain/source.js';
import type {
  Gathered,
  Harvester,
  LabelReader,
  PortalClient,
  RecordRef,
} from '../../../../src/pipeline/ports.js';
import { testSource } from '../../../support/source.js';
import { readAll } from '../../../support/text-document.js';

type Cell = string | number | boolean | Date | null;
export type Rows = readonly (readonly Cell[])[];

/** A sheet of these rows. Dates are days in UTC. */
export function sheetOf(rows: Rows): WorkSheet {
  return utils.aoa_to_sheet(
    rows.map((row) => [...row]),
    { cellDates: true, UTC: true },
  );
}

export function workbookOf(
  sheets: Readonly<Record<string, WorkSheet>>,
  bookType: 'xlsx' | 'xlsm' | 'biff8' | 'html' = 'xlsx',
): Buffer {
  const book = utils.book_new();
  for (const [name, sheet] of Object.entries(sheets)) utils.book_append_sheet(book, sheet, name);
  return write(book, { type: 'buffer', bookType, bookSST: true, compression: true }) as Buffer;
}

const zip = CFB as {
  readonly utils: {
    readonly cfb_new: (options: { root: string }) => unknown;
    readonly cfb_add: (container: unknown, path: string, content: Buffer) => void;
  };
  readonly write: (
    container: unknown,
    options: { type: 'buffer'; fileType: 'zip'; compression: true },
  ) => Buffer;
};

/** A ZIP of these parts. */
export function zipOf(parts: Readonly<Record<string, string | Buffer>>): Buffer {
  const container = zip.utils.cfb_new({ root: 'R' });
  for (const [path, content] of Object.entries(parts)) {
    zip.utils.cfb_add(container, `/${path}`, Buffer.from(content as string));
  }
  return zip.write(container, { type: 'buffer', fileType: 'zip', compression: true });
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of a workbook of one sheet, of which the test states the XML between its rows. */
export function packageOf(
  rows: string,
  more: Readonly<Record<string, string>> = {},
  tail = '',
): Readonly<Record<string, string>> {
  return {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'xl/workbook.xml': `<workbook xmlns:r="${OFFICE}"><sheets><sheet name="目录" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData>${tail}</worksheet>`,
    ...more,
  };
}

/** A row of texts as XML. */
export function xmlRow(number: number, texts: readonly string[]): string {
  const cells = texts.map(
    (text, index) =>
      `<c r="${String.fromCharCode(65 + index)}${number}" t="inlineStr"><is><t>${text}</t></is></c>`,
  );
  return `<row r="${number}">${cells.join('')}</row>`;
}

export interface Reading {
  readonly options?: Readonly<Record<string, unknown>>;
  readonly source?: Partial<Source>;
  readonly labels?: LabelReader;
}

/** A harvester that reads files only. */
export function workbookHarvester({
  options = {},
  source = {},
  labels = () => undefined,
}: Reading = {}): Harvester {
  const portal = {} as PortalClient;
  return WORKBOOK.create(testSource({ kind: 'workbook', ...source, options }), { portal, labels });
}

/** What a file comes to. */
export interface FileReading {
  readonly gathered: readonly Gathered[];
  readonly records: readonly RecordRef[];
  readonly raws: readonly Readonly<Record<string, unknown>>[];
  readonly drafts: readonly DatasetDraft[];
  /** Codes and pointers of gaps and notices. */
  readonly problems: readonly string[];
}

export async function readFile(content: string | Uint8Array, reading: Reading = {}): Promise<FileReading> {
  const harvester = workbookHarvester(reading);
  const gathered = await readAll(harvester, content, 'catalogue');
  const records = gathered.filter((item) => item.type === 'record');
  const raws = records.map(({ sent }) => sent?.read() as Readonly<Record<string, unknown>>);
  return {
    gathered,
    records,
    raws,
    drafts: records.map(({ remoteId }, index) => harvester.map(raws[index], remoteId)),
    problems: gathered.flatMap((item) =>
      item.type === 'gap' || item.type === 'notice'
        ? [`${item.type} ${item.problem.code} ${item.problem.pointer}`]
        : [],
    ),
  };
}
