import { cpus, totalmem } from 'node:os';

/** One measure: what was asked of it, what it came to; undefined where nothing is asked of it. */
export type Note = (measure: string, bound: string, figure: string, reached?: boolean) => void;

/** What every part of the bench is given. */
export interface Bench {
  readonly size: number;
  /** Keeps the stores from one run to the next. */
  readonly folder: string;
  /** Of this run alone. */
  readonly run: string;
  readonly port: number;
  readonly note: Note;
}

export interface Notes {
  readonly note: Note;
  /** The table of all measures. */
  print(): void;
}

export function createNotes(): Notes {
  const rows: string[][] = [];
  return {
    note(measure, bound, figure, reached) {
      rows.push([measure, bound, figure, mark(reached)]);
      const sign = reached === undefined ? '-- ' : reached ? 'ok ' : 'NO ';
      console.log(`${sign} ${measure}: ${figure} (bound: ${bound})`);
    },
    print() {
      console.log(`\n${machine()}`);
      console.log(table(['measure', 'bound', 'measured', 'reached'], rows));
    },
  };
}

export function mark(reached: boolean | undefined): string {
  return reached === undefined ? '' : reached ? 'yes' : '**no**';
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function machine(): string {
  const memory = Math.round(totalmem() / 2 ** 30);
  return `machine: ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${memory} GiB, Node ${process.version}`;
}
