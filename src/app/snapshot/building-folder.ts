import {
  existsSync,
  mkdirSync,
  openSync,
  fsyncSync,
  closeSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { systemCodeOf } from './system-code.js';

/** `.making-<name>-<process>`: beside the folder that it becomes, so that a rename is all that is left to do. */
const MAKING = /^\.making-.+-(\d+)$/;
/** Nobody writes files for so long without touching one; process ids are given out again. */
const ABANDONED_MS = 3_600_000;

/** A folder that is there whole or not at all. */
export interface BuildingFolder {
  readonly path: string;
  /** In the place of an older one of the name. */
  publish(): void;
  discard(): void;
}

export function createBuildingFolder(to: string, name: string, now: number): BuildingFolder {
  mkdirSync(to, { recursive: true });
  removeLeftovers(to, now);
  const path = join(to, `.making-${name}-${process.pid}`);
  mkdirSync(path);
  return {
    path,
    publish() {
      const target = join(to, name);
      syncFolder(path);
      if (existsSync(target)) {
        const former = join(to, `.making-former-${name}-${process.pid}`);
        renameSync(target, former);
        renameSync(path, target);
        rmSync(former, { recursive: true, force: true });
      } else {
        renameSync(path, target);
      }
      syncFolder(to);
    },
    discard() {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** The names in a folder are written, too. */
function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** What processes that were killed have left. This one makes one at a time: what bears its id is of one that had it before. */
function removeLeftovers(to: string, now: number): void {
  for (const { path, owner } of leftovers(to)) {
    const isAbandoned = owner === process.pid || !isRunning(owner) || now - lastTouched(path) > ABANDONED_MS;
    if (isAbandoned) rmSync(path, { recursive: true, force: true });
  }
}

/** What a thread of this process has left that was ended. */
export function removeOwnLeftovers(to: string): void {
  for (const { path, owner } of leftovers(to)) {
    if (owner === process.pid) rmSync(path, { recursive: true, force: true });
  }
}

function leftovers(to: string): readonly { readonly path: string; readonly owner: number }[] {
  const names = existsSync(to) ? readdirSync(to) : [];
  return names.flatMap((name) => {
    const owner = MAKING.exec(name)?.[1];
    return owner === undefined ? [] : [{ path: join(to, name), owner: Number(owner) }];
  });
}

function isRunning(owner: number): boolean {
  try {
    process.kill(owner, 0);
    return true;
  } catch (error) {
    // It runs, under another user.
    return systemCodeOf(error) === 'EPERM';
  }
}

function lastTouched(folder: string): number {
  const times = [folder, ...readdirSync(folder).map((name) => join(folder, name))].map(
    (path) => statSync(path).mtimeMs,
  );
  return Math.max(...times);
}
