import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  makeSnapshot,
  type MadeSnapshot,
  type SnapshotRequest,
} from '../../src/app/snapshot/make-snapshot.js';
import { SNAPSHOT_FORMATS } from '../../src/domain/snapshot.js';
import { TempHub } from './temp-hub.js';

/** A store, and a folder for what is made of it, signed by a key of its own. */
export class TempSnapshots {
  readonly store = new TempHub();
  readonly to = mkdtempSync(join(tmpdir(), 'lianmu-snapshots-'));
  readonly key = generateKeyPairSync('ed25519').privateKey;

  make(request: Partial<SnapshotRequest> = {}): Promise<MadeSnapshot> {
    return makeSnapshot({
      ...{ dataDir: this.store.dataDir, to: this.to, formats: SNAPSHOT_FORMATS, key: this.key },
      ...{ signal: new AbortController().signal, now: () => Date.now() },
      ...request,
    });
  }

  async close(): Promise<void> {
    await this.store.close();
    rmSync(this.to, { recursive: true, force: true });
  }
}

/** Every file of a folder by its hash. */
export function hashesOf(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex'),
      ]),
  );
}
