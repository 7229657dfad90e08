import { SourceResponseError, SourceUnavailableError } from '../../src/domain/errors.js';
import { isJsonObject } from '../../src/domain/json-values.js';
import type { PortalClient, ProbeFinding } from '../../src/pipeline/ports.js';
import { compilePlan, type Plan } from './plan.js';
import { type Page, walkList } from './walk.js';

/** The wire shape of one family is no other's, but two portals of a family may give one name different meanings. */
const CERTAINTY = 0.95;

/**
 * Asks for the first page of the list as each profile does, one after the other, until one answer has elements with ids.
 * Profiles that ask and read lists in the same way are named together: which of them fits, only the records tell.
 */
export async function probeProfiles(
  portal: PortalClient,
  url: string,
  signal: AbortSignal,
  profiles: Readonly<Record<string, unknown>> = {},
): Promise<ProbeFinding | undefined> {
  const asked = new Set<string>();
  for (const [profile, stated] of Object.entries(profiles)) {
    const list = listOf(stated);
    if (list === undefined || asked.has(list)) continue;
    asked.add(list);
    const page = await firstPage(
      compilePlan(optionsOf(stated), () => undefined),
      portal,
      url,
      signal,
    );
    if (page === undefined || !page.elements.some(({ id }) => id !== undefined)) continue;
    const alike = Object.keys(profiles).filter((name) => listOf(profiles[name]) === list);
    const others = alike.filter((name) => name !== profile).join(', ');
    const evidence = `${page.answer.url} answers as the profile ${profile} expects${others === '' ? '' : ` (and as ${others})`}`;
    const { total } = page;
    return {
      certainty: CERTAINTY,
      evidence,
      url,
      options: {},
      profile,
      ...(total !== undefined && { records: total }),
    };
  }
  return undefined;
}

function optionsOf(profile: unknown): Readonly<Record<string, unknown>> {
  const options = isJsonObject(profile) ? profile['options'] : undefined;
  return isJsonObject(options) ? options : {};
}

/** How a profile asks for its list, as a text to compare. */
function listOf(profile: unknown): string | undefined {
  const { list, lists, parameters } = optionsOf(profile);
  return list === undefined ? undefined : JSON.stringify([list, lists, parameters]);
}

/** Undefined where the portal gives another answer than this profile's, or none. */
async function firstPage(
  { list, lists }: Plan,
  portal: PortalClient,
  base: string,
  signal: AbortSignal,
): Promise<Page | undefined> {
  const [words = {}] = lists;
  const pages = walkList({ portal, base, list: { ...list, paging: onlyFirst(list.paging) }, words }, signal);
  try {
    const { value } = await pages.next();
    return typeof value === 'string' ? undefined : value;
  } catch (error) {
    if (error instanceof SourceResponseError || error instanceof SourceUnavailableError) return undefined;
    throw error;
  } finally {
    await pages.return('complete');
  }
}

/** Without a second page being asked for ahead. */
function onlyFirst(paging: Plan['list']['paging']): Plan['list']['paging'] {
  return paging && { ...paging, maxPages: 1 };
}
