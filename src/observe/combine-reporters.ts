import type { HarvestReporter } from '../pipeline/ports.js';

type EventName = keyof HarvestReporter;

/**
 * One reporter that tells all others in their order. One that throws is told nothing more; the others and the job go on,
 * and `onError` hears of it once.
 */
export function combineReporters(
  reporters: readonly HarvestReporter[],
  onError: (error: unknown) => void,
): Required<HarvestReporter> {
  const broken = new Set<HarvestReporter>();

  function tell<Name extends EventName>(
    name: Name,
    event: Parameters<Required<HarvestReporter>[Name]>[0],
  ): void {
    for (const reporter of reporters) {
      if (broken.has(reporter)) continue;
      try {
        // The event belongs to the method of the same name; TypeScript cannot follow that through the index.
        (reporter[name] as ((event: unknown) => void) | undefined)?.call(reporter, event);
      } catch (error) {
        broken.add(reporter);
        onError(error);
      }
    }
  }
  return {
    jobStarted: (event) => {
      tell('jobStarted', event);
    },
    progress: (event) => {
      tell('progress', event);
    },
    recordSetAside: (event) => {
      tell('recordSetAside', event);
    },
    publishing: (event) => {
      tell('publishing', event);
    },
    jobFinished: (event) => {
      tell('jobFinished', event);
    },
  };
}
