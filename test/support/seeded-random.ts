/** Numbers that look random and are the same in every run. */
export interface SeededRandom {
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number;
  pick<T>(choices: readonly T[]): T;
}

/** A linear congruential generator; its low bits, which repeat soon, are dropped. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  function below(limit: number): number {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor(((state >>> 8) / 0x1000000) * limit);
  }
  return { below, pick: (choices) => choices[below(choices.length)]! };
}
