import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openForWriting, relaxed } from '../../../src/storage/database.js';

const FULL = 2;
const NORMAL = 1;

describe('a relaxed commit', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'lianmu-database-'));
  const database = openForWriting(dataDir);
  const level = (): unknown => database.pragma('synchronous', { simple: true });

  afterAll(() => {
    database.close();
    rmSync(dataDir, { recursive: true });
  });

  it('is followed by durable ones, also when its work fails', () => {
    expect(level()).toBe(FULL);
    expect(relaxed(database, level)).toBe(NORMAL);
    expect(level()).toBe(FULL);
    expect(() =>
      relaxed(database, () => {
        throw new Error('the disk is full');
      }),
    ).toThrow('the disk is full');
    expect(level()).toBe(FULL);
  });
});
