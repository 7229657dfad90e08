import { SourceClosedError, SourceResponseError, SourceUnavailableError } from '../domain/errors.js';
import type { Answer } from './exchange.js';
import { fetchAnswer } from './fetch-body.js';
import { bodyChunks } from './read-body.js';
import { readRobots, type RobotsRules } from './robots-rules.js';
import type { RobotsStore } from './robots-store.js';
import type { RobotsGuard, Wire } from './wire.js';

const DAY_MS = 24 * 60 * 60_000;
/** As much of a robots.txt as has to be read (RFC 9309 §2.5). */
const MAX_BYTES = 500 * 1024;
const OVERRIDE = 'network.ignoreRobots: true in the source asks all the same';

interface Known {
  readonly fetchedAt: Date;
  readonly rules: RobotsRules;
}

/**
 * Asks each origin for its robots.txt once a day, before anything else is asked of it. Where it does not answer, nothing
 * else is asked as long as this client lives, which is a run.
 */
export function createRobotsGuard(wire: Wire, store: RobotsStore): RobotsGuard {
  const { now } = wire.settings;
  const known = new Map<string, Promise<Known>>();

  async function find(origin: string, signal: AbortSignal): Promise<Known> {
    const kept = await store.find(origin);
    if (kept !== undefined && isOfToday(kept)) return { ...kept, rules: readRobots(origin, kept.text) };
    const fetched = { fetchedAt: now(), text: await fetchRobots(wire, origin, signal) };
    await store.keep(origin, fetched);
    return { ...fetched, rules: readRobots(origin, fetched.text) };
  }

  function isOfToday({ fetchedAt }: { readonly fetchedAt: Date }): boolean {
    return now().getTime() - fetchedAt.getTime() < DAY_MS;
  }

  async function rulesOf(origin: string, signal: AbortSignal): Promise<RobotsRules> {
    for (;;) {
      const finding = known.get(origin) ?? find(origin, signal);
      known.set(origin, finding);
      try {
        const found = await finding;
        if (isOfToday(found)) return found.rules;
      } catch (error) {
        // Somebody gave up, or the portal is closed: that says nothing about its robots.txt.
        if (signal.aborted || error instanceof SourceClosedError) known.delete(origin);
        throw error;
      }
      if (known.get(origin) === finding) known.delete(origin);
    }
  }

  return {
    async pauseBefore(url, signal) {
      const rules = await rulesOf(url.origin, signal);
      const rule = rules.forbids(url.href);
      if (rule === undefined) return rules.delayMs;
      throw new SourceResponseError(
        `${url.href}: ${url.origin}/robots.txt forbids it (${rule}); ask the portal's team, or ${OVERRIDE}`,
        { url: url.href, fault: 'robots' },
      );
    },
  };
}

/** The text, or none where the portal has none for us: any 4xx allows everything (RFC 9309 §2.3.1.3). */
async function fetchRobots(wire: Wire, origin: string, signal: AbortSignal): Promise<string> {
  const url = `${origin}/robots.txt`;
  try {
    const { value } = await fetchAnswer(wire, { url, accept: 'text/plain, */*;q=0.5' }, readStart, signal);
    return value;
  } catch (error) {
    if (error instanceof SourceResponseError) return '';
    if (!(error instanceof SourceUnavailableError) || error instanceof SourceClosedError) throw error;
    // Not retryable: it was tried again already.
    throw new SourceUnavailableError(
      `${error.message}; nothing else is asked of a portal whose robots.txt does not answer (${OVERRIDE})`,
      { url: error.url, retryable: false, status: error.status, cause: error },
    );
  }
}

async function readStart(answer: Answer, url: string): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of bodyChunks(answer, url, Infinity)) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= MAX_BYTES) break;
  }
  return Buffer.concat(chunks).toString('utf8', 0, MAX_BYTES);
}
