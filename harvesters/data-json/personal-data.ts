import { createContactFilter } from '../../src/domain/contact-filter.js';
import { officeNumbers } from '../../src/domain/contact-keys.js';
import { isJsonObject, type JsonObject, setOwn } from '../../src/domain/json-values.js';
import type { LabelLookup } from '../../src/domain/labels.js';
import { wordOf } from './words.js';

/** Members that hold the card of a contact; such a card may hold anything about a person. */
const CARDS: ReadonlySet<string> = new Set(['contactPoint']);
const EMAILS: ReadonlySet<string> = new Set(['mbox', 'email', 'hasEmail']);
/** Members that hold a person or an organization, which only its type tells. */
const AGENTS: ReadonlySet<string> = new Set([
  'creator',
  'contributor',
  'author',
  'maintainer',
  'wasAttributedTo',
  'agent',
]);
const ORGANIZATION = /organi[sz]ation/i;
/** Of a card, what is an office's. */
const OFFICE_MEMBERS = ['organization-name', 'hasOrganizationName', 'hasURL'] as const;
const TELEPHONES = ['tel', 'hasTelephone', 'telephone', 'phone'] as const;
const MAX_DEPTH = 20;

/** Members whose values go as a whole unless they hold more than a person. */
export function personalMembers(keep: readonly string[]): readonly string[] {
  const kept = new Set(keep);
  return [
    ...(kept.has('name') || kept.has('email') ? [] : CARDS),
    ...(kept.has('email') ? [] : EMAILS),
    ...(kept.has('name') ? [] : AGENTS),
  ];
}

export interface KeptRecord {
  readonly record: JsonObject;
  /** Nothing but the values of `personalMembers` was taken out, and of those all. */
  readonly isWithheldOnly: boolean;
}

/** Takes out of a record the persons that `keep` (`personalData.keep` of the source) does not list. */
export type PersonalDataFilter = (record: JsonObject) => KeptRecord;

export function createPersonalDataFilter(keep: readonly string[], labels: LabelLookup): PersonalDataFilter {
  const kept = new Set(keep);
  const withheld = personalMembers(keep);
  const filterFlat = createContactFilter(keep, labels);

  function scrubMember(name: string, value: unknown, depth: number): unknown {
    if (value === null || value === undefined) return value;
    if (CARDS.has(name)) return scrubCards(value, kept);
    if (EMAILS.has(name)) return kept.has('email') ? value : null;
    if (AGENTS.has(name) && !kept.has('name')) return scrubAgents(value, depth);
    return scrub(value, depth);
  }

  function scrub(value: unknown, depth: number): unknown {
    if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return value;
    if (isJsonObject(value)) return scrubObject(value, depth);
    if (!Array.isArray(value)) return value;
    const scrubbed = value.map((item: unknown) => scrub(item, depth + 1));
    return scrubbed.every((item, index) => item === value[index]) ? value : scrubbed;
  }

  function scrubObject(object: JsonObject, depth: number): JsonObject {
    let copy: Record<string, unknown> | undefined;
    for (const name of Object.keys(object)) {
      const value = scrubMember(name, object[name], depth + 1);
      if (value === object[name]) continue;
      copy ??= { ...object };
      setOwn(copy, name, value);
    }
    return copy ?? object;
  }

  /** An agent that is an organization stays. */
  function scrubAgents(value: unknown, depth: number): unknown {
    if (Array.isArray(value)) {
      const organizations = value.filter(isOrganization);
      return organizations.length === 0 ? null : scrub(organizations, depth);
    }
    return isOrganization(value) ? scrub(value, depth) : null;
  }

  return (given) => {
    const withoutWithheld: Record<string, unknown> = { ...given };
    let isWithheldOnly = true;
    for (const name of withheld) {
      const value = given[name];
      if (value === null || value === undefined) continue;
      const scrubbed = scrubMember(name, value, 0);
      if (scrubbed !== null) isWithheldOnly = false;
      withoutWithheld[name] = scrubbed;
    }
    const record = filterFlat(scrubObject(withoutWithheld, 0));
    return { record, isWithheldOnly: isWithheldOnly && record === withoutWithheld };
  };
}

function isOrganization(agent: unknown): boolean {
  if (!isJsonObject(agent)) return false;
  const type = agent['@type'];
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  return types.some((name) => typeof name === 'string' && ORGANIZATION.test(name));
}

/** Of the cards what may be kept; null where that is nothing. */
function scrubCards(value: unknown, kept: ReadonlySet<string>): unknown {
  if (kept.has('name') && kept.has('email') && kept.has('mobile')) return value;
  if (!Array.isArray(value)) return scrubCard(value, kept) ?? null;
  const cards = value.flatMap((card: unknown) => scrubCard(card, kept) ?? []);
  return cards.length === 0 ? null : cards;
}

/** Only what is known to be no person's stays of a card: the portals' inventions may be anything. */
function scrubCard(card: unknown, kept: ReadonlySet<string>): unknown {
  if (!isJsonObject(card)) return kept.has('name') && kept.has('email') ? card : undefined;
  const left: Record<string, unknown> = {};
  for (const name of OFFICE_MEMBERS)
    if (card[name] !== undefined && card[name] !== null) left[name] = card[name];
  for (const name of TELEPHONES) {
    const number = wordOf(card[name]);
    if (typeof number !== 'string') continue;
    const office = kept.has('mobile') ? number : officeNumbers(number);
    if (office !== undefined && /\d{3}/.test(office)) left[name] = office;
  }
  if (kept.has('name') && card['fn'] !== undefined) left['fn'] = card['fn'];
  for (const name of EMAILS) if (kept.has('email') && card[name] !== undefined) left[name] = card[name];
  return Object.keys(left).length === 0 ? undefined : left;
}
