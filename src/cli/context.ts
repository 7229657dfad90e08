import type { Command } from 'commander';
import type { Language, Text } from '../domain/dataset.js';
import type { Application } from './application.js';
import type { Output } from './output.js';

export interface OpenOptions {
  /** Use the shipped configuration where no folder is named and the default one is not there. */
  readonly orShipped?: boolean;
  /** The command draws progress on the terminal. */
  readonly draws?: boolean;
  /** All profiles of the program are needed, not only those that sources name. */
  readonly allProfiles?: boolean;
}

/** What a command works with. It prints results to `out`, everything else to `err`, and says how the process ends. */
export interface CommandContext {
  readonly language: Language;
  readonly out: Output;
  readonly err: Output;
  /** Aborted by SIGINT, SIGTERM and when nobody reads `out` any more. */
  readonly signal: AbortSignal;
  readonly say: (text: Text) => string;
  setExitCode(code: number): void;
  /** From here on the command runs until it is told to end, so that SIGTERM (a service manager's stop) is its success. */
  runsUntilStopped(): void;
  /** Opens the hub for the length of `use`, with the global options of the command, and closes it in any case. */
  withApplication(
    command: Command,
    options: OpenOptions,
    use: (application: Application) => Promise<void>,
  ): Promise<void>;
}
