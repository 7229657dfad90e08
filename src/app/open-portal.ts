import { setTimeout as sleep } from 'node:timers/promises';
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

/** The portal client of a source, with the source's network settings. */
export function openPortal(source: Source, tools: PortalTools): HttpPortalClient {
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
    retries: network.retries,
    concurrency: network.concurrency,
    minDelayMs: network.minDelayMs,
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
