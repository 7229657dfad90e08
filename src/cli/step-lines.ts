import type { Text } from '../domain/dataset.js';
import type { CommandContext } from './context.js';
import type { StepProgress } from './requests.js';
import { count } from './table.js';

/** Below so many nobody waits for long. */
const WORTHWHILE = 20_000;
const LINES = 20;

/** Progress of long work on standard error, a line for each twentieth, so that it reads as well in a log. */
export function createStepLines({ say, err }: CommandContext, what: Text): (progress: StepProgress) => void {
  let next = 1;
  return ({ done, total }) => {
    if (total < WORTHWHILE || done * LINES < next * total) return;
    next = Math.floor((done * LINES) / total) + 1;
    // So few lines that nothing has to wait for them.
    err.stream.write(`${say(what)} ${count(done)} / ${count(total)}\n`);
  };
}
