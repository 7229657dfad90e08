import type { LookupFunction } from 'node:net';
import type { RequestHours } from '../domain/request-hours.js';
import type { HostGates } from './host-gates.js';
import type { RequestLedger } from './request-ledger.js';
import type { RobotsStore } from './robots-store.js';
import type { ValidatorCache } from './validator-cache.js';

/** One thing a portal's answer breaks of `schemas/portal/<kind>`. */
export interface ResponseProblem {
  /** JSON pointer into the answer. */
  readonly pointer: string;
  readonly message: string;
}

/** What one source's client needs; the optional settings have a default in `withDefaults`. */
export interface PortalClientOptions {
  readonly sourceId: string;
  /** The source's configured URL: its origin alone receives `headers`, and alone may be private under `allowPrivate`. */
  readonly baseUrl: string;
  /** Lets the origin of `baseUrl` be on loopback or an intranet; link-local (cloud metadata) stays refused. */
  readonly allowPrivate: boolean;
  readonly userAgent: string;
  /** Credentials such as an API key; never sent to another origin. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Compares an answer with a compiled schema; no problem means it has the promised shape. */
  readonly validate: (schemaId: string, value: unknown) => readonly ResponseProblem[];
  /** One request with its body, from connecting to the last byte; waiting for a turn does not count. */
  readonly timeoutMs?: number;
  /** Largest decompressed body. */
  readonly maxBytes?: number;
  /** Largest decompressed document that is kept on disk while it is read. */
  readonly maxDocumentBytes?: number;
  /** Further attempts after the first. */
  readonly retries?: number;
  /** Requests under way to one host. */
  readonly concurrency?: number;
  /** Between the starts of two requests to one host. */
  readonly minDelayMs?: number;
  readonly maxRedirects?: number;
  /** When requests may start; at any time unless told. */
  readonly hours?: RequestHours | undefined;
  /** Longest wait that a portal may ask for by Retry-After. */
  readonly maxRetryAfterMs?: number;
  /** Turns per host, shared by the clients of sources on the same host; by default the client has its own. */
  readonly gates?: HostGates;
  /** Good answers of the source; without it no question is conditional. */
  readonly validators?: ValidatorCache | undefined;
  /** Hears of every request; without it nobody does. */
  readonly ledger?: RequestLedger | undefined;
  /** Turns robots.txt on, and keeps what it said. */
  readonly robots?: RobotsStore | undefined;
  readonly now: () => Date;
  /** Uniform in [0, 1): the jitter of the backoff. */
  readonly random: () => number;
  /** Rejects with the signal's reason when it aborts. */
  readonly sleep?: Sleep;
  /** Name resolution under the address check; the system's by default. */
  readonly lookup?: LookupFunction;
}

export type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>;
