import { isJsonObject, parseJson } from '../../domain/json-values.js';

/** What a document is, by its content. `ending`: of a file's name that says so to whoever reads it. */
export interface ContentGuess {
  readonly kind: string;
  readonly ending: string;
}

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];
const HEAD = 4096;
const TURTLE = /^(?:\s*#[^\n]*\n)*\s*(?:@prefix|@base|prefix\s|base\s|<[^>\s]+>\s+<[^>\s]+>|_:\S+\s+<)/i;

/** A workbook, a list in CSV, RDF in some syntax, or JSON of some make; what is none of them is taken for CSV. */
export function guessContent(bytes: Uint8Array): ContentGuess {
  if (startsWith(bytes, ZIP)) return { kind: 'workbook', ending: '.xlsx' };
  if (startsWith(bytes, OLE)) return { kind: 'workbook', ending: '.xls' };
  const head = new TextDecoder()
    .decode(bytes.subarray(0, HEAD))
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (TURTLE.test(head)) return { kind: 'dcat', ending: '.ttl' };
  if (head.startsWith('<')) {
    return /<(?:!doctype\s+)?html|<table/i.test(head)
      ? { kind: 'workbook', ending: '.html' }
      : { kind: 'dcat', ending: '.rdf' };
  }
  if (/^(?:\{|\[|\/\/)/.test(head)) return guessJson(new TextDecoder().decode(bytes));
  return { kind: 'workbook', ending: '.csv' };
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, place) => bytes[place] === byte);
}

function guessJson(text: string): ContentGuess {
  const body = text.replace(/^\uFEFF?(?:\s*\/\/[^\n]*\n)*/, '');
  const value = parseJson(body) ?? parseJson(body.split('\n').find((line) => line.trim() !== '') ?? '');
  const ending = '.json';
  if (isJsonObject(value)) {
    const { dataset, conformsTo } = value;
    const isCatalogue = Array.isArray(dataset);
    if (isCatalogue && (!('@graph' in value) || String(conformsTo).includes('project-open-data')))
      return { kind: 'data-json', ending };
    if ('@context' in value || '@graph' in value) return { kind: 'dcat', ending: '.jsonld' };
    if ('success' in value || 'result' in value || 'results' in value) return { kind: 'ckan', ending };
    return { kind: looksLikePackage(value) ? 'ckan' : 'json-list', ending };
  }
  const first: unknown = Array.isArray(value) ? value[0] : undefined;
  if (isJsonObject(first) && ('@id' in first || '@type' in first || '@graph' in first))
    return { kind: 'dcat', ending: '.jsonld' };
  return { kind: isJsonObject(first) && !looksLikePackage(first) ? 'json-list' : 'ckan', ending };
}

function looksLikePackage(value: object): boolean {
  return 'resources' in value || ('name' in value && 'title' in value) || 'metadata_modified' in value;
}
