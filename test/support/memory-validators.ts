import type { AnswerFacts, KeptAnswer, ValidatorCache } from '../../src/portal-client/validator-cache.js';

export interface MemoryValidators extends ValidatorCache {
  readonly kept: ReadonlyMap<string, AnswerFacts & { readonly bytes: Buffer }>;
  /** From now on nothing that is kept can be read. */
  damage(): void;
}

export function memoryValidators(): MemoryValidators {
  const kept = new Map<string, AnswerFacts & { readonly bytes: Buffer }>();
  let isDamaged = false;
  function pieces(bytes: Buffer): Iterable<Buffer> {
    if (isDamaged) throw Object.assign(new Error('damaged'), { code: 'ERR_DAMAGED_ANSWER' });
    return [bytes];
  }
  return {
    kept,
    damage: () => {
      isDamaged = true;
    },
    find: (key): Promise<KeptAnswer | undefined> => {
      const found = kept.get(key);
      if (found === undefined) return Promise.resolve(undefined);
      const { bytes, ...facts } = found;
      return Promise.resolve({ ...facts, pieces: () => pieces(bytes) });
    },
    async keep(key, facts, given) {
      const parts: Buffer[] = [];
      for await (const part of given) parts.push(Buffer.from(part));
      kept.set(key, { ...facts, bytes: Buffer.concat(parts) });
    },
    forget: (key) => {
      kept.delete(key);
      return Promise.resolve();
    },
  };
}
