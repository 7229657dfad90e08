import type { Passing } from './feed-position.js';
import { isJsonObject, parseJson } from './json-values.js';

/** What became at a hub of the records that a portal lists. Together they are all that it has been told. */
export interface FollowedCounts {
  readonly live: number;
  /** Live in an earlier version, because the present one was rejected. Not in `live`. */
  readonly outdated: number;
  readonly rejected: number;
  readonly refused: number;
  /** Copies of what is published by a shorter way. */
  readonly refederated: number;
}

/** A hub that another one follows. */
export interface FollowedSource {
  /** What the hub that follows calls it. */
  readonly source: string;
  readonly title: string;
  /** UUID of the followed hub; absent where all of it is about to be read anew. */
  readonly hub?: string;
  /** How far it is followed. */
  readonly position?: number;
  /** End of the last run that brought all, ISO UTC. */
  readonly completedAt: string;
  readonly counts: FollowedCounts;
  /** What that hub said of itself then. */
  readonly portal?: FederationState;
}

/** What a hub says of itself and of those that it follows: ids, titles and numbers, and no address. */
export interface FederationState {
  readonly hub: string;
  readonly title: string;
  readonly seq: number;
  readonly datasets: number;
  readonly sources: readonly FollowedSource[];
}

/** A record that was followed from hub to hub, with the times at which they had this version. */
export interface Canary {
  readonly identifier: string;
  readonly title: string;
  readonly passed: readonly Passing[];
  /** Naive UTC with microseconds, of this hub. */
  readonly changed: string;
}

export function countsTotal({ live, outdated, rejected, refused, refederated }: FollowedCounts): number {
  return live + outdated + rejected + refused + refederated;
}

/** A position as the kind lianmu writes it. */
export function readHubPosition(text: string): { readonly hub: string; readonly seq: number } | undefined {
  const [, hub, seq] = POSITION.exec(text) ?? [];
  return hub === undefined ? undefined : { hub, seq: Number(seq) };
}

const POSITION = /^([0-9a-f-]{36})\/(\d{1,15})$/i;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MOST_SOURCES = 1000;
const MOST_LEVELS = 8;
const MOST_TEXT = 300;
/** Of what a hub says in all, characters. */
const MOST_SAID = 200_000;

/**
 * What a hub says of itself, as far as it makes sense; a hub that stands above in the same tree is left out, since a ring would
 * tell of itself for ever. `above`: ids of the hubs above it.
 */
export function readFederation(value: unknown, above: readonly string[] = []): FederationState | undefined {
  const given = typeof value === 'string' ? (value.length > MOST_SAID ? undefined : parseJson(value)) : value;
  if (!isJsonObject(given) || above.length >= MOST_LEVELS) return undefined;
  const { hub, title, seq, datasets, sources } = given;
  if (typeof hub !== 'string' || !UUID.test(hub) || above.includes(hub)) return undefined;
  if (!isCount(seq) || !isCount(datasets) || !Array.isArray(sources)) return undefined;
  const read = sources.slice(0, MOST_SOURCES).map((source) => readSource(source, [...above, hub]));
  return {
    ...{ hub, title: textOf(title), seq, datasets },
    sources: read.filter((source) => source !== undefined),
  };
}

function readSource(value: unknown, above: readonly string[]): FollowedSource | undefined {
  if (!isJsonObject(value) || !isJsonObject(value['counts'])) return undefined;
  const { source, title, hub, position, completedAt, counts } = value;
  const portal = readFederation(value['portal'], above);
  return {
    source: textOf(source),
    title: textOf(title),
    ...(typeof hub === 'string' && UUID.test(hub) && { hub }),
    ...(isCount(position) && { position }),
    completedAt: textOf(completedAt),
    counts: {
      live: countOf(counts['live']),
      outdated: countOf(counts['outdated']),
      rejected: countOf(counts['rejected']),
      refused: countOf(counts['refused']),
      refederated: countOf(counts['refederated']),
    },
    ...(portal && { portal }),
  };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function countOf(value: unknown): number {
  return isCount(value) ? value : 0;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, MOST_TEXT) : '';
}
