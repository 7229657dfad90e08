import { Worker } from 'node:worker_threads';
import type { SnapshotFormat } from '../../domain/snapshot.js';
import { ThreadError } from '../thread-calls.js';
import { removeOwnLeftovers } from './building-folder.js';

export interface SnapshotThreadData {
  readonly dataDir: string;
  readonly to: string;
  readonly formats: readonly SnapshotFormat[];
  readonly keep: number;
  /** Key from the environment. */
  readonly snapshotKey: string | undefined;
}

/** What the thread says when it is done. */
export interface ThreadSnapshot {
  readonly folder: string;
  readonly isNew: boolean;
}

/** Makes a snapshot of the present and tidies the shelf, in a thread of its own: nobody who asks waits for it. */
export function snapshotInThread(data: SnapshotThreadData, signal: AbortSignal): Promise<ThreadSnapshot> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./snapshot-thread-entry.js', import.meta.url), { workerData: data });
    let made: ThreadSnapshot | undefined;
    const stop = (): void => {
      // It only reads the store.
      void worker.terminate();
    };
    signal.addEventListener('abort', stop, { once: true });
    worker.once('message', (message: ThreadSnapshot) => {
      made = message;
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      signal.removeEventListener('abort', stop);
      if (made !== undefined) {
        resolve(made);
        return;
      }
      removeOwnLeftovers(data.to);
      reject(new ThreadError(`the thread of the snapshot ended with code ${code}`));
    });
  });
}
