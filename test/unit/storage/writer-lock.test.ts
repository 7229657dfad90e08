import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StorageError } from '../../../src/domain/errors.js';
import { WriterLock } from '../../../src/storage/writer-lock.js';

let dir: string;
const locks: WriterLock[] = [];
beforeEach(() => {
  dir = join(mkdtempSync(join(tmpdir(), 'lianmu-lock-')), 'not-yet-there');
});
afterEach(() => {
  for (const lock of locks.splice(0)) lock.close();
  rmSync(join(dir, '..'), { recursive: true, force: true });
});

/** Each stands for a process: the file is locked through a connection of its own. */
function createLock(): WriterLock {
  const lock = new WriterLock(dir);
  locks.push(lock);
  return lock;
}

describe('WriterLock', () => {
  it('is held by one at a time', () => {
    const [one, other] = [createLock(), createLock()];
    expect(one.tryAcquire()).toEqual({ held: true, first: true });
    expect(other.tryAcquire()).toEqual({ held: false, first: false });
    one.release();
    expect(other.tryAcquire()).toEqual({ held: true, first: true });
    expect(one.tryAcquire()).toEqual({ held: false, first: false });
  });

  it('is shared by the runs of its process until the last ends', () => {
    const [one, other] = [createLock(), createLock()];
    one.tryAcquire();
    expect(one.tryAcquire()).toEqual({ held: true, first: false });
    one.release();
    expect(other.tryAcquire().held).toBe(false);
    one.release();
    expect(other.tryAcquire().held).toBe(true);
  });

  it('is given up when it is closed, however many hold it', () => {
    const [one, other] = [createLock(), createLock()];
    one.tryAcquire();
    one.tryAcquire();
    one.close();
    expect(other.tryAcquire()).toEqual({ held: true, first: true });
    other.release();
    expect(one.tryAcquire()).toEqual({ held: true, first: true });
  });

  it('is a failure of the store when its file cannot be one', () => {
    writeFileSync(dir, 'a file where the folder belongs');
    expect(() => createLock().tryAcquire()).toThrow(/EEXIST|ENOTDIR/);
    rmSync(dir);
    createLock().tryAcquire();
    for (const lock of locks.splice(0)) lock.close();
    writeFileSync(join(dir, 'writer.lock'), 'this is no database at all, nor was it ever one');
    expect(() => createLock().tryAcquire()).toThrow(StorageError);
  });
});
