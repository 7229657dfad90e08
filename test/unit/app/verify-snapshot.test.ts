import { execFileSync, spawnSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { appendFileSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSigningKey } from '../../../src/app/snapshot/signing-key.js';
import { verifySnapshot } from '../../../src/app/snapshot/verify-snapshot.js';
import { makeDataset, makeSource, makeUpsert } from '../../support/make-dataset.js';
import { TempSnapshots } from '../../support/temp-snapshots.js';

const signal = new AbortController().signal;

let snapshots: TempSnapshots;
let folder: string;
let keyFile: string;
beforeEach(async () => {
  snapshots = new TempSnapshots();
  await snapshots.store.publish(makeSource(), [
    makeUpsert(makeDataset('a', { abstract: '两行\n"引号"' })),
    makeUpsert(makeDataset('b')),
  ]);
  ({ folder } = await snapshots.make());
  keyFile = join(snapshots.to, 'trusted.pem');
  writeFileSync(keyFile, createPublicKey(snapshots.key).export({ type: 'spki', format: 'pem' }));
});
afterEach(async () => {
  await snapshots.close();
});

async function faults(key?: string): Promise<readonly string[]> {
  const verdict = await verifySnapshot({ folder, signal, ...(key !== undefined && { keyFile: key }) });
  return verdict.faults.map(({ code, file }) => `${code} ${file}`);
}

/** The manifest as somebody else would write it, signed by whom it may be. */
function rewrite(change: (text: string) => string, key = snapshots.key): void {
  const text = Buffer.from(change(readFileSync(join(folder, 'manifest.json'), 'utf8')));
  writeFileSync(join(folder, 'manifest.json'), text);
  writeFileSync(join(folder, 'manifest.json.sig'), sign(null, text, key));
}

describe('verifying a snapshot', () => {
  it('finds nothing wrong with one that is right', async () => {
    expect(await faults()).toEqual([]);
    expect(await faults(keyFile)).toEqual([]);
    await expect(verifySnapshot({ folder: snapshots.to, signal })).rejects.toThrow('has no manifest.json');
  });

  it.each([
    'datasets.jsonl.gz',
    'datasets.csv',
    'distributions.csv',
    'catalog.xlsx',
    'datasets.parquet',
    'distributions.parquet',
    'catalog.sqlite',
  ])('finds %s changed, longer and gone', async (name) => {
    const path = join(folder, name);
    const bytes = readFileSync(path);
    const middle = bytes.length >> 1;
    const changed = Buffer.from(bytes);
    changed.writeUInt8(changed.readUInt8(middle) ^ 1, middle);
    writeFileSync(path, changed);
    expect(await faults()).toEqual([`hash ${name}`]);
    appendFileSync(path, ' ');
    expect(await faults()).toEqual([`bytes ${name}`]);
    rmSync(path);
    expect(await faults()).toEqual([`missing ${name}`]);
  });

  it('finds a manifest that was changed, and one that is none', async () => {
    const path = join(folder, 'manifest.json');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('"datasets": 2', '"datasets": 3'));
    expect(await faults(keyFile)).toContain('signature manifest.json.sig');
    rewrite(() => '{"layout":"lianmu-snapshot/1"}');
    expect(await faults(keyFile)).toEqual(['manifest manifest.json']);
    rewrite(() => 'no JSON');
    expect(await faults(keyFile)).toEqual(['manifest manifest.json']);
    rewrite(() => text.replace('"catalog.sqlite"', '"../catalog.sqlite"'));
    expect(await faults(keyFile)).toEqual(['manifest manifest.json']);
  });

  it('finds a signature that was changed or is gone, a key that is none, and somebody else’s', async () => {
    const signature = join(folder, 'manifest.json.sig');
    const right = readFileSync(signature);
    writeFileSync(signature, Buffer.alloc(64));
    expect(await faults()).toEqual(['signature manifest.json.sig']);
    writeFileSync(signature, right.subarray(1));
    expect(await faults()).toEqual(['signature manifest.json.sig']);
    rmSync(signature);
    expect(await faults()).toEqual(['signature manifest.json.sig']);
    writeFileSync(signature, right);
    const key = join(folder, 'public-key.pem');
    writeFileSync(key, 'nothing');
    expect(await faults(keyFile)).toEqual(['key public-key.pem']);
    expect(await faults()).toEqual(['key public-key.pem', 'signature manifest.json.sig']);
    // Whoever changes everything has no key but his own.
    const other = generateKeyPairSync('ed25519');
    writeFileSync(key, other.publicKey.export({ type: 'spki', format: 'pem' }));
    rewrite((text) => text.replace('"seq": 2', '"seq": 1'), other.privateKey);
    expect(await faults()).toEqual([]);
    expect(await faults(keyFile)).toEqual(['other-key public-key.pem', 'signature manifest.json.sig']);
  });

  it('finds files that disagree on what they hold, those that nobody signed, and other sums', async () => {
    rewrite((text) => text.replace('"datasets": 2', '"datasets": 3'));
    expect(await faults(keyFile)).toEqual([
      'rows datasets.jsonl.gz',
      'rows datasets.csv',
      'rows catalog.xlsx',
      'rows datasets.parquet',
      'rows catalog.sqlite',
    ]);
    rewrite((text) => text.replaceAll('"datasets": 3', '"datasets": 2').replaceAll('"rows": 2', '"rows": 7'));
    expect(await faults(keyFile)).toHaveLength(5);
    rewrite((text) => text.replaceAll('"rows": 7', '"rows": 2'));
    writeFileSync(join(folder, 'extra.csv'), '');
    appendFileSync(join(folder, 'SHA256SUMS'), 'x');
    expect(await faults(keyFile)).toEqual(['unknown extra.csv', 'sums SHA256SUMS']);
  });

  const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
  const hasSums = spawnSync('sha256sum', ['--version']).status === 0;

  (hasOpenssl ? it : it.skip)('is done by plain openssl as well, as docs/snapshots.md says', () => {
    const page = readFileSync(join(import.meta.dirname, '../../../docs/snapshots.md'), 'utf8');
    const command = page.split('\n').find((line) => line.startsWith('openssl pkeyutl -verify')) ?? '';
    const [program = '', ...args] = command.split(' ');
    expect(execFileSync(program, args, { cwd: folder }).toString()).toContain('Verified Successfully');
    appendFileSync(join(folder, 'manifest.json'), ' ');
    expect(spawnSync(program, args, { cwd: folder }).status).not.toBe(0);
  });

  (hasSums ? it : it.skip)('goes on with sha256sum', () => {
    const check = (): number | null => spawnSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: folder }).status;
    expect(check()).toBe(0);
    appendFileSync(join(folder, 'datasets.csv'), ' ');
    expect(check()).toBe(1);
  });
});

describe('the signing key', () => {
  it('is made once, for its owner alone, and the one of the environment wins', () => {
    const { dataDir } = snapshots.store;
    const made = openSigningKey(dataDir);
    expect(openSigningKey(dataDir).equals(made)).toBe(true);
    expect(statSync(join(dataDir, 'snapshot-key.pem')).mode & 0o777).toBe(0o600);
    const pem = snapshots.key.export({ type: 'pkcs8', format: 'pem' }) as string;
    expect(openSigningKey(dataDir, pem.replaceAll('\n', '\\n')).equals(snapshots.key)).toBe(true);
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    for (const wrong of ['', 'x', rsa.export({ type: 'pkcs8', format: 'pem' }) as string]) {
      expect(() => openSigningKey(dataDir, wrong)).toThrow(
        'LIANMU_SNAPSHOT_KEY is no private key of Ed25519',
      );
    }
  });
});
