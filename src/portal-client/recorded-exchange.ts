import { HubError } from '../domain/errors.js';
import type { Answer } from './exchange.js';
import { ADDRESS_REFUSED } from './guarded-lookup.js';
import { maskedUrl } from './masked-url.js';
import type { Settings } from './settings.js';
import { codeOf } from './translate-error.js';

interface Leaving {
  readonly url: URL;
  readonly isPost: boolean;
  /** From 1. */
  readonly attempt: number;
  readonly signal: AbortSignal;
}

/** Tells the answer as soon as its head is there. */
export type Answered = (answer: Answer) => void;

/** Makes a request and takes it down, however it ends; what was refused before it left is not taken down. */
export async function recordedExchange<T>(
  { ledger, sourceId, headers, now }: Settings,
  { url, isPost, attempt, signal }: Leaving,
  make: (answered: Answered) => Promise<T>,
): Promise<T> {
  if (ledger === undefined) return make(() => undefined);
  const at = now();
  let answer: Answer | undefined;
  let error: string | undefined;
  try {
    return await make((begun) => {
      answer = begun;
    });
  } catch (thrown) {
    error = signal.aborted ? 'aborted' : faultOf(thrown);
    throw thrown;
  } finally {
    if (error !== ADDRESS_REFUSED) {
      ledger.add({
        sourceId,
        at,
        method: isPost ? 'POST' : 'GET',
        url: maskedUrl(url, Object.values(headers)),
        ...(answer !== undefined && { status: answer.status }),
        ...(error !== undefined && { error }),
        bytes: answer?.tally.bytes ?? 0,
        milliseconds: now().getTime() - at.getTime(),
        attempt,
      });
    }
  }
}

/** The code of what went wrong; none for an answer whose status says it. */
function faultOf(thrown: unknown): string | undefined {
  if (thrown instanceof HubError && 'status' in thrown && thrown.status !== undefined) return undefined;
  if (thrown instanceof HubError && 'fault' in thrown) return String(thrown.fault);
  return codeOf(thrown) ?? 'failed';
}
