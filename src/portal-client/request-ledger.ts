import type { PortalRequestEntry } from '../domain/portal-request.js';

/** Takes down every request that leaves for a portal, when it has ended. Never fails a request. */
export interface RequestLedger {
  add(entry: PortalRequestEntry): void;
}
