import PQueue from 'p-queue';
import { type Circuits, createCircuits } from './circuit.js';
import type { Sleep } from './options.js';

export interface Turn {
  readonly host: string;
  readonly concurrency: number;
  readonly minDelayMs: number;
  readonly signal: AbortSignal;
}

/** Turns at each host: so many requests at once, so long between two starts, and none while the host asks for a pause. */
export interface HostGates {
  run<T>(turn: Turn, task: () => Promise<T>): Promise<T>;
  /** The host wants no request before this time (Retry-After); the latest wish holds for everybody. */
  pause(host: string, until: number): void;
  /** Which origins are left alone because they fail. */
  readonly circuits: Circuits;
}

interface Gate {
  readonly queue: PQueue;
  /** Epoch milliseconds of the earliest next start. */
  nextStart: number;
}

/** Sources on one host share its gate; the strictest concurrency that any of them asks for holds. */
export function createHostGates(clock: { readonly now: () => Date; readonly sleep: Sleep }): HostGates {
  const gates = new Map<string, Gate>();

  function gateOf(host: string): Gate {
    let gate = gates.get(host);
    if (!gate) {
      gate = { queue: new PQueue({ concurrency: Infinity }), nextStart: 0 };
      gates.set(host, gate);
    }
    return gate;
  }

  /** Takes the start time at once, so that waiting requests line up behind each other. */
  async function waitForTurn(gate: Gate, turn: Turn): Promise<void> {
    const now = clock.now().getTime();
    const start = Math.max(now, gate.nextStart);
    gate.nextStart = start + turn.minDelayMs;
    if (start > now) await clock.sleep(start - now, turn.signal);
  }

  return {
    circuits: createCircuits(),
    run: (turn, task) => {
      const gate = gateOf(turn.host);
      gate.queue.concurrency = Math.min(gate.queue.concurrency, turn.concurrency);
      return gate.queue.add(
        async () => {
          await waitForTurn(gate, turn);
          return task();
        },
        { signal: turn.signal },
      );
    },
    pause: (host, until) => {
      const gate = gateOf(host);
      gate.nextStart = Math.max(gate.nextStart, until);
    },
  };
}
