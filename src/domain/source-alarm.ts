import type { Text } from './dataset.js';

/**
 * `silence`: the portal answers well and brings nothing new. `failures`: its runs fail, one after the other. `moved`: it has
 * far more or fewer datasets than before. `held`: a run waits for a decision. `filter`: it hides changes from whoever asks for them.
 */
export type SourceAlarmKind = 'silence' | 'failures' | 'moved' | 'held' | 'filter';

/** Something about a source that a person should look at; there is at most one of a kind. */
export interface SourceAlarm {
  readonly sourceId: string;
  readonly kind: SourceAlarmKind;
  /** When it was raised, ISO UTC. */
  readonly since: string;
  readonly message: Text;
}

/** The alarms that are open, and when somebody last looked: ISO UTC, absent before the first time. */
export interface AlarmBoard {
  readonly judgedAt?: string;
  readonly open: readonly SourceAlarm[];
}

/** Why a source is not harvested on schedule until it is resumed. */
export interface Pause {
  /** ISO UTC */
  readonly since: string;
  readonly reason?: string;
}
