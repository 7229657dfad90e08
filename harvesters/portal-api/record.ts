import { isJsonObject, type JsonObject, setOwn } from '../../src/domain/json-values.js';
import type { Source } from '../../src/domain/source.js';
import type { TargetReader } from '../../src/domain/target-reader.js';
import { type Unread, UnreadParts } from '../../src/domain/unread-parts.js';
import type { HtmlPlace } from './html.js';
import { ReadingError } from './reading-error.js';
import type { DistributionsPlan, RecordPlan } from './record-plan.js';
import { encode, resolve } from './request.js';
import type { Words } from './template.js';
import type { NamedValue, Place } from './value.js';

/** A raw record: the values that its profile names and no others. It is stored, and `map` puts it together. */
export interface RawRecord {
  /** By the names of elements and their parts. */
  readonly fields: JsonObject;
  /** By the portal's own labels. */
  readonly labels: JsonObject;
  readonly distributions: readonly JsonObject[];
  readonly extras: JsonObject;
  /** What its profile says of every record: kept with it, so that another constant is another record. */
  readonly constants: JsonObject;
  readonly page?: string;
  readonly unread?: readonly Unread[];
}

/** Everything that the portal said of one record. */
export interface Said {
  /** The list's element. */
  readonly item: unknown;
  /** Of the detail, or of the list's element where there is none. */
  readonly html: HtmlPlace | undefined;
  readonly detail?: unknown;
  /** Answers to further questions, by name. */
  readonly more?: JsonObject;
  readonly words: Words;
  /** Where it was said: relative addresses are below it. */
  readonly url: string;
}

export interface RecordContext {
  readonly plan: RecordPlan;
  readonly source: Source;
  readonly targetOf: TargetReader;
}

/** Takes out of what the portal said what the profile names. A value that cannot be read is named in `unread`. */
export function readRecord(said: Said, { plan, source, targetOf }: RecordContext): RawRecord {
  const unread = new UnreadParts();
  const place: Place = { json: scopeOf(said), html: said.html };
  const { page } = plan;
  const address =
    page && readOr(unread, '/page', () => resolve(page.fill(said.words, encode), source.url).href);
  const raw = {
    fields: readValues(plan.fields, place, '/fields', unread),
    labels: readLabels(said.html, plan, targetOf),
    distributions:
      plan.distributions === undefined
        ? []
        : readDistributions(plan.distributions, place, said, { source, unread }),
    extras: readValues(plan.extras, place, '/extras', unread),
    constants: plan.constants,
    ...(address !== undefined && { page: address }),
  };
  const parts = unread.list();
  return parts.length === 0 ? raw : { ...raw, unread: parts };
}

/**
 * A plain name is looked up in the detail, and where that says nothing in the list's element; both can be asked by name,
 * as can the answers to further questions.
 */
function scopeOf({ item, detail, more }: Said): JsonObject {
  const scope: Record<string, unknown> = isJsonObject(item) ? { ...item } : {};
  if (isJsonObject(detail)) {
    for (const [key, value] of Object.entries(detail)) {
      if (value !== null && value !== '') setOwn(scope, key, value);
    }
  }
  return Object.assign(scope, { item }, detail === undefined ? {} : { detail }, more);
}

function readValues(
  values: readonly NamedValue[],
  place: Place,
  pointer: string,
  unread: UnreadParts,
): JsonObject {
  const found: Record<string, unknown> = {};
  for (const [name, read] of values) {
    const value = readOr(unread, `${pointer}/${name}`, () => read(place));
    if (!saysNothing(value)) setOwn(found, name, value);
  }
  return found;
}

function readOr<T>(unread: UnreadParts, pointer: string, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ReadingError)) throw error;
    unread.add(pointer, error.message, null);
    return undefined;
  }
}

function saysNothing(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0;
}

/** Labels that lead to an element, or that the profile keeps; of those that repeat, the first that says something. */
function readLabels(
  html: HtmlPlace | undefined,
  { cells, keepsLabel }: RecordPlan,
  targetOf: TargetReader,
): JsonObject {
  const labels: Record<string, unknown> = {};
  if (html === undefined || cells === undefined) return labels;
  for (const { label, text } of cells(html)) {
    if (text === '' || Object.hasOwn(labels, label)) continue;
    if (targetOf(label) !== undefined || keepsLabel(label)) setOwn(labels, label, text);
  }
  return labels;
}

function readDistributions(
  plan: DistributionsPlan,
  place: Place,
  said: Said,
  { source, unread }: { readonly source: Source; readonly unread: UnreadParts },
): readonly JsonObject[] {
  const { elements, address } = plan;
  const found = readOr(unread, '/distributions', () => elements(place)) ?? [];
  return found.flatMap((element, index) => {
    const pointer = `/distributions/${index}`;
    const own = isJsonObject(element.json) ? element.json : {};
    const values = readValues(plan.values, element, pointer, unread);
    const written =
      address === undefined
        ? relativeTo(said.url, values['url'])
        : readOr(unread, `${pointer}/url`, () => {
            const words = { ...said.words, ...own, ...values, id: said.words['id'], fileId: values['id'] };
            return resolve(address.fill(words, encode), source.url).href;
          });
    const whole = written === undefined ? values : { ...values, url: written };
    return Object.keys(whole).length === 0 ? [] : [whole];
  });
}

/** An address below a host, as pages link; everything else stays as the portal wrote it. */
function relativeTo(url: string, written: unknown): unknown {
  const isRelative = typeof written === 'string' && /^(?:\/|\.\.?\/|\?)/u.test(written);
  return isRelative && URL.canParse(written, url) ? new URL(written, url).href : written;
}
