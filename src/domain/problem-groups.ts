import type { Bar, Problem } from './problem.js';

/** All records with a problem under one rule, as one thing to do. */
export interface ProblemGroup {
  readonly code: string;
  readonly bar: Bar;
  readonly records: number;
  /** The first record that was met with it; `name` and `title` where they may be shown. */
  readonly example: ProblemExample;
}

export interface ProblemExample {
  readonly remoteId: string;
  readonly name?: string;
  readonly title?: string;
  readonly problem: Problem;
}

/** Collects problems by their rules; memory is one entry a rule, however many records pass. */
export interface ProblemGroups {
  add(record: Omit<ProblemExample, 'problem'> & { readonly problems: readonly Problem[] }): void;
  /** What keeps records from being published first, then what most records have. */
  all(): readonly ProblemGroup[];
}

const BARS: readonly Bar[] = ['publishable', 'conformant', 'advice'];

export function createProblemGroups(): ProblemGroups {
  const groups = new Map<string, { -readonly [Key in keyof ProblemGroup]: ProblemGroup[Key] }>();
  return {
    add({ remoteId, name, title, problems }) {
      const met = new Set<string>();
      for (const problem of problems) {
        const { code, bar } = problem;
        if (met.has(code)) continue;
        met.add(code);
        const group = groups.get(code);
        if (group !== undefined) {
          group.records += 1;
          continue;
        }
        const shown = { ...(name !== undefined && { name }), ...(title !== undefined && { title }) };
        groups.set(code, { code, bar, records: 1, example: { remoteId, ...shown, problem } });
      }
    },
    all: () =>
      [...groups.values()].sort(
        (one, other) => BARS.indexOf(one.bar) - BARS.indexOf(other.bar) || other.records - one.records,
      ),
  };
}
