import { NO_COUNTS } from '../../src/domain/job.js';
import type { CatalogWriter, LiveRecord } from '../../src/pipeline/store-ports.js';
import { makeDataset, makeSource, makeUpsert } from './make-dataset.js';

/** Rounds of a catalogue, the same in every process: what a round publishes follows from its number alone. */

const RECORDS = 240;
const BATCH = 40;
const source = makeSource();

/** The portal in a round: remote id → title. About a tenth is absent, and a third has changed since the round before. */
export function listedIn(round: number): ReadonlyMap<string, string> {
  const listed = new Map<string, string>();
  for (let index = 0; index < RECORDS; index += 1) {
    if ((index * 7 + round * 3) % 11 === 0) continue;
    listed.set(`r${index}`, `目录 ${index} 第 ${Math.floor((round + index) / 3)} 版`);
  }
  return listed;
}

/** Of a round, the same for each attempt. */
export function momentOf(round: number): Date {
  return new Date(Date.UTC(2026, 0, 1 + round));
}

/** Publishes a round; every third waits for a decision first, which is to release it. */
export async function playRound(
  writer: CatalogWriter,
  round: number,
  jobId: string,
  say: (stage: 'staging' | 'ending' | 'deciding' | 'done') => void,
): Promise<void> {
  const now = (): Date => momentOf(round);
  const run = await writer.openRun({
    jobId,
    source,
    origin: 'portal',
    mode: 'full',
    startedAt: now().toISOString(),
    now,
  });
  const listed = [...listedIn(round)];
  for (let start = 0; start < listed.length; start += BATCH) {
    const batch = listed.slice(start, start + BATCH);
    const lives = await run.findLive(batch.map(([remoteId]) => remoteId));
    const changes = batch.flatMap(([remoteId, title], place) => {
      const upsert = makeUpsert(makeDataset(remoteId, { title }), kindOf(lives[place]));
      if (lives[place]?.state === 'live' && lives[place].contentHash === upsert.contentHash) return [];
      return [run.prepare(upsert)];
    });
    run.seen(lives.filter((live) => live?.state === 'live') as readonly LiveRecord[]);
    await run.stage(changes);
    say('staging');
  }
  const end = { outcome: 'complete' as const, absent: { runs: 1, days: 0 }, counts: NO_COUNTS };
  say('ending');
  if (round % 3 !== 0) {
    await run.commit(end);
    say('done');
    return;
  }
  const alarms = [{ code: 'removed' as const, records: 1, live: 1, message: '1 of 1 would be removed' }];
  const held = await run.hold({ ...end, alarms });
  say('deciding');
  const waiting = held.held ? jobId : held.jobId;
  await writer.decide({ jobId: waiting, decision: 'release', reason: '试验', now: now() });
  say('done');
}

function kindOf(live: LiveRecord | undefined): 'added' | 'updated' | 'restored' {
  if (live?.state === 'live') return 'updated';
  return live?.state === 'removed' ? 'restored' : 'added';
}
