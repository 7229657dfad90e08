import type { DocumentFault } from './faults.js';

export interface WorkbookPackage {
  /** Its parts under the names that every workbook gives them, without those of the sheets. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** Name, place in the package and XML of each sheet that has cells (a chart has none). */
  readonly sheets: readonly SheetPart[];
}

export interface SheetPart {
  readonly path: string;
  readonly xml: Buffer;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Sheets of a workbook; it would take an hour to click through so many. */
const MAX_SHEETS = 500;

const SHEET = /<(?:\w+:)?sheet\s[^>]*>/g;
const RELATION = /<(?:\w+:)?Relationship\s[^>]*>/g;
const DATES_OF_1904 = /<(?:\w+:)?workbookPr\s[^>]*?date1904=["'](?:1|true)["']/;

/**
 * A package of what is read of a workbook and nothing else, under a list of sheets of our own: a sender's list can name one
 * sheet a thousand times, and much besides (links, people, properties) that the parser would go and look for.
 */
export function workbookPackage(parts: ReadonlyMap<string, Buffer>, fault: DocumentFault): WorkbookPackage {
  const path = [...parts.keys()].find((name) => name.endsWith('workbook.xml'));
  const book = path === undefined ? undefined : parts.get(path)?.toString('latin1');
  if (path === undefined || book === undefined) {
    throw fault('not-spreadsheet', 'the ZIP is no workbook of Excel 2007 or later');
  }
  const folder = path.slice(0, -'workbook.xml'.length);
  const relations = parts.get(`${folder}_rels/workbook.xml.rels`)?.toString('latin1') ?? '';
  const listed = listedSheets(book, relations, folder).flatMap(({ name, target }) => {
    const xml = parts.get(target);
    return xml === undefined ? [] : [{ name, target, xml }];
  });
  if (listed.length > MAX_SHEETS || new Set(listed.map(({ target }) => target)).size < listed.length) {
    throw fault('not-spreadsheet', 'the workbook has too many sheets, or one of them twice');
  }
  const names = listed.map(({ name }) => name);
  const files = new Map<string, Buffer>([
    ['xl/workbook.xml', Buffer.from(workbookXml(names, DATES_OF_1904.test(book)), 'latin1')],
    ['xl/_rels/workbook.xml.rels', Buffer.from(relationsXml(names.length))],
  ]);
  const styles = parts.get(`${folder}styles.xml`);
  if (styles !== undefined) files.set('xl/styles.xml', withPlainFormats(styles));
  const strings = parts.get(`${folder}sharedstrings.xml`);
  if (strings !== undefined) files.set('xl/sharedStrings.xml', withWholeStrings(strings));
  files.set('[Content_Types].xml', contentTypes(files));
  return { files, sheets: listed.map(({ xml }, index) => ({ path: sheetPath(index), xml })) };
}

function sheetPath(index: number): string {
  return `xl/worksheets/sheet${index + 1}.xml`;
}

/** The sheets that the workbook lists, each where its relation says. */
function listedSheets(
  book: string,
  relations: string,
  folder: string,
): readonly { readonly name: string; readonly target: string }[] {
  const targets = new Map<string, string>();
  for (const [tag] of relations.matchAll(RELATION)) {
    const [id, target] = [attribute(tag, 'Id'), attribute(tag, 'Target')];
    if (id !== undefined && target !== undefined) targets.set(id, target.toLowerCase());
  }
  return [...book.matchAll(SHEET)].map(([tag], index) => {
    const stated = targets.get(attribute(tag, '\\w+:id') ?? '') ?? `worksheets/sheet${index + 1}.xml`;
    const target = stated.startsWith('/') ? stated.slice(1) : folder + stated.replace(/^\.\//, '');
    return { name: attribute(tag, 'name') ?? `sheet${index + 1}`, target };
  });
}

function attribute(tag: string, name: string): string | undefined {
  const [, double, single] = new RegExp(`\\s${name}=(?:"([^"]*)"|'([^']*)')`).exec(tag) ?? [];
  return double ?? single?.replaceAll('"', '&quot;');
}

function workbookXml(names: readonly string[], is1904: boolean): string {
  const sheets = names.map(
    (name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="r${index + 1}"/>`,
  );
  const settings = is1904 ? '<workbookPr date1904="1"/>' : '';
  return `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${settings}<sheets>${sheets.join('')}</sheets></workbook>`;
}

function relationsXml(sheets: number): string {
  const relations = Array.from(
    { length: sheets },
    (_, index) =>
      `<Relationship Id="r${index + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${relations.join('')}</Relationships>`;
}

function contentTypes(files: ReadonlyMap<string, Buffer>): Buffer {
  const kinds = { workbook: 'sheet.main', sharedStrings: 'sharedStrings', styles: 'styles' };
  const overrides = Object.entries(kinds).flatMap(([name, kind]) =>
    files.has(`xl/${name}.xml`)
      ? [`<Override PartName="/xl/${name}.xml" ContentType="${TYPES}.${kind}+xml"/>`]
      : [],
  );
  return Buffer.from(`<Types xmlns="${PACKAGE}/content-types">${overrides.join('')}</Types>`);
}

/**
 * Number formats of the reader's own language have no text in the file (ECMA-376 18.8.30): here they become the plain date
 * and the plain time.
 */
const LOCAL_FORMATS: readonly (readonly [RegExp, string])[] = [
  [/(<(?:\w+:)?xf\b[^>]*?\bnumFmtId=["'])(?:2[789]|3[016]|5[0-478])(?=["'])/g, '$114'],
  [/(<(?:\w+:)?xf\b[^>]*?\bnumFmtId=["'])(?:3[2-5]|5[56])(?=["'])/g, '$121'],
];

function withPlainFormats(styles: Buffer): Buffer {
  let text = styles.toString('latin1');
  for (const [local, plain] of LOCAL_FORMATS) text = text.replace(local, plain);
  return Buffer.from(text, 'latin1');
}

/** The parser leaves out an empty string that is written as one tag, and every string behind it would be another. */
function withWholeStrings(strings: Buffer): Buffer {
  if (!/<(?:\w+:)?si\s*\/>/.test(strings.toString('latin1'))) return strings;
  return Buffer.from(strings.toString('latin1').replace(/<((?:\w+:)?si)\s*\/>/g, '<$1></$1>'), 'latin1');
}
