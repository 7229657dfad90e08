import { promisify } from 'node:util';
import type { MessagePort, Transferable, Worker } from 'node:worker_threads';
import {
  HubError,
  InvalidRequestError,
  NotFoundError,
  SearchSyntaxError,
  SearchTimeError,
  SourceBusyError,
  StorageError,
  WriterBusyError,
} from '../domain/errors.js';

/** Calls over a message port, answered in order. `call` 0 asks for no answer. */
interface Call {
  readonly call: number;
  readonly method: string;
  readonly argument: unknown;
}

type Answer =
  | { readonly call: number; readonly ok: true; readonly value: unknown }
  | { readonly call: number; readonly ok: false; readonly error: WireError };

/** An error as it crosses between threads: class identity does not survive cloning, its code does. */
interface WireError {
  readonly code: string;
  readonly message: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly stack?: string;
}

/** A bug or a dead thread on the other side, never an expected failure. */
export class ThreadError extends HubError {
  readonly code = 'thread';
}

export interface Caller {
  /** What `transfer` lists moves to the other side and is empty here after. */
  call(method: string, argument: unknown, transfer?: readonly Transferable[]): Promise<unknown>;
  /** Without an answer: a failure shows with the next call. */
  tell(method: string, argument: unknown, transfer?: readonly Transferable[]): void;
  /** Rejects all that waits, and all that comes. */
  fail(error: Error): void;
}

export function createCaller(port: Worker | MessagePort): Caller {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let calls = 0;
  let dead: Error | undefined;
  port.on('message', (answer: Answer) => {
    const entry = waiting.get(answer.call);
    if (entry === undefined) return;
    waiting.delete(answer.call);
    if (answer.ok) entry.resolve(answer.value);
    else entry.reject(fromWire(answer.error));
  });
  return {
    call(method, argument, transfer = []) {
      if (dead !== undefined) return Promise.reject(dead);
      const call = (calls += 1);
      return new Promise((resolve, reject) => {
        waiting.set(call, { resolve, reject });
        port.postMessage({ call, method, argument } satisfies Call, [...transfer]);
      });
    },
    tell(method, argument, transfer = []) {
      if (dead === undefined) port.postMessage({ call: 0, method, argument } satisfies Call, [...transfer]);
    },
    fail(error) {
      dead = error;
      for (const entry of waiting.values()) entry.reject(error);
      waiting.clear();
    },
  };
}

/** What a handler gives when parts of it move to the caller instead of being copied. */
export class Moved {
  readonly value: unknown;
  readonly transfer: readonly Transferable[];

  constructor(value: unknown, transfer: readonly Transferable[]) {
    this.value = value;
    this.transfer = transfer;
  }
}

const nextTurn = promisify(setImmediate);

type Handler = (argument: never) => unknown;

export interface Client {
  readonly port: MessagePort;
  readonly handlers: Readonly<Record<string, Handler>>;
  /** When the port has closed, in its turn after the last call. What it throws is a bug and ends the thread. */
  readonly ended?: () => unknown;
}

/**
 * Answers the calls of all clients that it is given, one after another: the order of arrival is the order of effects.
 * Each has a turn of the event loop to itself: memory that vendors hold outside the heap is given back between turns only,
 * and while messages keep coming there would be none.
 */
export function createAnswerer(): (client: Client) => void {
  let previous: Promise<unknown> = Promise.resolve();
  return ({ port, handlers, ended }) => {
    port.on('message', (message: Call) => {
      previous = previous.then(() => answerCall(port, handlers, message)).then(nextTurn);
    });
    if (ended === undefined) return;
    port.once('close', () => {
      previous = previous.then(ended);
    });
  };
}

/** Answers each call as soon as it is done, in whatever order: a short one does not wait for a long one. */
export function answerEach({ port, handlers }: Pick<Client, 'port' | 'handlers'>): void {
  port.on('message', (message: Call) => void answerCall(port, handlers, message));
}

async function answerCall(
  port: MessagePort,
  handlers: Readonly<Record<string, Handler>>,
  message: Call,
): Promise<void> {
  const { call, method, argument } = message;
  try {
    const handler = handlers[method];
    if (handler === undefined) throw new ThreadError(`no method ${method}`);
    const given = await handler(argument as never);
    const { value, transfer } = given instanceof Moved ? given : { value: given, transfer: [] };
    if (call > 0) port.postMessage({ call, ok: true, value } satisfies Answer, [...transfer]);
  } catch (error) {
    if (call > 0) port.postMessage({ call, ok: false, error: toWire(error) } satisfies Answer);
  }
}

function toWire(error: unknown): WireError {
  const thrown = error instanceof Error ? error : new Error(String(error));
  return {
    code: error instanceof HubError ? error.code : 'internal',
    message: thrown.message,
    // Own fields only; what others throw may hold objects that cannot be cloned.
    facts: Object.fromEntries(
      Object.entries(thrown).filter(([, value]) => error instanceof HubError || typeof value !== 'object'),
    ),
    ...(thrown.stack !== undefined && { stack: thrown.stack }),
  };
}

function fromWire({ code, message, facts, stack }: WireError): HubError {
  if (code === 'source-busy') return new SourceBusyError(String(facts['sourceId']));
  if (code === 'writer-busy') return new WriterBusyError();
  if (code === 'not-found') return new NotFoundError(message);
  if (code === 'invalid-request') {
    return new InvalidRequestError(message, facts['fields'] as InvalidRequestError['fields']);
  }
  if (code === 'search-syntax' || code === 'search-time') {
    const Kind = code === 'search-time' ? SearchTimeError : SearchSyntaxError;
    return new Kind(message, String(facts['parameter']), Number(facts['position']));
  }
  if (code === 'storage') return new StorageError(message, { cause: stack });
  return new ThreadError(message, { cause: stack });
}
