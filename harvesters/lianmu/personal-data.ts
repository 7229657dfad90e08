import { createContactKeys, officeNumbers, scrubContactValue } from '../../src/domain/contact-keys.js';
import { isJsonObject, type JsonObject } from '../../src/domain/json-values.js';
import type { LabelReader } from '../../src/pipeline/ports.js';

/** Takes out of a record the persons that the source does not let the hub keep, whatever its own hub keeps of them. */
export type PersonalDataFilter = (record: JsonObject) => JsonObject;

export function createPersonalDataFilter(kept: readonly string[], labels: LabelReader): PersonalDataFilter {
  const keep = new Set(kept);
  const contactKind = createContactKeys(labels);

  function contactOf(contact: JsonObject): JsonObject {
    const { phone } = contact;
    const office = typeof phone === 'string' && !keep.has('mobile') ? officeNumbers(phone) : phone;
    return {
      ...(office !== undefined && { phone: office }),
      ...(keep.has('email') && { email: contact['email'] }),
      ...(keep.has('name') && { name: contact['name'] }),
    };
  }

  function extraOf(extra: unknown): readonly unknown[] {
    if (!isJsonObject(extra)) return [];
    const { key, value } = extra;
    if (typeof key !== 'string' || typeof value !== 'string') return [];
    const scrubbed = scrubContactValue(value, contactKind(key), keep);
    return scrubbed === undefined ? [] : [{ key, value: scrubbed }];
  }

  return (record) => {
    const { contact, extras } = record;
    return {
      ...record,
      ...(contact !== undefined && { contact: isJsonObject(contact) ? contactOf(contact) : undefined }),
      ...(extras !== undefined && { extras: Array.isArray(extras) ? extras.flatMap(extraOf) : [] }),
    };
  };
}
