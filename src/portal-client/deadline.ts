/** The request with its body took longer than the source allows. */
export class DeadlineError extends Error {
  readonly code = 'ERR_DEADLINE';

  constructor(timeoutMs: number) {
    super(`no complete answer within ${timeoutMs / 1000} s`);
  }
}

/** Gives the work its whole time once more. */
export type Extend = () => void;

/**
 * Runs `work` with a signal that aborts on the caller's signal or after the time-out, whichever is first, and throws that
 * signal's reason. `AbortSignal.any` is avoided: it keeps every derived signal alive as long as the job's.
 */
export async function withDeadline<T>(
  timeoutMs: number,
  signal: AbortSignal,
  work: (signal: AbortSignal, extend: Extend) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const controller = new AbortController();
  const timer = setTimeout(() => {
    controller.abort(new DeadlineError(timeoutMs));
  }, timeoutMs);
  const forward = (): void => {
    controller.abort(signal.reason);
  };
  signal.addEventListener('abort', forward, { once: true });
  try {
    return await work(controller.signal, () => timer.refresh());
  } catch (error) {
    controller.signal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', forward);
  }
}
