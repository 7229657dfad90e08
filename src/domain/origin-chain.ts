import type { OriginLink } from './dataset.js';
import { isJsonObject, parseJson } from './json-values.js';
import type { Source } from './source.js';

/** The extra in which hubs of this kind pass a record's chain on: JSON, a list of links. */
export const CHAIN_EXTRA = 'harvest_chain';

/** No honest federation is deeper; a longer chain is not read. */
const MOST_LINKS = 16;
const MOST_TEXT = 1000;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const API_PATH = /\/api(?:\/\d)?(?:\/action)?$/;

/** The chain that a record brings along; undefined for what is none. It is the word of a portal, and as good as that. */
export function readChain(value: unknown): readonly OriginLink[] | undefined {
  const listed = typeof value === 'string' ? parseJson(value) : value;
  if (!Array.isArray(listed) || listed.length === 0 || listed.length > MOST_LINKS) return undefined;
  const links: OriginLink[] = [];
  for (const element of listed as readonly unknown[]) {
    if (!isJsonObject(element)) return undefined;
    const { id, portal, hub } = element;
    const url = portal === undefined ? undefined : withoutSecrets(portal);
    if (!isShort(id) || (portal !== undefined && url === undefined)) return undefined;
    if (hub !== undefined && !(isShort(hub) && UUID.test(hub))) return undefined;
    links.push({ ...(url !== undefined && { portal: url }), ...(isShort(hub) && { hub }), id });
  }
  return links;
}

/** The address by which others know a source's portal; none for one that only this hub can reach. */
export function publicPortal({ url, network }: Pick<Source, 'url' | 'network'>): string | undefined {
  return network.allowPrivate ? undefined : withoutSecrets(url);
}

/** What two spellings of a portal's address have in common. */
export function portalKey(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname.replace(/\/+$/, '').replace(API_PATH, '')}`;
}

/**
 * One text for a record wherever it is met, from the first link of its chain that tells it from others: `own:…` for one of
 * this hub, a UUID, or an id at a portal or hub. Undefined when no link does.
 */
export function originalOf(chain: readonly OriginLink[], hubId: string): string | undefined {
  const own = chain.find(({ hub }) => hub === hubId);
  if (own !== undefined) return `${OWN}${own.id}`;
  for (const { id, portal, hub } of chain) {
    // Ids that hubs make are the same wherever a portal is configured under the same name.
    if (hub !== undefined) return `${hub}#${id}`;
    if (UUID.test(id)) return id;
    if (portal !== undefined) return `${portalKey(portal)}#${id}`;
  }
  return undefined;
}

/** What an original says: a record of this hub, or an id, everywhere or at one portal. */
export function readOriginal(
  original: string,
): { readonly own: string } | { readonly id: string; readonly portal?: string } {
  if (original.startsWith(OWN)) return { own: original.slice(OWN.length) };
  const end = original.indexOf('#');
  return end < 0 ? { id: original } : { portal: original.slice(0, end), id: original.slice(end + 1) };
}

const OWN = 'own:';

/** Whether an id is the same record everywhere: harvesters of CKAN keep the ids of what they copy. */
export function isWorldwide(id: string): boolean {
  return UUID.test(id);
}

function withoutSecrets(value: unknown): string | undefined {
  if (!isShort(value) || !URL.canParse(value)) return undefined;
  const { protocol, host, pathname } = new URL(value);
  if (protocol !== 'https:' && protocol !== 'http:') return undefined;
  return `${protocol}//${host}${pathname.replace(/\/+$/, '')}`;
}

function isShort(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MOST_TEXT;
}
