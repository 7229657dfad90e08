import { CKAN } from '../../../../harvesters/ckan/index.js';
import { SourceResponseError, SourceUnavailableError } from '../../../../src/domain/errors.js';
import type { Source } from '../../../../src/domain/source.js';
import type {
  Gathered,
  GatherRequest,
  Harvester,
  JsonList,
  JsonListRequest,
  LabelReader,
  PortalClient,
  PortalDocument,
  PortalRequest,
} from '../../../../src/pipeline/ports.js';
import { testSource } from '../../../support/source.js';

export interface Asked {
  readonly action: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Answers an action with its `result`, or with the error that the portal client would throw. */
export type Script = (asked: Asked, turn: number) => unknown;

/** A portal client that answers from a script and remembers what it was asked. */
export class ScriptedPortal implements PortalClient {
  readonly asked: Asked[] = [];
  private readonly script: Script;

  constructor(script: Script) {
    this.script = script;
  }

  async getJson<T>(request: string | PortalRequest, _schemaId: string, signal: AbortSignal): Promise<T> {
    signal.throwIfAborted();
    const url = typeof request === 'string' ? request : request.url;
    const { pathname, searchParams } = new URL(url);
    const asked = { action: pathname.split('/').at(-1) ?? '', parameters: Object.fromEntries(searchParams) };
    this.asked.push(asked);
    const result = await this.script(asked, this.asked.length);
    if (result instanceof Error) throw result;
    return { help: '', success: true, result } as T;
  }

  openDocument(): Promise<PortalDocument> {
    throw new Error('a CKAN is asked for no document');
  }

  /** The list of the script's answer as a portal client would take it apart. */
  async getJsonList<T>(
    { url, schemaId, list, head }: JsonListRequest,
    signal: AbortSignal,
  ): Promise<JsonList<T>> {
    const answer = await this.getJson<Readonly<Record<string, unknown>>>(url, schemaId, signal);
    const items = list.reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], answer);
    return {
      envelope: answer as T,
      items: (items as readonly unknown[]).map((item) => ({
        head: headOf(item, head),
        sent: {
          bytes: Buffer.from(JSON.stringify(item)),
          read: () => item,
          withheld: () => undefined,
        },
      })),
    };
  }

  getText(): Promise<string> {
    return Promise.reject(new Error('a CKAN portal is never asked for text'));
  }

  close(): void {
    this.asked.length = 0;
  }

  actions(): readonly string[] {
    return this.asked.map(({ action }) => action);
  }
}

function headOf(item: unknown, wanted: readonly string[]): unknown {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return item;
  return Object.fromEntries(Object.entries(item).filter(([key]) => wanted.includes(key)));
}

export const NO_LABELS: LabelReader = () => undefined;

export function ckanHarvester(
  portal: PortalClient,
  changes: Partial<Source> = {},
  labels = NO_LABELS,
): Harvester {
  return CKAN.create(testSource(changes), { portal, labels });
}

export async function collect(
  portal: PortalClient,
  options: Readonly<Record<string, unknown>> = {},
  request: GatherRequest = { mode: 'full' },
): Promise<readonly Gathered[]> {
  const gathered: Gathered[] = [];
  for await (const item of ckanHarvester(portal, { options }).gather(request, new AbortController().signal)) {
    gathered.push(item);
  }
  return gathered;
}

export function ids(gathered: readonly Gathered[]): readonly string[] {
  return gathered.flatMap((item) => (item.type === 'record' ? [item.remoteId] : []));
}

export function gaps(
  gathered: readonly Gathered[],
): readonly { code: string; value?: string; detail?: string }[] {
  return gathered.flatMap((item) => (item.type === 'gap' ? [item.problem] : []));
}

/** Packages with the ids `p000`, `p001`, … */
export function packages(count: number, from = 0): readonly { readonly id: string; readonly name: string }[] {
  return Array.from({ length: count }, (_, index) => {
    const id = `p${String(from + index).padStart(3, '0')}`;
    return { id, name: `name-of-${id}`, title: id };
  });
}

/** One page of a list as `package_search` gives it. */
export function searchPage(list: readonly unknown[], { parameters }: Asked, cap = Infinity): unknown {
  const start = Number(parameters['start']);
  const rows = Math.min(Number(parameters['rows']), cap);
  return { count: list.length, results: list.slice(start, start + rows) };
}

export const missing = (action: string): Error =>
  new SourceResponseError(`${action}: the portal answered 404`, {
    url: action,
    fault: 'client-error',
    status: 404,
  });

export const broken = (action: string): Error =>
  new SourceUnavailableError(`${action}: the portal answered 500`, {
    url: action,
    retryable: true,
    status: 500,
  });

export const timedOut = (action: string): Error =>
  new SourceUnavailableError(`${action}: no complete answer`, { url: action, retryable: true });

export const tooLarge = (action: string): Error =>
  new SourceResponseError(`${action}: more than 64 MB`, { url: action, fault: 'too-large', status: 200 });

export const emptyAnswer = (key: string): Error =>
  new SourceResponseError(`${key}: the answer is empty`, { url: key, fault: 'empty', status: 200 });
