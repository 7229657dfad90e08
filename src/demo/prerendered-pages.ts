import { mkdtemp, open, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whole answers, one a page, in a temporary file: a portal that serves them costs next to nothing. */
export class PrerenderedPages {
  readonly #folder: string;
  readonly #file: FileHandle;
  readonly #ends: readonly number[];
  readonly rows: number;

  private constructor(folder: string, file: FileHandle, rows: number, ends: readonly number[]) {
    this.#folder = folder;
    this.#file = file;
    this.rows = rows;
    this.#ends = ends;
  }

  /** Writes the pages as they come; one page at a time is in memory. */
  static async write(rows: number, pages: Iterable<string>): Promise<PrerenderedPages> {
    const folder = await mkdtemp(join(tmpdir(), 'lianmu-portal-'));
    const file = await open(join(folder, 'pages'), 'w+');
    const ends: number[] = [];
    let end = 0;
    for (const page of pages) {
      const bytes = Buffer.from(page);
      await file.write(bytes, 0, bytes.length, end);
      end += bytes.length;
      ends.push(end);
    }
    return new PrerenderedPages(folder, file, rows, ends);
  }

  /** The answer with the page that begins at `start`; undefined when no page begins there. */
  async read(start: number): Promise<Buffer | undefined> {
    const page = start / this.rows;
    const end = this.#ends[page];
    if (end === undefined) return undefined;
    const begin = page === 0 ? 0 : (this.#ends[page - 1] ?? 0);
    const bytes = Buffer.allocUnsafe(end - begin);
    await this.#file.read(bytes, 0, bytes.length, begin);
    return bytes;
  }

  async close(): Promise<void> {
    await this.#file.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
