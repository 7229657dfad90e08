import { HARVESTER_KINDS } from '../../harvesters/index.js';
import type { KindFinding, ProbeReport, ProbeRequest, SourceDraft } from '../cli/requests.js';
import { checkUrl, isPrivateHost } from '../config/check-values.js';
import type { Configuration } from '../config/hub-config.js';
import type { CheckRequest } from '../config/load-request.js';
import { InvalidRequestError, SourceResponseError, SourceUnavailableError } from '../domain/errors.js';
import { isJsonObject } from '../domain/json-values.js';
import type { HarvesterKind, PortalClient } from '../pipeline/ports.js';
import { defineStated } from './define-source.js';
import type { HubSchemas } from './hub-schemas.js';
import { openGates, openPortal } from './open-portal.js';
import type { PortalAddress } from './open-portal.js';

interface Hub {
  readonly configuration: Configuration;
  readonly schemas: HubSchemas;
  readonly checks: CheckRequest;
  /** In their order; all that are registered unless a test says otherwise. */
  readonly kinds?: readonly HarvesterKind[];
}

const HINT = '--allow-private allows loopback and intranet addresses';

/**
 * Looks at an address and asks one kind after the other whether it is one of theirs, until one is certain. Nothing is
 * stored, no secret is sent, and what does not answer is not asked again.
 */
export async function probeAddress(request: ProbeRequest, hub: Hub): Promise<ProbeReport> {
  const { signal } = request;
  const { kinds = Object.values(HARVESTER_KINDS) } = hub;
  const address = addressOf(request, hub.configuration);
  const now = (): Date => new Date();
  const tools = {
    schemas: hub.schemas.compiled,
    now,
    operator: hub.configuration.hub,
    gates: openGates(now),
  };
  const { seen, title } = await usePortal(openPortal(firstLook(address), tools), (portal) =>
    look(portal, address.url, signal),
  );
  const { asked, findings } = await usePortal(openPortal(address, tools), (portal) =>
    askKinds(kinds, { portal, url: address.url, profiles: hub.configuration.profiles, signal }),
  );
  const [best] = findings;
  const draft = best && draftOf(best, { request, title: title ?? hostOf(best.url), hub });
  return { url: address.url, seen, asked, findings, ...(draft && { draft }) };
}

async function usePortal<T>(portal: PortalClient, use: (portal: PortalClient) => Promise<T>): Promise<T> {
  try {
    return await use(portal);
  } finally {
    portal.close();
  }
}

/** robots.txt is for programs that go on their own; here a person looks, as with a browser. */
function addressOf({ url, allowPrivate, network }: ProbeRequest, { hub }: Configuration): PortalAddress {
  const fault = checkUrl(url, 'an address without secrets');
  if (fault) throw new InvalidRequestError(`${fault.message}; give ${fault.allowed}`);
  if (!allowPrivate && isPrivateHost(new URL(url).hostname)) {
    throw new InvalidRequestError(`the address is private; ${HINT}`);
  }
  return {
    id: 'probe',
    url,
    timezone: hub.timezone,
    network: { ...hub.network, retries: 0, ignoreRobots: true, ...network, allowPrivate },
  };
}

/** Enough for any home page; a catalogue in one piece is for its kind to look at. */
const LOOK_MEGABYTES = 2;

function firstLook(address: PortalAddress): PortalAddress {
  return { ...address, network: { ...address.network, maxMegabytes: LOOK_MEGABYTES } };
}

const EXCERPT_LENGTH = 60;

/** What the address itself answers. An address that does not answer ends the probe. */
async function look(
  portal: PortalClient,
  url: string,
  signal: AbortSignal,
): Promise<{ readonly seen: string; readonly title?: string }> {
  try {
    const text = await portal.getText(url, 'text/html, application/json;q=0.9, */*;q=0.8', signal);
    const title = titleOf(text);
    if (title !== undefined) return { seen: `an HTML page (“${title}”)`, title };
    return { seen: `text that begins with ${JSON.stringify(text.trim().slice(0, EXCERPT_LENGTH))}` };
  } catch (error) {
    if (!(error instanceof SourceResponseError)) throw error;
    if (error.fault === 'refused-address') throw new InvalidRequestError(`${error.message}; ${HINT}`);
    return { seen: error.message };
  }
}

function titleOf(html: string): string | undefined {
  const title = /<title[^>]*>([^<]{1,200})/i.exec(html)?.[1]?.replace(/\s+/g, ' ').trim();
  return title === '' ? undefined : title;
}

interface Question {
  readonly portal: PortalClient;
  readonly url: string;
  /** Of all kinds. */
  readonly profiles: Configuration['profiles'];
  readonly signal: AbortSignal;
}

async function askKinds(
  kinds: readonly HarvesterKind[],
  question: Question,
): Promise<{ readonly asked: readonly string[]; readonly findings: readonly KindFinding[] }> {
  const asked: string[] = [];
  const findings: KindFinding[] = [];
  for (const kind of kinds) {
    if (kind.probe === undefined) continue;
    asked.push(kind.kind);
    const finding = await ask(kind, question);
    if (finding !== undefined) findings.push(finding);
    if (finding !== undefined && finding.certainty >= 1) break;
  }
  return { asked, findings: findings.toSorted((a, b) => b.certainty - a.certainty) };
}

async function ask(
  kind: HarvesterKind,
  { portal, url, profiles, signal }: Question,
): Promise<KindFinding | undefined> {
  try {
    const finding = await kind.probe?.(portal, url, signal, profilesOf(kind, profiles));
    return finding && { kind: kind.kind, title: kind.title, ...finding };
  } catch (error) {
    // One kind's question that the portal cannot bear says nothing about the others.
    if (error instanceof SourceResponseError || error instanceof SourceUnavailableError) return undefined;
    throw error;
  }
}

function profilesOf({ kind }: HarvesterKind, profiles: Configuration['profiles']): Configuration['profiles'] {
  return Object.fromEntries(
    Object.entries(profiles).filter(([, profile]) => isJsonObject(profile) && profile['kind'] === kind),
  );
}

/** The source that the finding makes, checked as its file will be; a `ConfigError` is the kind's mistake. */
function draftOf(
  finding: KindFinding,
  about: { readonly request: ProbeRequest; readonly title: string; readonly hub: Hub },
): SourceDraft {
  const { request, title, hub } = about;
  const { kind, url, options, profile } = finding;
  const id = request.sourceId ?? idOf(url);
  const isPrivate = isPrivateHost(new URL(url).hostname);
  const values = {
    kind,
    ...(profile !== undefined && { profile }),
    title,
    url,
    ...(isPrivate && { network: { allowPrivate: true } }),
    ...(Object.keys(options).length > 0 && { options }),
  };
  defineStated([{ id, ...values }], hub);
  return { id, values };
}

function hostOf(url: string): string {
  return new URL(url).hostname;
}

const MAX_ID_LENGTH = 64;

/** `data.jiangcheng.gov.cn` → `data-jiangcheng-gov-cn`. */
function idOf(url: string): string {
  const id = hostOf(url)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_ID_LENGTH)
    .replace(/^-+|-+$/g, '');
  return id === '' ? 'portal' : id;
}
