import { isJsonObject, type JsonObject } from '../../src/domain/json-values.js';
import { wordOf } from './words.js';

/** What tells the parts of a key apart that is put together from several members. */
const BETWEEN = ' / ';

/**
 * The identity that a record gives itself: by the members that the source states, else its `identifier`, else its node's
 * IRI, its page, or at last its title and publisher. Undefined where it has none of them.
 */
export function keyOf(record: JsonObject, members: readonly string[] | undefined): string | undefined {
  if (members !== undefined) return joined(members.map((member) => keyText(memberAt(record, member))));
  return (
    identifierOf(record) ??
    keyText(wordOf(record['landingPage'])) ??
    joined([keyText(wordOf(record['title'])), keyText(wordOf(record['publisher']))])
  );
}

/** `identifier`, in DCAT-US 3 perhaps an object with an IRI or with an agency's notation; else the node's own IRI. */
export function identifierOf(record: JsonObject): string | undefined {
  const { identifier } = record;
  const first: unknown = Array.isArray(identifier) ? identifier[0] : identifier;
  const stated = isJsonObject(first) ? identifierOfObject(first) : keyText(first);
  return stated ?? iriOf(record);
}

function identifierOfObject(identifier: JsonObject): string | undefined {
  const stated = iriOf(identifier) ?? keyText(identifier['@value']);
  if (stated !== undefined) return stated;
  const notation = keyText(identifier['notation']);
  return notation === undefined ? undefined : joined([keyText(identifier['schemaAgency']), notation]);
}

/** The IRI of a node; a blank node's label is another one in each file. */
function iriOf(node: JsonObject): string | undefined {
  const iri = keyText(node['@id']);
  return iri === undefined || iri.startsWith('_:') ? undefined : iri;
}

function memberAt(record: JsonObject, path: string): unknown {
  let found: unknown = record;
  for (const name of path.split('.')) found = isJsonObject(found) ? found[name] : undefined;
  return wordOf(found);
}

function keyText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return text === '' ? undefined : text;
}

function joined(parts: readonly (string | undefined)[]): string | undefined {
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 ? undefined : known.join(BETWEEN);
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * The JSON without the white space between its values, so that a catalogue that is printed otherwise one day has the
 * same records in it.
 */
export function withoutLayout(json: Uint8Array): Uint8Array {
  if (!isLaidOut(json)) return json;
  const packed = Buffer.allocUnsafe(json.length);
  let length = 0;
  let isText = false;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at] ?? 0;
    if (byte === QUOTE) isText = !isText;
    else if (!isText && (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09)) continue;
    packed[length] = byte;
    length += 1;
    if (isText && byte === BACKSLASH) {
      at += 1;
      packed[length] = json[at] ?? 0;
      length += 1;
    }
  }
  return packed.subarray(0, length);
}

/** Every printer that puts space anywhere puts it behind a colon or ends its lines; to look for that costs next to nothing. */
function isLaidOut(json: Uint8Array): boolean {
  const bytes = Buffer.from(json.buffer, json.byteOffset, json.byteLength);
  return bytes.includes('": ') || bytes.includes('\n');
}
