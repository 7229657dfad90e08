import { SourceResponseError, SourceUnavailableError } from '../../src/domain/errors.js';
import { isJsonObject, type JsonObject } from '../../src/domain/json-values.js';
import type { PortalClient, PortalDocument, ProbeFinding } from '../../src/pipeline/ports.js';

const TITLE = /(?:标题|標題|名称|名稱|题名|題名|^title|^name)$/iu;
/** Fewer labels are no catalogue. */
const MIN_LABELS = 3;
/** Members that lead to the list: an envelope, its result, the list in it. */
const MAX_PATH = 3;
/** Records looked at to tell that they are of one form. */
const LOOKED_AT = 20;

/** Other kinds are lists of objects as well and say so more surely. */
const CERTAINTY = 0.4;

/** A JSON document whose records are flat and have a title, wherever in it the list is. */
export async function probeList(
  portal: PortalClient,
  url: string,
  signal: AbortSignal,
): Promise<ProbeFinding | undefined> {
  try {
    const document = await portal.openDocument(url, 'application/json, */*;q=0.1', signal);
    try {
      return await findList(document, url, signal);
    } finally {
      await document.close();
    }
  } catch (error) {
    if (error instanceof SourceResponseError || error instanceof SourceUnavailableError) return undefined;
    throw error;
  }
}

async function findList(
  document: PortalDocument,
  url: string,
  signal: AbortSignal,
): Promise<ProbeFinding | undefined> {
  const first = await firstValues(document, []);
  const [only] = first;
  const list = looksFlat(first) ? [] : isJsonObject(only) ? pathToList(only) : undefined;
  if (list === undefined) return undefined;
  const sample = list.length === 0 ? first : await firstValues(document, list);
  if (!looksFlat(sample)) return undefined;
  const labels = Object.keys(sample[0] ?? {});
  return {
    certainty: CERTAINTY,
    evidence: `a list of flat records under ${labels.slice(0, 6).join(', ')}`,
    records: await count(document, list, signal),
    url,
    options: list.length === 0 ? {} : { list },
  };
}

async function firstValues(document: PortalDocument, list: readonly string[]): Promise<readonly unknown[]> {
  const values: unknown[] = [];
  for await (const { sent, head } of document.records({ list, head: [], withhold: [] })) {
    values.push(sent === undefined ? head : sent.read());
    if (values.length === LOOKED_AT) break;
  }
  return values;
}

async function count(
  document: PortalDocument,
  list: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  let records = 0;
  for await (const { head } of document.records({ list, head: [], withhold: [] })) {
    signal.throwIfAborted();
    if (isJsonObject(head)) records += 1;
  }
  return records;
}

function looksFlat(values: readonly unknown[]): values is readonly JsonObject[] {
  return values.length > 0 && values.every((value) => isJsonObject(value) && isFlatRecord(value));
}

function isFlatRecord(record: JsonObject): boolean {
  const labels = Object.keys(record);
  const hasTitle = labels.some((label) => TITLE.test(label) && typeof record[label] === 'string');
  return hasTitle && labels.length >= MIN_LABELS && !Object.values(record).some(isListOfObjects);
}

function isListOfObjects(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(isJsonObject);
}

function pathToList(value: JsonObject, depth = 0): readonly string[] | undefined {
  if (depth === MAX_PATH) return undefined;
  for (const name of Object.keys(value)) {
    const member = value[name];
    if (isListOfObjects(member)) return [name];
    const rest = isJsonObject(member) ? pathToList(member, depth + 1) : undefined;
    if (rest !== undefined) return [name, ...rest];
  }
  return undefined;
}
