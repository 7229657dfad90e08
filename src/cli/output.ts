import { once } from 'node:events';
import pc from 'picocolors';
import type { Variables } from './language.js';
import { systemCode } from './system-error.js';

/** A stream as the process has it; tests give any writable. */
export type OutputStream = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

export type Colors = ReturnType<typeof pc.createColors>;

/** Whoever read our output has gone (`| head`): not an error, the command just ends. */
export class OutputClosedError extends Error {
  override readonly name = 'OutputClosedError';
}

/** Where text goes. Waits when the reader is slow; throws `OutputClosedError` when there is none any more. */
export interface Output {
  readonly stream: OutputStream;
  readonly isTerminal: boolean;
  readonly columns: number;
  readonly colors: Colors;
  line(text?: string): Promise<void>;
  /** Text or bytes as they are. */
  write(piece: string | Uint8Array): Promise<void>;
}

function isBrokenPipe(error: unknown): boolean {
  const code = systemCode(error);
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED';
}

/** Colours and drawing only for a terminal that wants them: https://no-color.org. */
export function createOutput(stream: OutputStream, env: Variables, onClosed: () => void): Output {
  const isTerminal = stream.isTTY === true;
  let closed = false;
  let failure: Error | undefined;
  stream.on('error', (error: Error) => {
    closed = true;
    if (!isBrokenPipe(error)) failure = error;
    onClosed();
  });

  async function write(piece: string | Uint8Array): Promise<void> {
    if (failure !== undefined) throw failure;
    if (closed) throw new OutputClosedError();
    if (stream.write(piece)) return;
    try {
      await once(stream, 'drain');
    } catch (error) {
      throw isBrokenPipe(error) ? new OutputClosedError() : error;
    }
  }
  return {
    stream,
    isTerminal,
    columns: stream.columns ?? 100,
    colors: pc.createColors(isTerminal && !env['NO_COLOR'] && env['TERM'] !== 'dumb'),
    line: (text = '') => write(`${text}\n`),
    write,
  };
}
