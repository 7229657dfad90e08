import type { ConfigProblem } from '../domain/problem.js';
import { childPointer, isRecord } from './pointer.js';
import type { YamlFile } from './yaml-file.js';

const SECRET_KEY =
  /^(x[_-]?)?(api[_-]?key|apikey|(access[_-]?|auth[_-]?|api[_-]?)?token|password|passwd|pwd|(client[_-]?|app[_-]?)?secret|app[_-]?key|authorization|cookie)$/i;

/** Keys below these are the portal's own words, never settings. */
const PORTAL_WORDS = ['/crosswalks', '/labels'];

export function isSecretKey(key: string): boolean {
  return SECRET_KEY.test(key);
}

/** Nothing, or the name of what the environment fills in (`{token}`). */
function standsForSecret(value: unknown): boolean {
  return typeof value === 'string' && /^(?:\{[\w|]+\})?$/.test(value);
}

/** Keys that hold a secret: files are copied, committed and mailed. The value itself is never repeated. */
export function refuseSecrets(yaml: YamlFile, advice: string): readonly ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  function walk(value: unknown, pointer: string): void {
    if (PORTAL_WORDS.includes(pointer)) return;
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) walk(item, childPointer(pointer, String(index)));
      return;
    }
    if (!isRecord(value)) return;
    for (const [key, below] of Object.entries(value)) {
      const place = childPointer(pointer, key);
      if (isSecretKey(key) && !standsForSecret(below)) {
        problems.push(yaml.problem(place, `"${key}" looks like a secret`, { at: 'key', allowed: advice }));
      } else {
        walk(below, place);
      }
    }
  }
  walk(yaml.value, '');
  return problems;
}
