import type { PortalClient, PortalDocument } from '../../src/pipeline/ports.js';

const ACCEPT = 'application/json, application/ld+json;q=0.9, */*;q=0.1';

/** The whole catalogue in one answer; whoever asked closes it. */
export function openCatalog(portal: PortalClient, url: string, signal: AbortSignal): Promise<PortalDocument> {
  return portal.openDocument(url, ACCEPT, signal);
}
