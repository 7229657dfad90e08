import { setTimeout as wait } from 'node:timers/promises';
import { createHostGates } from './host-gates.js';
import type { PortalClientOptions, Sleep } from './options.js';

/** The options with every default filled in. */
export type Settings = Required<Omit<PortalClientOptions, Optional>> & Pick<PortalClientOptions, Optional>;
type Optional = 'lookup' | 'hours' | 'validators' | 'ledger' | 'robots';

const DEFAULTS = {
  headers: {},
  timeoutMs: 60_000,
  /** Pages of a thousand large records reach some 20 MB; beyond three times that, something else is being sent. */
  maxBytes: 64 * 1024 * 1024,
  /** National catalogues in one file reach some 300 MB. */
  maxDocumentBytes: 512 * 1024 * 1024,
  retries: 3,
  concurrency: 2,
  minDelayMs: 0,
  maxRedirects: 5,
  maxRetryAfterMs: 5 * 60_000,
};

export function withDefaults(options: PortalClientOptions): Settings {
  const sleep = options.sleep ?? sleepAwake;
  const gates = options.gates ?? createHostGates({ now: options.now, sleep });
  return { ...DEFAULTS, ...options, sleep, gates };
}

const sleepAwake: Sleep = async (milliseconds, signal) => {
  try {
    await wait(milliseconds, undefined, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
};
