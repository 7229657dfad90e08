import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidRequestError } from '../../domain/errors.js';
import { systemCodeOf } from './system-code.js';

const KEY_FILE = 'snapshot-key.pem';

/**
 * The hub's own key, which is made when it is needed first: a file beside the store, which nobody else may read. A key that
 * the environment has wins, and then no file is made.
 */
export function openSigningKey(dataDir: string, fromEnvironment?: string): KeyObject {
  if (fromEnvironment !== undefined) return readKey(fromEnvironment, 'LIANMU_SNAPSHOT_KEY');
  const path = join(dataDir, KEY_FILE);
  return readKey(readPem(path) ?? createPem(path), path);
}

export function publicPem(key: KeyObject): string {
  return createPublicKey(key).export({ type: 'spki', format: 'pem' }) as string;
}

function readPem(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** The key of whoever was first, when two need it at once: it appears whole or not at all. */
function createPem(path: string): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  const making = `${path}.${process.pid}`;
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(making, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flush: true });
  try {
    linkSync(making, path);
  } catch (error) {
    if (systemCodeOf(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(making);
  }
  return readFileSync(path, 'utf8');
}

function readKey(pem: string, where: string): KeyObject {
  const key = parseKey(pem);
  if (key !== undefined) return key;
  // Of a key nothing is repeated.
  throw new InvalidRequestError(`${where} is no private key of Ed25519 in PEM`);
}

function parseKey(pem: string): KeyObject | undefined {
  try {
    const key = createPrivateKey(pem.replaceAll('\\n', '\n'));
    return key.asymmetricKeyType === 'ed25519' ? key : undefined;
  } catch (error) {
    if (systemCodeOf(error) === undefined) throw error;
    return undefined;
  }
}

/** Of the key that there is; undefined as long as none was needed. */
export function findPublicPem(dataDir: string, fromEnvironment?: string): string | undefined {
  if (fromEnvironment !== undefined) return publicPem(openSigningKey(dataDir, fromEnvironment));
  const path = join(dataDir, KEY_FILE);
  const pem = readPem(path);
  return pem === undefined ? undefined : publicPem(readKey(pem, path));
}
