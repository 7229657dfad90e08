import type { Text } from '../dataset.js';
import type { Bar, Stage } from '../problem.js';

/** One rule of the national profile, with what the municipal team reads. */
export interface Rule {
  /** Stable: reports and downstream filters go by it. */
  readonly code: string;
  readonly bar: Bar;
  readonly stage: Stage;
  /** Element that the rule is about; '' where each problem says it. */
  readonly pointer: string;
  readonly title: Text;
  /** What to do about it. */
  readonly advice: Text;
}
