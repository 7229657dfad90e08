import type { PublisherDraft } from '../../src/domain/dataset.js';
import { isJsonObject, type JsonObject } from '../../src/domain/json-values.js';
import { objectsOf, textOf, wordOf } from './words.js';

/** Organizations above one another; more is a circle. */
const MAX_LEVELS = 20;
const NAMES = ['name', 'prefLabel', 'label', 'legalName', 'title'] as const;

export interface ReadPublisher {
  readonly draft: PublisherDraft | undefined;
  /** The names of the organizations above it and its own, from the top down. */
  readonly hierarchy: string | undefined;
}

/** The publisher is the organization that the record names, not the ones above it. */
export function readPublisher(given: unknown): ReadPublisher {
  const publisher: unknown = Array.isArray(given) ? given[0] : given;
  if (!isJsonObject(publisher)) {
    const name = wordOf(publisher);
    return { draft: name === undefined ? undefined : { name }, hierarchy: undefined };
  }
  const name = nameOf(publisher);
  const above = namesAbove(publisher);
  const hierarchy = typeof name === 'string' && above.length > 0 ? [...above, name].join(' > ') : undefined;
  return { draft: name === undefined ? undefined : { name }, hierarchy };
}

function nameOf(organization: JsonObject): unknown {
  return NAMES.map((member) => textOf(organization[member])).find((name) => name !== undefined);
}

function namesAbove(organization: JsonObject): readonly string[] {
  const names: string[] = [];
  let current: JsonObject | undefined = organization;
  while (current !== undefined && names.length < MAX_LEVELS) {
    const above: unknown = current['subOrganizationOf'];
    [current] = objectsOf(above);
    const name = current === undefined ? wordOf(above) : nameOf(current);
    if (typeof name === 'string') names.unshift(name);
  }
  return names;
}
