import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { StorageError } from '../domain/errors.js';

/** A small JSON file of the data folder that is written whole: a reader sees the old one or the new one. */
export class StateFile<State> {
  readonly #path: string;
  readonly #empty: State;
  readonly #isState: (value: unknown) => value is State;
  #read: { readonly stamp: string; readonly state: State } | undefined;

  constructor(path: string, empty: State, isState: (value: unknown) => value is State) {
    this.#path = path;
    this.#empty = empty;
    this.#isState = isState;
  }

  /** What the file says now; it is read again only when it was written since. */
  read(): State {
    const stamp = this.#stamp();
    if (this.#read?.stamp === stamp) return this.#read.state;
    const state = stamp === '' ? this.#empty : this.#parse(readFileSync(this.#path, 'utf8'));
    this.#read = { stamp, state };
    return state;
  }

  write(state: State): void {
    const draft = `${this.#path}.${process.pid}`;
    mkdirSync(dirname(this.#path), { recursive: true });
    writeFileSync(draft, `${JSON.stringify(state, undefined, 2)}\n`, { flush: true });
    renameSync(draft, this.#path);
    this.#read = { stamp: this.#stamp(), state };
  }

  #stamp(): string {
    const stat = statSync(this.#path, { throwIfNoEntry: false, bigint: true });
    return stat === undefined ? '' : `${stat.ino}/${stat.mtimeNs}/${stat.size}`;
  }

  #parse(text: string): State {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new StorageError(`${this.#path} is no JSON; restore it, or delete it to forget what it says`, {
        cause: error,
      });
    }
    if (this.#isState(value)) return value;
    throw new StorageError(
      `${this.#path} is of another form; restore it, or delete it to forget what it says`,
    );
  }
}
