import { createHash, createPublicKey, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { SnapshotFault, SnapshotVerdict, VerifySnapshotRequest } from '../../cli/snapshot-requests.js';
import { InvalidRequestError } from '../../domain/errors.js';
import { MANIFEST_FILE, PUBLIC_KEY_FILE, SIGNATURE_FILE, SUMS_FILE } from '../../domain/snapshot.js';
import type { SnapshotFile, SnapshotManifest } from '../../domain/snapshot.js';
import { countTables } from './count-tables.js';
import { factsOf } from './file-facts.js';
import { parseManifest } from './read-manifest.js';
import { systemCodeOf } from './system-code.js';

const OWN_FILES = [MANIFEST_FILE, SIGNATURE_FILE, PUBLIC_KEY_FILE, SUMS_FILE];

/** Whether a folder holds what the owner of the key has signed, and agrees with itself. `InvalidRequestError` for no snapshot. */
export async function verifySnapshot(request: VerifySnapshotRequest): Promise<SnapshotVerdict> {
  const { folder, keyFile, signal } = request;
  const manifestFile = join(folder, MANIFEST_FILE);
  if (!existsSync(manifestFile)) throw new InvalidRequestError(`${folder} has no ${MANIFEST_FILE}`);
  const text = readFileSync(manifestFile);
  const faults: SnapshotFault[] = [];
  const trusted = keyFile === undefined ? undefined : readTrustedKey(keyFile);
  const own = parseKey(readIfThere(join(folder, PUBLIC_KEY_FILE)));
  if (own === undefined) faults.push({ code: 'key', file: PUBLIC_KEY_FILE });
  else if (trusted !== undefined && !trusted.equals(own))
    faults.push({ code: 'other-key', file: PUBLIC_KEY_FILE });
  const key = trusted ?? own;
  const signature = readIfThere(join(folder, SIGNATURE_FILE));
  const isSigned = key !== undefined && signature !== undefined && verify(null, text, key, signature);
  if (!isSigned) faults.push({ code: 'signature', file: SIGNATURE_FILE });
  const manifest = parseManifest(text.toString('utf8'));
  if (manifest === undefined) return { faults: [...faults, { code: 'manifest', file: MANIFEST_FILE }] };
  for (const file of manifest.files) {
    const found = await checkFile(folder, file, signal);
    faults.push(...(found.length > 0 ? found : await checkCounts(folder, file, manifest)));
  }
  faults.push(...checkFolder(folder, manifest));
  return { faults, manifest, ...(key !== undefined && { fingerprint: fingerprintOf(key) }) };
}

/** What people compare: SHA-256 of the key in DER. */
function fingerprintOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

async function checkFile(
  folder: string,
  { name, bytes, sha256 }: SnapshotFile,
  signal: AbortSignal,
): Promise<readonly SnapshotFault[]> {
  const path = join(folder, name);
  if (!existsSync(path)) return [{ code: 'missing', file: name }];
  const length = statSync(path).size;
  if (length !== bytes) return [{ code: 'bytes', file: name, expected: bytes, found: length }];
  const facts = await factsOf(path, signal);
  return facts.sha256 === sha256 ? [] : [{ code: 'hash', file: name }];
}

/** That each table has the rows that are stated, and as many as the catalogue has. */
async function checkCounts(
  folder: string,
  file: SnapshotFile,
  { counts }: SnapshotManifest,
): Promise<readonly SnapshotFault[]> {
  const inFile = await countTables(join(folder, file.name), file);
  return file.tables.flatMap(({ name, rows }, place): readonly SnapshotFault[] => {
    const stated = name === 'datasets' || name === 'distributions' ? counts[name] : rows;
    const found = inFile?.[place] ?? rows;
    if (rows === stated && found === rows) return [];
    return [{ code: 'rows', file: file.name, expected: stated, found: rows === stated ? found : rows }];
  });
}

/** Nothing else may lie in the folder as if it were signed, and `sha256sum -c` has to say the same as the manifest. */
function checkFolder(folder: string, { files }: SnapshotManifest): readonly SnapshotFault[] {
  const known = new Set([...OWN_FILES, ...files.map(({ name }) => name)]);
  const faults: SnapshotFault[] = readdirSync(folder)
    .filter((name) => !known.has(name))
    .map((name) => ({ code: 'unknown', file: name }));
  const sums = files.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('');
  const isRight = readIfThere(join(folder, SUMS_FILE))?.toString('utf8') === sums;
  return isRight ? faults : [...faults, { code: 'sums', file: SUMS_FILE }];
}

function readTrustedKey(file: string): KeyObject {
  const key = parseKey(readIfThere(file));
  if (key === undefined) throw new InvalidRequestError(`${file} is no public key of Ed25519 in PEM`);
  return key;
}

function parseKey(pem: Buffer | undefined): KeyObject | undefined {
  // A private key would give its public one as well: nobody is to hand that about.
  if (pem?.includes('PUBLIC KEY') !== true) return undefined;
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? key : undefined;
  } catch (error) {
    if (systemCodeOf(error) === undefined) throw error;
    return undefined;
  }
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = systemCodeOf(error);
    if (code !== 'ENOENT' && code !== 'EISDIR') throw error;
    return undefined;
  }
}
