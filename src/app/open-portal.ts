import { setTimeout as sleep } from 'node:timers/promises';
import { requestHours } from '../domain/request-hours.js';
import type { Source } from '../domain/source.js';
import type { CompiledSchemas } from '../json-schema/compile-schemas.js';
import { createHostGates } from '../portal-client/host-gates.js';
import type { HostGates } from '../portal-client/host-gates.js';
import { createPortalClient } from '../portal-client/portal-client.js';
import type { HttpPortalClient } from '../portal-client/portal-client.js';
import { createMemoryRobotsStore } from '../portal-client/robots-store.js';
import type { RequestStore } from '../storage/requests/request-store.js';
import { userAgentOf } from './user-agent.js';
import type { Operator } from './user-agent.js';

const MEGABYTE = 1024 * 1024;

export interface PortalTools {
  readonly schemas: CompiledSchemas;
  readonly now: () => Date;
  /** Whom the portal's team can reach. */
  readonly operator: Operator;
  readonly token?: string | undefined;
  /** Shared by all sources, so that two on one host share its queue. */
  readonly gates?: HostGates;
  /** What is known of earlier requests, and where new ones are taken down; without it nothing is left behind. */
  readonly requests?: RequestStore;
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
  const { token, requests } = tools;
  return createPortalClient({
    sourceId: source.id,
    baseUrl: source.url,
    allowPrivate: network.allowPrivate,
    userAgent: userAgentOf(network.userAgent, tools.operator),
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
    validators: requests?.answersOf(source.id),
    ledger: requests?.ledger,
    robots: network.ignoreRobots ? undefined : (requests?.robots ?? createMemoryRobotsStore()),
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
