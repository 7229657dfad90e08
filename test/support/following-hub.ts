import { PublicationWatch } from '../../src/app/publication-watch.js';
import type { Change } from '../../src/domain/change.js';
import { NO_COUNTS } from '../../src/domain/job.js';
import type { Source } from '../../src/domain/source.js';
import { createServer, type HttpServer } from '../../src/http/server.js';
import { toNationalRecordJson } from '../../src/serialise/national-record.js';
import { PROFILE, SITE } from './api-client.js';
import { makeDataset, makeSource, makeUpsert } from './make-dataset.js';
import type { SeededRandom } from './seeded-random.js';
import { TempHub } from './temp-hub.js';

/** A store and the server over it; what is published is told at once. */
export class FollowingHub {
  readonly store = new TempHub();
  readonly #watch = new PublicationWatch(() => this.store.reading.datasets.version());
  #server: HttpServer | undefined;

  get url(): string {
    return this.#server?.url ?? '';
  }

  /** `siteUrl`: the address that links have, as behind a proxy. */
  async start(siteUrl = SITE.url): Promise<void> {
    const { datasets, history, catalog, changes: feed } = this.store.reading;
    this.#server = await createServer({
      ...{ datasets, history, catalog, search: this.store.openSearch().search },
      ...{ profile: PROFILE, site: { ...SITE, url: siteUrl } },
      following: { feed, publications: this.#watch },
    });
    await this.#server.listen(0, '127.0.0.1');
  }

  async stop(): Promise<void> {
    await this.#server?.close();
  }

  async close(): Promise<void> {
    await this.stop();
    await this.store.close();
  }

  async publish(source: Source, changes: readonly Change[], removeUnseen = false): Promise<void> {
    await this.store.publish(source, changes, removeUnseen);
    this.#watch.look();
  }

  /** A full run of which each record is, by chance, new, changed, gone, back or refused. */
  async publishAnything(random: SeededRandom, ids: readonly string[], source = makeSource()): Promise<void> {
    const run = await this.store.open(source);
    const known = await run.findLive(ids);
    const changes: Change[] = [];
    const seen: NonNullable<(typeof known)[number]>[] = [];
    for (const [index, remoteId] of ids.entries()) {
      const record = known[index];
      const turn = random.below(10);
      if (turn < 4) {
        // As it was; what is not there stays away.
        if (record?.state === 'live') seen.push(record);
      } else if (turn < 8) {
        const kind =
          record?.state === 'live' ? 'updated' : record?.state === 'removed' ? 'restored' : 'added';
        const visibility = random.pick(['open', 'on-request', 'closed'] as const);
        const abstract = `${random.below(1_000_000)}`;
        changes.push(makeUpsert(makeDataset(remoteId, { abstract, visibility }), kind));
      } else if (turn === 8) {
        const outcome = 'refused';
        changes.push({ type: 'set-aside', outcome, remoteId, mappingVersion: 'test/1', problems: [] });
      }
    }
    await run.stage(changes.map((change) => run.prepare(change)));
    run.seen(seen);
    await run.commit({ outcome: 'complete', absent: { runs: 1, days: 0 }, counts: NO_COUNTS });
    this.#watch.look();
  }

  /** The lines of the full dump. */
  dump(): readonly string[] {
    return [...this.store.reading.datasets.all()].map(toNationalRecordJson);
  }
}
