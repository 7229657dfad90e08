import { isJsonObject } from '../../src/domain/json-values.js';
import { pointerTo, type ReportFault } from './faults.js';
import type { HtmlPlace } from './html.js';
import { compileSelector } from './value.js';

/** What a page says beside one of its labels. */
export interface Cell {
  readonly label: string;
  readonly text: string;
}

export type Cells = (page: HtmlPlace) => readonly Cell[];

/** A longer text is no label. */
const MAX_LABEL_LENGTH = 40;
const MAX_CELLS = 1000;

/**
 * `specs`: groups of label cells. `{ label }` – the value is the next element; `{ each, label, value }` – both within one;
 * `{ lines }` – an element reads "label：value".
 */
export function compileCells(specs: unknown, pointer: string, report: ReportFault): Cells {
  const groups = (Array.isArray(specs) ? (specs as readonly unknown[]) : []).map((spec, index) =>
    compileGroup(spec, pointerTo(pointer, index), report),
  );
  return (page) => groups.flatMap((group) => group(page)).filter(({ label }) => isLabel(label));
}

function compileGroup(spec: unknown, pointer: string, report: ReportFault): Cells {
  const given = isJsonObject(spec) ? spec : {};
  const selector = (key: string): string | undefined =>
    compileSelector(given[key], pointerTo(pointer, key), report);
  const [each, label, value, lines] = [
    selector('each'),
    selector('label'),
    selector('value'),
    selector('lines'),
  ];
  if (lines !== undefined) return (page) => first(page.find(lines)).flatMap(splitLine);
  if (label === undefined) return () => [];
  if (each === undefined || value === undefined) {
    return (page) => first(page.find(label)).map((cell) => cellOf(cell.text, cell.next()?.text));
  }
  return (page) =>
    first(page.find(each)).map((row) => cellOf(row.find(label)[0]?.text, row.find(value)[0]?.text));
}

function first(places: readonly HtmlPlace[]): readonly HtmlPlace[] {
  return places.slice(0, MAX_CELLS);
}

function splitLine({ text }: HtmlPlace): readonly Cell[] {
  const end = text.search(/[:：]/u);
  return end === -1 ? [] : [cellOf(text.slice(0, end), text.slice(end + 1))];
}

function cellOf(label = '', text = ''): Cell {
  return { label: label.replace(/[\s:：]+$/u, '').trim(), text: text.trim() };
}

function isLabel(label: string): boolean {
  return label !== '' && label.length <= MAX_LABEL_LENGTH;
}
