import { SearchSyntaxError } from '../../domain/errors.js';

const INTEGER = /^[+-]?\d{1,9}$/;
const MAX_LENGTH = 200;

/**
 * Solr's `mm`: how many of `count` optional words must match. `2`, `-1` (all but one), `80%`, `-20%`, or conditions
 * `2<-1 5<80%`: up to two all, up to five all but one, beyond that 80 percent.
 */
export function minimumMatch(spec: string, count: number): number {
  if (spec.length > MAX_LENGTH) throw malformed(spec);
  const parts = spec
    .trim()
    .replaceAll(/\s*<\s*/g, '<')
    .split(/\s+/);
  if (!spec.includes('<')) return simpleMinimum(spec, parts[0] ?? '', count);
  let result = count;
  for (const part of parts) {
    const [limit = '', value = '', ...rest] = part.split('<');
    if (!INTEGER.test(limit) || rest.length > 0) throw malformed(spec);
    if (count <= Number(limit)) return result;
    result = simpleMinimum(spec, value, count);
  }
  return result;
}

function simpleMinimum(spec: string, value: string, count: number): number {
  const percent = value.endsWith('%');
  const digits = percent ? value.slice(0, -1) : value;
  if (!INTEGER.test(digits)) throw malformed(spec);
  const amount = percent ? Math.trunc((count * Number(digits)) / 100) : Number(digits);
  const negative = digits.startsWith('-');
  return Math.max(0, Math.min(count, negative ? count + amount : amount));
}

function malformed(spec: string): SearchSyntaxError {
  return new SearchSyntaxError(
    `SOLR returned an error running query: 'mm' is not a number of words: '${spec.slice(0, 60)}'`,
    'mm',
    0,
  );
}
