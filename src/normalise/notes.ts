import type { Adjustment } from '../domain/dataset.js';
import { problemValue, type Problem } from '../domain/problem.js';
import { problemOf, type ProblemFacts } from '../domain/rules.js';
import { cleanCharacters } from './characters.js';
import { isWithinDepth } from './plain-json.js';

/** More than this of either kind tells nobody anything new; the rest is counted. */
const MAX_ADJUSTMENTS = 200;
const MAX_PROBLEMS = 100;

/** What normalise has to say about one record: lives as long as that record is looked at. */
export class Notes {
  readonly adjustments: Adjustment[] = [];
  readonly #problems: Problem[] = [];
  #unlisted = 0;

  /** A rule changed a value: `from` is the value as the portal wrote it. */
  adjust(pointer: string, rule: string, from: unknown): void {
    if (this.adjustments.length < MAX_ADJUSTMENTS) {
      // In the order of the keys: the canonical form then needs no copy.
      this.adjustments.push({ from: quote(from), pointer, rule });
    }
  }

  report(code: string, facts: ProblemFacts = {}): void {
    if (this.#problems.length < MAX_PROBLEMS) {
      this.#problems.push(
        problemOf(code, facts.value === undefined ? facts : { ...facts, value: quote(facts.value) }),
      );
    } else {
      this.#unlisted += 1;
    }
  }

  problems(): readonly Problem[] {
    return this.#unlisted === 0
      ? this.#problems
      : [...this.#problems, problemOf('more-problems', { detail: String(this.#unlisted) })];
  }
}

/** A value as it is quoted: shortened, of whole characters, and not at all where it is nested without end. */
function quote(value: unknown): string {
  return cleanCharacters(problemValue(isWithinDepth(value) ? value : '(…)'));
}
