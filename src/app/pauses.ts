import { join } from 'node:path';
import type { Pause } from '../domain/source-alarm.js';
import { StateFile } from './state-file.js';

export type Pauses = Readonly<Record<string, Pause>>;

interface PauseState {
  readonly version: 1;
  /** By source id. */
  readonly paused: Pauses;
}

/** Which sources are not harvested on schedule: kept beside the store, read by whoever runs the schedules. */
export class PauseBook {
  readonly #file: StateFile<PauseState>;

  constructor(dataDir: string) {
    this.#file = new StateFile(
      join(dataDir, 'schedule-state.json'),
      { version: 1, paused: {} },
      isPauseState,
    );
  }

  /** By source id. */
  paused(): Pauses {
    return this.#file.read().paused;
  }

  /** A source that is paused already keeps its time, and its reason unless another is given. */
  pause(
    sourceIds: readonly string[],
    { now, reason }: { readonly now: Date; readonly reason?: string },
  ): void {
    const before = this.paused();
    const added = sourceIds.map((id): [string, Pause] => [
      id,
      { since: now.toISOString(), ...before[id], ...(reason !== undefined && { reason }) },
    ]);
    this.#write({ ...before, ...Object.fromEntries(added) });
  }

  resume(sourceIds: readonly string[]): void {
    const resumed = new Set(sourceIds);
    this.#write(Object.fromEntries(Object.entries(this.paused()).filter(([id]) => !resumed.has(id))));
  }

  #write(paused: Pauses): void {
    this.#file.write({ version: 1, paused });
  }
}

function isPauseState(value: unknown): value is PauseState {
  return (
    isRecord(value) &&
    value['version'] === 1 &&
    isRecord(value['paused']) &&
    Object.values(value['paused']).every((pause) => isRecord(pause) && typeof pause['since'] === 'string')
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
