import { SearchSyntaxError } from '../../src/domain/errors.js';
import { parseFilters, parseQuery } from '../../src/search/language/parse-query.js';

/** A text that is read as `q` or `fq`, and the milliseconds at which the measuring may end. */
export interface TimedText {
  readonly parameter: 'q' | 'fq';
  readonly text: string;
  readonly enough: number;
}

/** Of the built program, in a process of its own: the test runner's context of modules makes reading several times as slow. */
process.stdin.setEncoding('utf8');
let input = '';
for await (const part of process.stdin) input += String(part);
const texts = JSON.parse(input) as readonly TimedText[];
process.stdout.write(JSON.stringify(texts.map(millisecondsOf)));

/** The best of up to a hundred runs: what the reading costs, not what else the machine does. */
function millisecondsOf({ parameter, text, enough }: TimedText): number {
  let best = Infinity;
  for (let run = 0; run < 100 && best >= enough; run += 1) {
    const start = performance.now();
    try {
      if (parameter === 'q') parseQuery(text, { now: 0 });
      else parseFilters([text], { now: 0 });
    } catch (error) {
      if (!(error instanceof SearchSyntaxError)) throw error;
    }
    best = Math.min(best, performance.now() - start);
  }
  return best;
}
