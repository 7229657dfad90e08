import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PauseBook } from '../../../src/app/pauses.js';
import { StorageError } from '../../../src/domain/errors.js';

describe('pauses', () => {
  const now = new Date('2026-11-22T12:00:00Z');
  const since = now.toISOString();
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'lianmu-pauses-'));
  });
  afterEach(() => {
    rmSync(dir, { recursive: true, force: true });
  });

  it('outlive the process, and are followed by others that have read before', () => {
    const reader = new PauseBook(dir);
    expect(reader.paused()).toEqual({});
    new PauseBook(dir).pause(['a', 'b'], { now, reason: 'moving' });
    expect(reader.paused()).toEqual({ a: { since, reason: 'moving' }, b: { since, reason: 'moving' } });
    new PauseBook(dir).resume(['a', 'unknown']);
    expect(reader.paused()).toEqual({ b: { since, reason: 'moving' } });
    expect(readdirSync(dir)).toEqual(['schedule-state.json']);
  });

  it('keep their time when they are paused again', () => {
    const book = new PauseBook(dir);
    book.pause(['a'], { now, reason: 'moving' });
    book.pause(['a'], { now: new Date('2026-11-23T12:00:00Z') });
    expect(book.paused()).toEqual({ a: { since, reason: 'moving' } });
    book.pause(['a'], { now, reason: 'moved' });
    expect(book.paused()).toEqual({ a: { since, reason: 'moved' } });
  });

  it('are made in a folder that is not there yet', () => {
    new PauseBook(join(dir, 'data')).pause(['a'], { now });
    expect(new PauseBook(join(dir, 'data')).paused()).toEqual({ a: { since } });
  });

  it.each(['{', '[]', '{"version":2,"paused":{}}', '{"version":1,"paused":{"a":1}}'])(
    'are not guessed from a damaged file: %s',
    (text) => {
      writeFileSync(join(dir, 'schedule-state.json'), text);
      expect(() => new PauseBook(dir).paused()).toThrow(StorageError);
    },
  );
});
