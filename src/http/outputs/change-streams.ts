import type { ChangeFeed } from '../../pipeline/feed-ports.js';
import { toChangeEntry } from '../../serialise/change-entry.js';
import type { Slices } from '../slices.js';
import type { Followers } from './followers.js';

/** Text that is written in one turn, which takes a few milliseconds, and entries at most, however short they are. */
const STEP_CHARACTERS = 150_000;
const MOST_ENTRIES = 50;
const FIRST_ENTRIES = 10;
/** Proxies end connections on which nothing comes for a minute. */
const HEARTBEAT_MS = 15_000;
const RETRY_MS = 3000;

export interface StreamTools {
  readonly feed: ChangeFeed;
  readonly slices: Slices;
}

/** Positions, the first exclusive. */
export interface Range {
  readonly since: number;
  readonly until: number;
}

interface Entry {
  readonly seq: number;
  readonly kind: 'put' | 'delete';
  readonly json: string;
}

/** Read as fast as the client takes them, in steps that let other requests pass. */
async function* entriesOf({ feed, slices }: StreamTools, { since, until }: Range): AsyncGenerator<Entry> {
  let size = FIRST_ENTRIES;
  for (let from = since; from < until;) {
    const [begun, limit] = [from, size];
    const step = await slices(() =>
      feed
        .after({ since: begun, until }, limit)
        .map((change) => ({ seq: change.seq, kind: change.kind, json: toChangeEntry(change) })),
    );
    yield* step;
    const last = step.at(-1);
    if (last === undefined || step.length < limit) return;
    from = last.seq;
    const characters = step.reduce((sum, { json }) => sum + json.length, 0);
    size = Math.max(1, Math.min(MOST_ENTRIES, Math.floor((STEP_CHARACTERS * step.length) / characters)));
  }
}

export async function* jsonLines(tools: StreamTools, range: Range): AsyncGenerator<string> {
  for await (const { json } of entriesOf(tools, range)) yield `${json}\n`;
}

/** `head`: what the page says of itself. */
export async function* jsonPage(tools: StreamTools, range: Range, head: object): AsyncGenerator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"changes":[`;
  let separator = '\n';
  for await (const { json } of entriesOf(tools, range)) {
    yield separator + json;
    separator = ',\n';
  }
  yield '\n]}\n';
}

/** Server-Sent Events without an end; the signal is that of the connection. */
export async function* serverSentEvents(
  tools: StreamTools & { readonly followers: Followers; readonly signal: AbortSignal },
  since: number,
): AsyncGenerator<string> {
  const { feed, followers, signal } = tools;
  yield `retry: ${RETRY_MS}\n\n`;
  for (let from = since; !signal.aborted && !followers.isClosed;) {
    const head = feed.latestSeq();
    if (head > from) {
      for await (const { seq, kind, json } of entriesOf(tools, { since: from, until: head })) {
        yield `id: ${seq}\nevent: ${kind}\ndata: ${json}\n\n`;
      }
      // Whatever has moved on since is met again behind it.
      from = head;
      continue;
    }
    await followers.wait(HEARTBEAT_MS, signal);
    if (feed.latestSeq() === from) yield ': nothing new\n\n';
  }
}
