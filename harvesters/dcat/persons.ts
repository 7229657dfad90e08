import { type ContactKind, createContactKeys, scrubContactValue } from '../../src/domain/contact-keys.js';
import { isJsonObject, type JsonObject, setOwn } from '../../src/domain/json-values.js';
import type { LabelLookup } from '../../src/domain/labels.js';
import type { RecordNode } from './node.js';

/** Takes the persons out of a record that may not be kept; what is left of it is stored. */
export type PersonFilter = (record: RecordNode) => RecordNode;

/** Leads to somebody who can be asked. */
const CONTACT = /contact(?:Point|Person|Info)?$/i;
const PERSONS: ReadonlySet<string> = new Set([
  'foaf:Person',
  'vcard:Individual',
  'schema:Person',
  'prov:Person',
  'http://www.w3.org/ns/person#Person',
]);
const NAME =
  /^(?:(?:has)?(?:formatted|given|family|nick|additional|first|last|sur)?-?_?name|fn|hasFN|label|prefLabel|nick|givenName|familyName)$/i;
const EMAIL = /e-?mail|mbox/i;
const PHONE = /tele?phone|\btel\b|phone|mobile|\bfax\b/i;
const MAILTO = /^mailto:/i;

/**
 * `keep`: `personalData.keep` of the source. In a contact point and in whatever says that it is a person, names go;
 * addresses of mail go everywhere; of telephone numbers mobile ones are masked.
 */
export function createPersonFilter(keep: readonly string[], labels: LabelLookup): PersonFilter {
  const kept = new Set(keep);
  const kindOfLabel = createContactKeys(labels);

  function kindOf(property: string, isPerson: boolean): ContactKind {
    const local = property.slice(
      Math.max(property.lastIndexOf(':'), property.lastIndexOf('/'), property.lastIndexOf('#')) + 1,
    );
    if (CONTACT.test(property)) return 'none';
    if (EMAIL.test(local)) return 'email';
    if (PHONE.test(local)) return 'phone';
    if (isPerson && NAME.test(local)) return 'name';
    return kindOfLabel(local);
  }

  function scrubNode(node: JsonObject, isContact: boolean): RecordNode {
    const types = node['@type'];
    const isPerson =
      isContact ||
      (Array.isArray(types) && types.some((type: unknown) => typeof type === 'string' && PERSONS.has(type)));
    const scrubbed: Record<string, unknown> = {};
    for (const property of Object.keys(node)) {
      const value = node[property];
      const isOwn =
        property === '@type' || (property === '@id' && typeof value === 'string' && !MAILTO.test(value));
      if (isOwn || !(Array.isArray(value) || property === '@id')) {
        setOwn(scrubbed, property, value);
        continue;
      }
      const kind = property === '@id' ? 'email' : kindOf(property, isPerson);
      const isWithinContact = CONTACT.test(property);
      const values = (Array.isArray(value) ? (value as readonly unknown[]) : [value]).flatMap((item) => {
        const clean = scrub(item, kind, isWithinContact);
        return clean === undefined ? [] : [clean];
      });
      if (property === '@id') {
        if (values[0] !== undefined) setOwn(scrubbed, property, values[0]);
      } else if (values.length > 0) setOwn(scrubbed, property, values);
    }
    return scrubbed;
  }

  /** A value as it may be kept; undefined where nothing of it may. */
  function scrub(value: unknown, kind: ContactKind, isContact: boolean): unknown {
    if (typeof value === 'string') {
      // Without a letter it is a number.
      const found = kind === 'none' && isContact ? (/\p{L}/u.test(value) ? 'name' : 'phone') : kind;
      return scrubContactValue(value, MAILTO.test(value) ? 'email' : found, kept);
    }
    if (!isJsonObject(value)) return value;
    if (Object.hasOwn(value, '@value')) {
      const clean = scrub(value['@value'], kind, isContact);
      return clean === undefined ? undefined : { ...value, '@value': clean };
    }
    if (kind === 'none') {
      const clean = scrubNode(value, isContact);
      return Object.keys(clean).length === 0 ? undefined : clean;
    }
    return scrubAll(value, kind);
  }

  /** A node that is nothing but a number or an address: all its texts are of that kind. */
  function scrubAll(node: JsonObject, kind: ContactKind): JsonObject | undefined {
    const scrubbed: Record<string, unknown> = {};
    let says = false;
    for (const property of Object.keys(node)) {
      const value = node[property];
      if (property === '@type') {
        setOwn(scrubbed, property, value);
        continue;
      }
      const values = (Array.isArray(value) ? (value as readonly unknown[]) : [value]).flatMap((item) => {
        const clean = scrub(item, kind, false);
        return clean === undefined ? [] : [clean];
      });
      if (values.length === 0) continue;
      says = true;
      setOwn(scrubbed, property, Array.isArray(value) ? values : values[0]);
    }
    return says ? scrubbed : undefined;
  }

  return (record) => scrubNode(record, false);
}
