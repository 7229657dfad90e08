import { CommanderError } from 'commander';
import {
  ConfigError,
  HubError,
  InvalidRequestError,
  NotFoundError,
  SourceUnavailableError,
} from '../domain/errors.js';
import type { JobReport } from '../pipeline/ports.js';
import type { RecordReport } from './requests.js';

/** What the process ends with; docs/cli.md tells users. */
export const EXIT = {
  fine: 0,
  problems: 1,
  usage: 2,
  unavailable: 3,
  /** A mistake of the program itself (EX_SOFTWARE of sysexits). */
  bug: 70,
  /** 128 + number of the signal. */
  SIGINT: 130,
  SIGTERM: 143,
} as const;

/** An unavailable portal wins over other failures: it is the one that may be gone at the next try. */
export function harvestExitCode(reports: readonly JobReport[]): number {
  if (reports.some(({ error }) => error?.code === 'source-unavailable')) return EXIT.unavailable;
  const troubled = reports.some(
    ({ outcome, counts }) => outcome !== 'complete' || counts.rejected > 0 || counts.failed > 0,
  );
  return troubled ? EXIT.problems : EXIT.fine;
}

/** Advice counts against nobody. */
export function hasProblems({ verdict, problems }: RecordReport): boolean {
  const isSound = verdict === 'conformant' || verdict === 'duplicate';
  return !isSound || problems.some(({ bar }) => bar !== 'advice');
}

export function errorExitCode(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.usage;
  if (
    error instanceof ConfigError ||
    error instanceof NotFoundError ||
    error instanceof InvalidRequestError
  ) {
    return EXIT.usage;
  }
  if (error instanceof SourceUnavailableError) return EXIT.unavailable;
  return error instanceof HubError ? EXIT.problems : EXIT.bug;
}
