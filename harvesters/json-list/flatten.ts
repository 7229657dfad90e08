import { isJsonObject, type JsonObject, setOwn } from '../../src/domain/json-values.js';
import type { LabelledRecord } from '../../src/domain/labelled-draft.js';
import type { JsonListOptions, Packing } from './options.js';

/** A record's values by label, out of whatever shape the list gives them; undefined for what is no record. */
export type Flatten = (value: unknown) => LabelledRecord | undefined;

/** What a record says under a label of its own wins over what is packed or wrapped in it. */
export function createFlatten({ packed, unwrap }: Pick<JsonListOptions, 'packed' | 'unwrap'>): Flatten {
  const wrapping = new Set(unwrap);
  return (value) => {
    const record =
      packed !== undefined && packed.field === undefined && typeof value === 'string'
        ? unpack(value, packed)
        : value;
    if (!isJsonObject(record)) return undefined;
    return packed?.field === undefined && wrapping.size === 0 ? record : spread(record, packed, wrapping);
  };
}

function spread(
  record: JsonObject,
  packed: Packing | undefined,
  wrapping: ReadonlySet<string>,
): LabelledRecord {
  const spreaded: Record<string, unknown> = {};
  for (const label of Object.keys(record)) {
    const value = record[label];
    const inner = wrapping.has(label)
      ? value
      : label === packed?.field && typeof value === 'string'
        ? unpack(value, packed)
        : undefined;
    if (!isJsonObject(inner)) {
      setOwn(spreaded, label, value);
      continue;
    }
    for (const name of Object.keys(inner)) {
      if (!Object.hasOwn(record, name)) setOwn(spreaded, name, inner[name]);
    }
  }
  return spreaded;
}

/** A part without a label goes on with the value before it, which then holds the sign that stands between values. */
function unpack(text: string, { between, within }: Packing): JsonObject | undefined {
  const values: Record<string, unknown> = {};
  let last: string | undefined;
  for (const part of text.split(between)) {
    const at = part.indexOf(within);
    if (at > 0) {
      last = part.slice(0, at).trim();
      setOwn(values, last, part.slice(at + within.length).trim());
    } else if (last !== undefined && part.trim() !== '') {
      setOwn(values, last, `${String(values[last])}${between}${part}`);
    }
  }
  return last === undefined ? undefined : values;
}
