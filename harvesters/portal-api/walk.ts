import { sha256Hex } from '../../src/domain/canonical-json.js';
import { isJsonObject, setOwn } from '../../src/domain/json-values.js';
import type { PortalClient } from '../../src/pipeline/ports.js';
import { answerFault } from './faults.js';
import type { HtmlPlace } from './html.js';
import type { ListPlan } from './plan.js';
import { type Answer, stated } from './question.js';
import { ReadingError } from './reading-error.js';
import type { Words } from './template.js';
import type { Place } from './value.js';

export interface WalkContext {
  readonly portal: PortalClient;
  readonly base: string;
  readonly list: ListPlan;
  /** What the requests of this list are filled with besides the paging. */
  readonly words: Words;
}

/** One element of a list. */
export interface Listed {
  /** Undefined where none can be read. */
  readonly id: string | undefined;
  /** The element with the values that the profile names. */
  readonly item: unknown;
  readonly html: HtmlPlace | undefined;
}

export interface Page {
  readonly answer: Answer;
  readonly elements: readonly Listed[];
  /** What the portal counts, where it is asked. */
  readonly total: number | undefined;
}

/**
 * How a walk ended. `complete`: with the last page by what the portal says, or an empty one. `repeated`: a page came once
 * more. `cut`: at the ceiling of pages.
 */
export type WalkEnd = 'complete' | 'repeated' | 'cut';

/** Elements of one answer: it is held as a whole, with all that is made of it. */
const MAX_ELEMENTS = 100_000;

/** An id is a key of the store, no text. */
const MAX_ID_LENGTH = 500;

/** Walks a list page by page, the next one already under way. Its faults are those of the portal client and of the answers. */
export async function* walkList(context: WalkContext, signal: AbortSignal): AsyncGenerator<Page, WalkEnd> {
  const { paging } = context.list;
  const abandoned = new AbortController();
  const both = AbortSignal.any([signal, abandoned.signal]);
  const digests = new Set<string>();
  let received = 0;
  let previous: string | undefined;
  let pages: number | undefined;
  try {
    let pending = askPage(context, { index: 0, received, isDue: true }, both);
    for (let index = 0; ; index += 1) {
      const page = await pending;
      const { elements, total } = page;
      if (elements.length === 0) return 'complete';
      const digest = digestOf(elements);
      if (digests.has(digest)) {
        return paging?.repeatsLast === true && digest === previous ? 'complete' : 'repeated';
      }
      digests.add(digest);
      previous = digest;
      received += elements.length;
      pages = paging?.pages(page.answer);
      const isLast =
        paging === undefined ||
        (total !== undefined && received >= total) ||
        (pages !== undefined && index + 1 >= pages);
      const isCut = !isLast && index + 1 >= paging.maxPages;
      if (!isLast && !isCut) {
        const isDue = pages !== undefined || total !== undefined;
        pending = askPage(context, { index: index + 1, received, isDue }, both);
        // Awaited in its turn; until then its failure is nobody's.
        pending.catch(() => undefined);
      }
      yield page;
      if (isLast) return 'complete';
      if (isCut) return 'cut';
    }
  } finally {
    // A consumer may stop early; the page that is under way for him is of no use any more.
    abandoned.abort();
  }
}

async function askPage(
  { portal, base, list, words }: WalkContext,
  { index, received, isDue }: { readonly index: number; readonly received: number; readonly isDue: boolean },
  signal: AbortSignal,
): Promise<Page> {
  const asked = { ...words, ...list.paging?.words(index, received) };
  const answer = await list.question.ask(portal, base, asked, signal);
  return { answer, ...readPage(answer, list, isDue) };
}

/**
 * The elements of a list's answer. `isDue`: the portal has to have something here, so that an answer without a list is the
 * end of it only where it counts none.
 */
export function readPage(answer: Answer, list: ListPlan, isDue: boolean): Omit<Page, 'answer'> {
  const places = stated(answer.url, () => list.elements(answer));
  if (places !== undefined && places.length > MAX_ELEMENTS) {
    throw answerFault(answer.url, `the answer lists more than ${MAX_ELEMENTS} elements`, 'too-large');
  }
  if (places !== undefined && places.length > 0) {
    return { elements: places.map((place) => listed(place, list)), total: list.paging?.total(answer) };
  }
  if (places === undefined && isDue && (list.paging?.total(answer) ?? list.paging?.pages(answer)) !== 0) {
    throw answerFault(answer.url, 'there is no list in the answer');
  }
  return { elements: [], total: undefined };
}

function listed({ json, html }: Place, { id, values }: ListPlan): Listed {
  let item = json;
  if (values.length > 0) {
    const named: Record<string, unknown> = isJsonObject(json) ? { ...json } : {};
    for (const [name, value] of values)
      setOwn(
        named,
        name,
        unlessUnfit(() => value({ json, html })),
      );
    item = named;
  }
  return { id: toId(unlessUnfit(() => id({ json: item, html }))), item, html };
}

/** What an expression cannot be applied to does not have the value. */
function unlessUnfit(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    if (error instanceof ReadingError) return undefined;
    throw error;
  }
}

function toId(found: unknown): string | undefined {
  if (typeof found === 'number') return String(found);
  const text = typeof found === 'string' ? found.trim() : '';
  return text === '' || text.length > MAX_ID_LENGTH ? undefined : text;
}

/** Of the ids on a page, in their order. */
export function digestOf(elements: readonly Listed[], before = ''): string {
  return sha256Hex(JSON.stringify([before, elements.map(({ id }) => id ?? null)]));
}
