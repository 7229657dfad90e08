import { existsSync } from 'node:fs';
import { type Command, CommanderError } from 'commander';
import { SourceUnavailableError } from '../domain/errors.js';
import type { Application, ApplicationFactory } from './application.js';
import { configFolder, DEFAULT_FOLDER } from './command.js';
import type { CommandContext, OpenOptions } from './context.js';
import { errorExitCode, EXIT } from './exit-codes.js';
import { detectLanguage, say, type Variables } from './language.js';
import { createOutput, OutputClosedError, type OutputStream } from './output.js';
import { printError } from './print-error.js';
import { createProgram } from './program.js';
import { watchSignals, type SignalSource } from './signals.js';
import { isAbortError } from './system-error.js';

/** The world outside, as `main.ts` knows it and tests fake it. */
export interface CliWorld {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly env: Variables;
  readonly signals: SignalSource;
  readonly version: string;
  readonly createApplication: ApplicationFactory;
}

interface Ending {
  exitCode: number;
  runsUntilStopped: boolean;
}

function folderFor(command: Command, { orShipped = false }: OpenOptions): string | undefined {
  const named = configFolder(command);
  if (named !== undefined) return named;
  return orShipped && !existsSync(`${DEFAULT_FOLDER}/hub.yaml`) ? undefined : DEFAULT_FOLDER;
}

/** What an abort makes of work under way: the user asked for it, so it is not worth a message. */
function isInterruption(error: unknown): boolean {
  return error instanceof SourceUnavailableError || isAbortError(error);
}

/**
 * Parses, runs one command and says how the process ends (docs/cli.md). Never throws and never ends the process: the
 * caller sets the exit code, so that everything written is flushed.
 */
export async function runCli(argv: readonly string[], world: CliWorld): Promise<number> {
  const { env } = world;
  const language = detectLanguage(argv, env);
  const abort = new AbortController();
  const stop = (): void => {
    abort.abort();
  };
  const out = createOutput(world.stdout, env, stop);
  const err = createOutput(world.stderr, env, stop);
  const signals = watchSignals(world.signals, stop);
  const end: Ending = { exitCode: EXIT.fine, runsUntilStopped: false };

  async function open(command: Command, options: OpenOptions): Promise<Application> {
    const configDir = folderFor(command, options);
    return world.createApplication({
      ...(configDir === undefined ? {} : { configDir }),
      language,
      quiet: options.draws === true && err.isTerminal,
      ...(options.allProfiles === true && { allProfiles: true }),
    });
  }
  const context: CommandContext = {
    language,
    out,
    err,
    signal: abort.signal,
    say: (text) => say(language, text),
    setExitCode(code) {
      end.exitCode = code;
    },
    runsUntilStopped() {
      end.runsUntilStopped = true;
    },
    async withApplication(command, options, use) {
      const application = await open(command, options);
      try {
        await use(application);
      } finally {
        await application.close();
      }
    },
  };

  // Commander writes synchronously; the texts are kept and go the way of all output.
  const texts: (readonly [typeof out, string])[] = [];
  const program = createProgram(context, world.version, {
    writeOut: (text) => texts.push([out, text]),
    writeErr: (text) => texts.push([err, text]),
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    end.exitCode = await explain(error);
  } finally {
    signals.stop();
  }
  const { received } = signals;
  if (received === undefined || (received === 'SIGTERM' && end.runsUntilStopped)) return end.exitCode;
  return EXIT[received];

  async function explain(error: unknown): Promise<number> {
    if (error instanceof OutputClosedError || (abort.signal.aborted && isInterruption(error)))
      return EXIT.fine;
    try {
      for (const [output, text] of texts) await output.line(text.trimEnd());
      if (!(error instanceof CommanderError)) await printError(context, error);
    } catch (failure) {
      if (!(failure instanceof OutputClosedError)) throw failure;
    }
    return errorExitCode(error);
  }
}
