import { PORTAL_API } from '../../../harvesters/portal-api/index.js';
import type { Source } from '../../../src/domain/source.js';
import type {
  Gathered,
  Harvester,
  PortalClient,
  PortalRequest,
  RecordRef,
} from '../../../src/pipeline/ports.js';
import { testSource } from '../source.js';

/** What the portal answers: JSON, the text of a page, or the error that the portal client would throw. */
export type Script = (request: PortalRequest, turn: number) => unknown;

/** A portal client that answers from a script and remembers what it was asked. */
export class ScriptedPortal implements PortalClient {
  readonly asked: PortalRequest[] = [];
  private readonly script: Script;

  constructor(script: Script) {
    this.script = script;
  }

  getJson<T>(request: string | PortalRequest, _: string, signal: AbortSignal): Promise<T> {
    return this.answer(request, signal) as Promise<T>;
  }

  getText(request: string | PortalRequest, _: string, signal: AbortSignal): Promise<string> {
    return this.answer(request, signal) as Promise<string>;
  }

  getJsonList(): never {
    throw new Error('a list of these portals is not taken apart');
  }

  openDocument(): never {
    throw new Error('these portals are asked for no document');
  }

  close(): void {
    // Nothing is open.
  }

  private async answer(request: string | PortalRequest, signal: AbortSignal): Promise<unknown> {
    signal.throwIfAborted();
    const asked = typeof request === 'string' ? { url: request } : request;
    this.asked.push(asked);
    const answer = await this.script(asked, this.asked.length);
    if (answer instanceof Error) throw answer;
    return answer;
  }
}

/** A harvester with these options of a portal with this script; `url` is https://portal.example.org. */
export function scripted(
  options: Readonly<Record<string, unknown>>,
  script: Script,
  changes: Partial<Source> & { readonly labelsOf?: (label: string) => string | undefined } = {},
): { readonly harvester: Harvester; readonly portal: ScriptedPortal } {
  const { labelsOf = () => undefined, ...source } = changes;
  const portal = new ScriptedPortal(script);
  const harvester = PORTAL_API.create(testSource({ kind: 'portal-api', options, ...source }), {
    portal,
    labels: labelsOf,
  });
  return { harvester, portal };
}

export function recordsOf(gathered: readonly Gathered[]): readonly RecordRef[] {
  return gathered.filter((item): item is RecordRef => item.type === 'record');
}
