import { isJsonObject } from '../../src/domain/json-values.js';
import { gatherProblem } from '../../src/domain/problem.js';
import type { Gathered, GatherGap, GatherNotice, PortalClient, RecordRef } from '../../src/pipeline/ports.js';
import { answerFault } from './faults.js';
import { isSettled, type PassContext, passOver, type PassResult, stoodStill } from './pass.js';
import type { Plan } from './plan.js';
import { ReadingError } from './reading-error.js';
import type { Template, Words } from './template.js';
import type { Listed } from './walk.js';

/** What is known of a listed record besides its element: what fills the requests about it, and where it was listed. */
export interface Listing {
  readonly words: Words;
  readonly url: string;
}

export interface GatherContext {
  readonly portal: PortalClient;
  /** The source's address. */
  readonly base: string;
  readonly plan: Plan;
  toRef(element: Listed, remoteId: string, listing: Listing): RecordRef;
}

/** Lists a portal, one of its lists after another. An id that a list before had is told and not taken again. */
export async function* gatherRecords(
  context: GatherContext,
  signal: AbortSignal,
): AsyncGenerator<Gathered, void> {
  const { portal, base, plan } = context;
  /** By remote id, the words of the list that had it first. */
  const owners = new Map<string, Words>();
  let counted = 0;
  for (const words of plan.lists) {
    const before = counted;
    const elsewhere: string[] = [];
    const pass: PassContext = {
      portal,
      base,
      list: plan.list,
      words,
      counted(total) {
        counted = before + total;
        return { type: 'total', total: counted };
      },
      admit(element, url) {
        const about = wordsOf(element, words);
        const remoteId = remoteIdOf(element, about, plan.list.remoteId);
        if (remoteId === undefined) return unidentified();
        const owner = owners.get(remoteId);
        if (owner === undefined) {
          owners.set(remoteId, words);
          return context.toRef(element, remoteId, { words: about, url });
        }
        if (owner !== words) elsewhere.push(remoteId);
        return undefined;
      },
    };
    yield* gatherList(pass, signal);
    const [first] = elsewhere;
    if (first !== undefined) yield duplicateNotice(first, new Set(elsewhere).size);
  }
}

/**
 * A walk that may have missed something is made once more: what it met is skipped, and where both met the same in the same
 * order, the list stood still. Otherwise the run is told to be incomplete.
 */
async function* gatherList(context: PassContext, signal: AbortSignal): AsyncGenerator<Gathered, void> {
  const first = yield* passOver(context, signal);
  if (isSettled(first)) return;
  if (first.end === 'cut') {
    throw answerFault(context.base, `the list has no end: ${first.received} elements so far`, 'too-large');
  }
  if (first.end === 'repeated') {
    const advice = 'check its paging, and set repeatsLast if the portal repeats its last page';
    throw answerFault(
      context.base,
      `the list gives a page twice after ${first.received} elements: ${advice}`,
    );
  }
  const second = yield* passOver({ ...context, admit: onlyRecords(context.admit) }, signal);
  if (isSettled(second)) return;
  if (second.end === 'complete' && stoodStill(first, second)) {
    if (second.firstDuplicate !== undefined) yield duplicateNotice(second.firstDuplicate, second.duplicates);
    return;
  }
  yield gap('list-shifted', describe(second), 'advice');
}

/** Everything else was told by the first pass. */
function onlyRecords(admit: PassContext['admit']): PassContext['admit'] {
  return (element, url) => {
    const gathered = admit(element, url);
    return gathered?.type === 'record' ? gathered : undefined;
  };
}

/** What a profile writes wins over a member of the element that happens to have the same name. */
function wordsOf({ id, item }: Listed, words: Words): Words {
  return { ...(isJsonObject(item) ? item : {}), ...words, id };
}

function remoteIdOf({ id }: Listed, words: Words, template: Template | undefined): string | undefined {
  if (id === undefined || template === undefined) return id;
  try {
    return template.fill(words);
  } catch (error) {
    if (error instanceof ReadingError) return undefined;
    throw error;
  }
}

/** Nothing of the element is quoted: what its profile does not name is not stored. */
function unidentified(): GatherGap {
  const detail = 'no id can be read from an element of the list';
  return { type: 'gap', problem: gatherProblem('malformed-record', { pointer: '/id', detail }) };
}

function duplicateNotice(value: string, times: number): GatherNotice {
  const detail = `${times} element(s) repeat the id of another`;
  return { type: 'notice', problem: gatherProblem('duplicate-record', { value, detail, bar: 'advice' }) };
}

function gap(code: string, detail: string, bar?: 'advice'): GatherGap {
  return { type: 'gap', problem: gatherProblem(code, { detail, ...(bar && { bar }) }) };
}

function describe({ received, duplicates, total }: PassResult): string {
  const said = total === undefined ? 'the list moved while it was read' : `the portal counts ${total}`;
  return `${received} elements listed, ${duplicates} of them twice, ${said}`;
}
