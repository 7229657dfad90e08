import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** Keeps bytes unreadable for whoever has not the key, and tells bytes that were changed. */
export interface Seal {
  /** Tells keys apart without telling them. */
  readonly name: string;
  seal(bytes: Uint8Array): Buffer;
  /** Undefined for what was sealed otherwise, or is damaged. */
  open(sealed: Uint8Array): Buffer | undefined;
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const NAME_LENGTH = 16;

/** `key`: 32 random bytes, which are written down nowhere. */
export function createSeal(key: Uint8Array): Seal {
  return {
    name: createHash('sha256').update(key).digest('hex').slice(0, NAME_LENGTH),
    seal(bytes) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce);
      const sealed = [cipher.update(bytes), cipher.final()];
      return Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]);
    },
    open(sealed) {
      if (sealed.length < NONCE_BYTES + TAG_BYTES) return undefined;
      const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES));
      decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      const bytes = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES));
      try {
        return Buffer.concat([bytes, decipher.final()]);
      } catch {
        // Nothing else can go wrong here: the tag does not fit.
        return undefined;
      }
    },
  };
}
