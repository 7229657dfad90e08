import type { JsonList, JsonListRequest, PortalClient, PortalRequest } from '../pipeline/ports.js';
import { createAgents } from './agents.js';
import { asking, fetchBody } from './fetch-body.js';
import { openDocument } from './open-document.js';
import type { PortalClientOptions } from './options.js';
import { type Body, readJson, readText, schemaFault } from './read-answer.js';
import { readJsonList } from './read-json-list.js';
import { createRobotsGuard } from './robots.js';
import { withDefaults } from './settings.js';
import { sourceOrigin } from './source-origin.js';
import type { Wire } from './wire.js';

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
  const bare: Wire = {
    settings,
    origin: sourceOrigin(settings.baseUrl),
    agents: createAgents(settings.lookup),
  };
  const { robots } = settings;
  const wire: Wire = robots === undefined ? bare : { ...bare, robots: createRobotsGuard(bare, robots) };

  /** Reads a body; only one that could be read is kept. */
  async function read<T>(question: Question, look: (body: Body) => T): Promise<T> {
    const { request, accept, signal } = question;
    const { value: body, approve } = await fetchBody(wire, request, accept, signal);
    const value = look(body);
    await approve([body.bytes]);
    return value;
  }

  return {
    getJson: <T>(request: string | PortalRequest, schemaId: string, signal: AbortSignal): Promise<T> =>
      read({ request, accept: 'application/json', signal }, (body) => {
        const value = readJson(body);
        const problems = settings.validate(schemaId, value);
        if (problems.length > 0) throw schemaFault(body, schemaId, problems);
        return value as T;
      }),
    getJsonList: <T>(request: JsonListRequest, signal: AbortSignal): Promise<JsonList<T>> =>
      read({ request, accept: 'application/json', signal }, (body) => {
        const { envelope, items } = readJsonList(body, request);
        const problems = settings.validate(request.schemaId, envelope);
        if (problems.length > 0) throw schemaFault(body, request.schemaId, problems);
        return { envelope: envelope as T, items };
      }),
    getText: (request, accept, signal) => read({ request, accept, signal }, (body) => readText(body, accept)),
    openDocument: (request, accept, signal) => openDocument(wire, asking(request, accept), signal),
    getBytes: (request, accept, signal) => read({ request, accept, signal }, ({ bytes }) => bytes),
    close: () => {
      wire.agents.close();
    },
  };
}

interface Question {
  readonly request: string | PortalRequest;
  readonly accept: string;
  readonly signal: AbortSignal;
}
