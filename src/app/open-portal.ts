import { setTimeout as sleep } from 'node:timers/promises';
import { requestHours } from '../domain/request-hours.js';
import type { Source } from '../domain/source.js';
import type { CompiledSchemas } from '../json-schema/compile-schemas.js';
import { createHostGates } from '../portal-client/host-gates.js';
import type { HostGates } from '../portal-client/host-gates.js';
import { createPortalClient } from '../portal-client/portal-client.js';
import type { HttpPortalClient } from '../portal-client/portal-client.js';

const USER_AGENT = 'Lianmu (catalogue harvester)';
const MEGABYTE = 1024 * 1024;

export interface PortalTools {
  readonly schemas: CompiledSchemas;
  readonly now: () => Date;
  /** Where the portal's team learns who is asking. */
  readonly contact: string;
  readonly token?: string | undefined;
  /** Shared by all sources, so that two on one host share its queue. */
  readonly gates?: HostGates;
}

/** What is asked, and how; a source, or an address that is not one yet. */
export type PortalAddress = Pick<Source, 'id' | 'url' | 'network' | 'timezone'>;

/** How much of a document is held in memory and how much on disk. */
export function documentLimits({ network }: Pick<Source, 'network'>): {
  readonly maxBytes: number;
  readonly maxDocumentBytes: number;
} {
  return {
    maxBytes: network.maxMegabytes * MEGABYTE,
    maxDocumentBytes: network.maxDocumentMegabytes * MEGABYTE,
  };
}

/** The portal client of a source, with the source's network settings. */
export function openPortal(source: PortalAddress, tools: PortalTools): HttpPortalClient {
  const { network } = source;
  const { token } = tools;
  return createPortalClient({
    sourceId: source.id,
    baseUrl: source.url,
    allowPrivate: network.allowPrivate,
    userAgent: network.userAgent ?? `${USER_AGENT}; +${tools.contact}`,
    // CKAN reads the first (2.10 and later) or the second (before); other kinds send what they need themselves.
    headers: token === undefined ? {} : { Authorization: token, 'X-CKAN-API-Key': token },
    timeoutMs: network.timeoutSeconds * 1000,
    maxBytes: network.maxMegabytes * MEGABYTE,
    maxDocumentBytes: network.maxDocumentMegabytes * MEGABYTE,
    retries: network.retries,
    concurrency: network.concurrency,
    minDelayMs: network.minDelayMs,
    hours: requestHours(network.windows, source.timezone),
    validate: (schemaId, value) => tools.schemas.validate(schemaId, value),
    now: tools.now,
    random: Math.random,
    gates: tools.gates ?? openGates(tools.now),
  });
}

export function openGates(now: () => Date): HostGates {
  return createHostGates({
    now,
    sleep: async (milliseconds, signal) => {
      await sleep(milliseconds, undefined, { signal });
    },
  });
}
