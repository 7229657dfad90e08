import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Runs pieces of long work, each in a turn of the event loop that it shares with no other piece: however many callers
 * have long work, no request waits for more than one piece of it.
 */
export type Slices = <Result>(piece: () => Result) => Promise<Result>;

export function createSlices(): Slices {
  let last: Promise<unknown> = Promise.resolve();
  return (piece) => {
    const turn = last.then(() => nextTurn()).then(piece);
    // The next piece waits for this one, whether it fails or not; its own caller hears of the failure.
    last = turn.then(
      () => undefined,
      () => undefined,
    );
    return turn;
  };
}
