import type { Output } from './output.js';
import { printable } from './width.js';

export interface Column {
  readonly head: string;
  readonly align?: 'left' | 'right';
}

/** Text as a portal may have written it, or text of our own that carries colours. */
export type Cell = string | { readonly styled: string };

/** No rules: what is copied from the terminal stays readable. */
const CHARACTERS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

/** Prints a table whose columns hold also where Chinese characters take two places. */
export async function printTable(
  output: Output,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  const { default: Table } = await import('cli-table3');
  const table = new Table({
    head: columns.map(({ head }) => output.colors.bold(head)),
    colAligns: columns.map(({ align }) => align ?? 'left'),
    chars: CHARACTERS,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(
    ...rows.map((row) => row.map((cell) => (typeof cell === 'string' ? printable(cell) : cell.styled))),
  );
  for (const line of table.toString().split('\n')) await output.line(line.trimEnd());
}

export function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** `2026-11-21 03:10Z`; times of the hub are UTC. */
export function minute(iso: string | undefined): string {
  return iso === undefined ? '' : `${iso.slice(0, 10)} ${iso.slice(11, 16)}Z`;
}
