/** Failures in a row after which an origin is left alone. */
const FAILURES = 10;
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 60 * 60_000;

/** How a request ended: `none` where nothing was learnt of the portal, because the caller gave up. */
export type Verdict = 'answered' | 'unavailable' | 'none';

/** One breaker for each origin, in memory. A request that `opensAt` lets through must be followed by `ended`. */
export interface Circuits {
  /** Until when the origin is left alone; undefined lets one request through. */
  blockedUntil(origin: string, now: Date): Date | undefined;
  /** As `blockedUntil`, and takes the trial when a pause is over. */
  enter(origin: string, now: Date): Date | undefined;
  ended(origin: string, verdict: Verdict, now: Date): void;
}

interface Circuit {
  failures: number;
  /** Epoch milliseconds; 0 while the circuit is closed. */
  openUntil: number;
  pauseMs: number;
  isTrying: boolean;
}

/**
 * After `failures` unavailable answers in a row requests fail at once for a minute, then one is tried: its success closes
 * the circuit, its failure doubles the pause, up to an hour.
 */
export function createCircuits(failures = FAILURES): Circuits {
  const circuits = new Map<string, Circuit>();

  function blockedUntil(origin: string, now: Date): Date | undefined {
    const circuit = circuits.get(origin);
    if (circuit === undefined || circuit.openUntil === 0) return undefined;
    // While one request tries, the others wait for what becomes of it.
    const isBlocked = circuit.isTrying || now.getTime() < circuit.openUntil;
    return isBlocked ? new Date(Math.max(circuit.openUntil, now.getTime())) : undefined;
  }

  return {
    blockedUntil,
    enter(origin, now) {
      const until = blockedUntil(origin, now);
      const circuit = circuits.get(origin);
      if (until === undefined && circuit !== undefined && circuit.openUntil > 0) circuit.isTrying = true;
      return until;
    },
    ended(origin, verdict, now) {
      const circuit = circuits.get(origin) ?? {
        failures: 0,
        openUntil: 0,
        pauseMs: FIRST_PAUSE_MS,
        isTrying: false,
      };
      if (verdict === 'answered') {
        circuits.delete(origin);
        return;
      }
      const wasTrying = circuit.isTrying;
      circuit.isTrying = false;
      if (verdict === 'none') return;
      circuits.set(origin, circuit);
      circuit.failures += 1;
      if (wasTrying) circuit.pauseMs = Math.min(LONGEST_PAUSE_MS, circuit.pauseMs * 2);
      const opens = wasTrying || (circuit.openUntil === 0 && circuit.failures >= failures);
      if (opens) circuit.openUntil = now.getTime() + circuit.pauseMs;
    },
  };
}
