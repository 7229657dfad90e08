import type { PortalRequest } from '../pipeline/ports.js';
import type { Agents } from './agents.js';
import type { Extend } from './deadline.js';
import type { Answer } from './exchange.js';
import type { Settings } from './settings.js';
import type { SourceOrigin } from './source-origin.js';

/** What every request of one client shares. */
export interface Wire {
  readonly settings: Settings;
  readonly origin: SourceOrigin;
  readonly agents: Agents;
  /** Absent where nobody asks for robots.txt. */
  readonly robots?: RobotsGuard;
}

/** What robots.txt says of a request that is to be made. */
export interface RobotsGuard {
  /** `SourceResponseError` for what is disallowed, `SourceUnavailableError` where robots.txt cannot be had; else the pause it asks for. */
  pauseBefore(url: URL, signal: AbortSignal): Promise<number>;
}

/** What becomes of a good answer, whose body is still on the wire. */
export type Receive<T> = (answer: Answer, url: string, extend: Extend) => Promise<T>;

export interface Asking extends PortalRequest {
  readonly accept: string;
}

export type Pieces = Iterable<Buffer> | AsyncIterable<Buffer>;

/** An answer that was received whole. */
export interface Received<T> {
  readonly value: T;
  /** It is what was promised: its bytes may stand in for the next answer, if the portal says that nothing changed. */
  readonly approve: (pieces: Pieces) => Promise<void>;
}
