import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSearch } from '../../src/app/open-search.js';
import type { OpenSearch } from '../../src/app/open-search.js';
import { openReadingSide } from '../../src/app/reading-side.js';
import type { ReadingSide } from '../../src/app/reading-side.js';
import type { Change } from '../../src/domain/change.js';
import { NO_COUNTS } from '../../src/domain/job.js';
import { NO_SEARCH_WORDS } from '../../src/domain/search-words.js';
import type { SearchWords } from '../../src/domain/search-words.js';
import type { Source } from '../../src/domain/source.js';
import type { RunWriter } from '../../src/pipeline/store-ports.js';
import { searchRoom } from '../../src/search/search-room.js';
import { PreparingCatalogWriter } from '../../src/storage/writer/preparing-catalog-writer.js';
import { SqliteCatalogWriter } from '../../src/storage/writer/sqlite-catalog-writer.js';

/** A store in a temporary folder, with its writer and readers, and a clock that moves a minute a reading. */
export class TempHub {
  #time = Date.UTC(2026, 10, 21);
  readonly dataDir = mkdtempSync(join(tmpdir(), 'lianmu-test-'));
  readonly store = new SqliteCatalogWriter(this.dataDir, searchRoom);
  readonly writer = new PreparingCatalogWriter(this.store);
  readonly reading: ReadingSide = openReadingSide(this.dataDir);
  readonly #searches: OpenSearch[] = [];
  #jobs = 0;

  get time(): number {
    return this.#time;
  }

  /** Over what is published now; it goes with the hub. */
  openSearch(words: SearchWords = NO_SEARCH_WORDS): OpenSearch {
    const search = openSearch(this.dataDir, { words, now: () => this.#time });
    this.#searches.push(search);
    return search;
  }

  now = (): Date => new Date((this.#time += 60_000));

  advanceHours(hours: number): void {
    this.#time += hours * 3_600_000;
  }

  open(source: Source): Promise<RunWriter> {
    this.#jobs += 1;
    return this.writer.openRun({
      jobId: `job-${this.#jobs}`,
      source,
      origin: 'portal',
      mode: 'full',
      startedAt: this.now().toISOString(),
      now: this.now,
    });
  }

  /** One run that stages these changes and publishes. */
  async publish(source: Source, changes: readonly Change[], removeUnseen = false): Promise<void> {
    const run = await this.open(source);
    await run.stage(changes.map((change) => run.prepare(change)));
    const absent = { runs: 1, days: 0 };
    await run.commit({ outcome: 'complete', ...(removeUnseen && { absent }), counts: NO_COUNTS });
  }

  async close(): Promise<void> {
    for (const search of this.#searches) search.close();
    this.reading.close();
    await this.writer.close();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
