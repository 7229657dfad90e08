import type { Distribution, DistributionDraft } from '../domain/dataset.js';
import { distributionIdentifier } from '../domain/identifiers.js';
import { cleanCharacters, cleanKey, isClean } from './characters.js';
import type { CrosswalkTable } from './crosswalk-table.js';
import { findFormat, type KnownFormat } from './formats.js';
import type { Notes } from './notes.js';
import { toBytes } from './numbers.js';
import { isWithinDepth, plainJson } from './plain-json.js';
import { toText } from './text.js';
import { isNullWord } from './words.js';

/** Where a value stands. Pointers are written out only where something is to be said: a dataset can have 10,000 resources. */
interface Place {
  readonly index: number;
  readonly notes: Notes;
}

/**
 * 挂接资源. Their format becomes the canonical one, and `formatRaw` keeps the portal's spelling (which is why no adjustment
 * repeats it); all else stays as the portal wrote it. Without a table the formats are canonical already.
 */
export function toDistributions(
  drafts: readonly DistributionDraft[],
  datasetId: string,
  formats: CrosswalkTable | undefined,
  notes: Notes,
): readonly Distribution[] {
  const turns = new Map<string, number>();
  const unknown = new Set<string>();
  const distributions = drafts.map((draft, index) => {
    const place = { index, notes };
    const remoteId = textAt(draft.remoteId, 'remoteId', place)?.trim();
    const url = textAt(draft.url, 'url', place)?.trim();
    const word = textAt(draft.format, 'format', place)?.trim();
    const known = word === undefined ? undefined : formats && findFormat(word, formats);
    if (formats !== undefined && word !== undefined && (known === undefined || known.isUnknownType))
      unknown.add(word);
    const key = distinctKey(remoteId === undefined ? `place:${index}:${url ?? ''}` : `id:${remoteId}`, turns);
    const identifier = distributionIdentifier(datasetId, key);
    const understood = formats === undefined ? nationalFormat(draft, word, place) : { word, known };
    return toDistribution(draft, { identifier, remoteId, url, ...understood }, place);
  });
  for (const word of unknown) notes.report('unknown-format', { pointer: '/distributions', value: word });
  return distributions;
}

/** A format that another hub has understood, with the word that it was understood of. */
function nationalFormat(
  draft: DistributionDraft,
  type: string | undefined,
  place: Place,
): Pick<Understood, 'word' | 'known'> {
  const kind = KINDS.find((each) => each === draft.kind);
  const word = textAt(draft.formatRaw, 'formatRaw', place) ?? type;
  return { word, known: { ...(type !== undefined && { type }), ...(kind !== undefined && { kind }) } };
}

const KINDS = ['file', 'api'] as const;

interface Understood {
  readonly identifier: string;
  readonly remoteId: string | undefined;
  readonly url: string | undefined;
  /** The format as the portal wrote it, and what it means. */
  readonly word: string | undefined;
  readonly known: KnownFormat | undefined;
}

type Building = { -readonly [K in keyof Distribution]: Distribution[K] };

/** Built member by member in the order of the keys: the canonical form then needs no copy. */
function toDistribution(draft: DistributionDraft, understood: Understood, place: Place): Distribution {
  const made: Partial<Building> = {};
  const put = <K extends keyof Building>(name: K, value: Building[K] | undefined): void => {
    if (value !== undefined) made[name] = value;
  };
  const { word, known } = understood;
  const format = known?.type ?? word;
  put('bytes', bytesAt(draft.bytes, place));
  put('created', textAt(draft.created, 'created', place));
  put('description', textAt(draft.description, 'description', place));
  put('extras', extrasAt(draft.extras, place));
  put('format', format);
  const stated = textAt(draft.formatRaw, 'formatRaw', place)?.trim();
  put('formatRaw', stated ?? (word === format ? undefined : word));
  put('hash', textAt(draft.hash, 'hash', place));
  made.identifier = understood.identifier;
  put('kind', known?.kind);
  put('mediaType', textAt(draft.mediaType, 'mediaType', place));
  put('modified', textAt(draft.modified, 'modified', place));
  put('remoteId', understood.remoteId);
  put('title', textAt(draft.title, 'title', place));
  put('url', understood.url);
  // Its only member that is not optional is put above, in its place among the keys.
  return made as Distribution;
}

/** Two resources under one id stay two: the second takes its turn into its key. `turns` has the last turn of each key. */
function distinctKey(key: string, turns: Map<string, number>): string {
  let distinct = key;
  let turn = turns.get(key) ?? 1;
  while (turns.has(distinct)) {
    turn += 1;
    distinct = `${key}#${turn}`;
  }
  turns.set(key, turn);
  if (distinct !== key) turns.set(distinct, 1);
  return distinct;
}

function textAt(value: unknown, name: string, place: Place): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string' && isClean(value) && !isNullWord(value) && value.trim() !== '') return value;
  return toText(value, `/distributions/${place.index}/${name}`, place.notes);
}

function bytesAt(value: unknown, place: Place): number | undefined {
  if (value === undefined || value === null) return undefined;
  return toBytes(value, `/distributions/${place.index}/bytes`, place.notes);
}

function extrasAt(
  extras: Readonly<Record<string, unknown>> | undefined,
  place: Place,
): Readonly<Record<string, unknown>> | undefined {
  if (extras === undefined) return undefined;
  const kept: Record<string, unknown> = {};
  let empty = true;
  for (const key of Object.keys(extras).sort()) {
    const value = extras[key];
    if (key === '__proto__' || value === undefined) continue;
    if (!isWithinDepth(value)) {
      const detail = cleanCharacters(key.slice(0, 100));
      place.notes.report('value-too-deep', { pointer: `/distributions/${place.index}/extras`, detail });
      continue;
    }
    kept[cleanKey(key)] = plainJson(value);
    empty = false;
  }
  return empty ? undefined : kept;
}
