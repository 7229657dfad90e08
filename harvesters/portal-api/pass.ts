import type { Gathered, PortalClient } from '../../src/pipeline/ports.js';
import type { ListPlan } from './plan.js';
import type { Words } from './template.js';
import { digestOf, type Listed, walkList, type WalkEnd } from './walk.js';

/** What one walk over a list came to. */
export interface PassResult {
  readonly end: WalkEnd;
  /** Elements in all, and those that repeat the id of another of this walk. */
  readonly received: number;
  readonly duplicates: number;
  readonly firstDuplicate: string | undefined;
  /** What the portal counted last, and whether it counted otherwise before. */
  readonly total: number | undefined;
  readonly moved: boolean;
  /** Of all ids in their order. */
  readonly digest: string;
}

export interface PassContext {
  readonly portal: PortalClient;
  readonly base: string;
  readonly list: ListPlan;
  readonly words: Words;
  /** The record of an element, or what is to be said of it; nothing for one that was met in an earlier pass. */
  readonly admit: (element: Listed, url: string) => Gathered | undefined;
  readonly counted: (total: number) => Gathered;
}

/** Walks a list once and tells how it went. */
export async function* passOver(
  context: PassContext,
  signal: AbortSignal,
): AsyncGenerator<Gathered, PassResult> {
  const met = new Set<string>();
  let [received, duplicates, moved, digest] = [0, 0, false, ''];
  let total: number | undefined;
  let firstDuplicate: string | undefined;
  const pages = walkList(context, signal);
  for (;;) {
    const { done, value: page } = await pages.next();
    if (done === true) {
      return { end: page, received, duplicates, firstDuplicate, total, moved, digest };
    }
    signal.throwIfAborted();
    if (page.total !== undefined) {
      if (total === undefined) yield context.counted(page.total);
      else if (total !== page.total) moved = true;
      total = page.total;
    }
    digest = digestOf(page.elements, digest);
    received += page.elements.length;
    for (const element of page.elements) {
      const { id } = element;
      if (id !== undefined && met.has(id)) {
        duplicates += 1;
        firstDuplicate ??= id;
        continue;
      }
      if (id !== undefined) met.add(id);
      const gathered = context.admit(element, page.answer.url);
      if (gathered !== undefined) yield gathered;
    }
  }
}

/** Nothing can have slipped between two pages: the portal's count is that of the elements, and none came twice. */
export function isSettled({ end, received, duplicates, total, moved }: PassResult): boolean {
  return end === 'complete' && !moved && duplicates === 0 && (total === undefined || total === received);
}

/** Two walks met the same ids in the same order: what is twice in the list is so on purpose. */
export function stoodStill(first: PassResult, second: PassResult): boolean {
  const { received, total } = second;
  return first.digest === second.digest && (total === undefined || total === received);
}
