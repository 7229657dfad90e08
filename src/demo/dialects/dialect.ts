import type { ActionRequest } from '../actions.js';
import type { PortalState } from '../portal-state.js';

/** An answer of a portal before it is sent. A large one comes in pieces. */
export interface Reply {
  readonly status: number;
  readonly mediaType: string;
  readonly body: string | Buffer | Iterable<string | Buffer>;
}

/** A dataset of a portal as it stands on a day. */
export interface DatasetOnDay {
  readonly index: number;
  readonly day: number;
}

/** How a portal speaks over its catalogue: the requests that it knows and what it says to them. */
export interface Dialect {
  /** What a path asks for; undefined where there is nothing. Misbehaviour goes by these names. */
  actionOf(path: string): string | undefined;
  reply(state: PortalState, request: ActionRequest): Reply;
  /** The dataset that a request for a single one asks for; undefined for other requests. */
  shown(state: PortalState, request: ActionRequest): number | undefined;
  /** What it says where there is nothing to ask for. */
  elsewhere?(path: string): Reply | undefined;
}

export const JSON_TYPE = 'application/json;charset=utf-8';

export function jsonReply(body: Reply['body'], status = 200): Reply {
  return { status, mediaType: JSON_TYPE, body };
}
