import type { JsonList, JsonListRequest, PortalClient, PortalRequest } from '../pipeline/ports.js';
import { createAgents } from './agents.js';
import { asking, fetchBody, type Wire } from './fetch-body.js';
import { openDocument } from './open-document.js';
import type { PortalClientOptions } from './options.js';
import { readJson, readText, schemaFault } from './read-answer.js';
import { readJsonList } from './read-json-list.js';
import { withDefaults } from './settings.js';
import { sourceOrigin } from './source-origin.js';

/** The port, and the bytes as they came (decompressed) for whoever stores or hashes them without reading. */
export interface HttpPortalClient extends PortalClient {
  getBytes(url: string, accept: string, signal: AbortSignal): Promise<Buffer>;
}

/**
 * The hub's way out, one per source. Failures are `SourceUnavailableError` (no usable answer; evidence of nothing) and
 * `SourceResponseError` (an answer, but not the promised one); an aborted `signal` throws its own reason.
 */
export function createPortalClient(options: PortalClientOptions): HttpPortalClient {
  const settings = withDefaults(options);
  const wire: Wire = {
    settings,
    origin: sourceOrigin(settings.baseUrl),
    agents: createAgents(settings.lookup),
  };
  return {
    async getJson<T>(request: string | PortalRequest, schemaId: string, signal: AbortSignal): Promise<T> {
      const body = await fetchBody(wire, request, 'application/json', signal);
      const value = readJson(body);
      const problems = settings.validate(schemaId, value);
      if (problems.length > 0) throw schemaFault(body, schemaId, problems);
      return value as T;
    },
    async getJsonList<T>(request: JsonListRequest, signal: AbortSignal): Promise<JsonList<T>> {
      const body = await fetchBody(wire, request, 'application/json', signal);
      const { envelope, items } = readJsonList(body, request);
      const problems = settings.validate(request.schemaId, envelope);
      if (problems.length > 0) throw schemaFault(body, request.schemaId, problems);
      return { envelope: envelope as T, items };
    },
    getText: async (request, accept, signal) =>
      readText(await fetchBody(wire, request, accept, signal), accept),
    openDocument: (request, accept, signal) => openDocument(wire, asking(request, accept), signal),
    getBytes: async (url, accept, signal) => (await fetchBody(wire, url, accept, signal)).bytes,
    close: () => {
      wire.agents.close();
    },
  };
}
