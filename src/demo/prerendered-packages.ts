import { mkdtemp, open, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Between two packages of a list, as the portal writes it. */
export const PACKAGE_SEPARATOR = ', ';

/** Bytes gathered before they are written. */
const CHUNK = 4 * 1024 * 1024;

/** The packages of a list as JSON text in a temporary file: a portal that serves any page of them costs next to nothing. */
export class PrerenderedPackages {
  readonly #folder: string;
  readonly #file: FileHandle;
  /** Where each package begins, and where one after the last would. */
  readonly #begins: readonly number[];

  private constructor(folder: string, file: FileHandle, begins: readonly number[]) {
    this.#folder = folder;
    this.#file = file;
    this.#begins = begins;
  }

  /** Writes the packages as they come. */
  static async write(packages: Iterable<string>): Promise<PrerenderedPackages> {
    const folder = await mkdtemp(join(tmpdir(), 'lianmu-portal-'));
    const file = await open(join(folder, 'packages'), 'w+');
    const begins: number[] = [0];
    let end = 0;
    let waiting: Buffer[] = [];
    let size = 0;
    for (const text of packages) {
      const bytes = Buffer.from(text + PACKAGE_SEPARATOR);
      waiting.push(bytes);
      size += bytes.length;
      end += bytes.length;
      begins.push(end);
      if (size < CHUNK) continue;
      await file.write(Buffer.concat(waiting));
      waiting = [];
      size = 0;
    }
    await file.write(Buffer.concat(waiting));
    return new PrerenderedPackages(folder, file, begins);
  }

  /** `rows` packages from `start` on, or as many as there are, as the elements of a JSON list. */
  async page(start: number, rows: number): Promise<Buffer> {
    const count = this.#begins.length - 1;
    const begin = this.#begins[Math.min(start, count)] ?? 0;
    const end = this.#begins[Math.min(start + rows, count)] ?? 0;
    const bytes = Buffer.allocUnsafe(Math.max(0, end - begin - PACKAGE_SEPARATOR.length));
    await this.#file.read(bytes, 0, bytes.length, begin);
    return bytes;
  }

  async close(): Promise<void> {
    await this.#file.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
