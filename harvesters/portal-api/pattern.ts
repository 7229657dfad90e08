import type { ReportFault } from './faults.js';

/** The part of a text that the pattern's one group matches; undefined where it does not match. */
export type Pattern = (text: string) => string | undefined;

const MAX_PATTERN_LENGTH = 200;
/** Enough for an attribute or a line; a pattern that walks back and forth over more would take seconds. */
const MAX_TEXT_LENGTH = 10_000;

/** A repetition within a repeated group: the time to find no match grows exponentially with the text. */
const NESTED_REPETITION = /[+*}]\)?[^()]*\)[+*{]/;

export function compilePattern(pattern: string, pointer: string, report: ReportFault): Pattern {
  const fault = faultOf(pattern);
  if (fault !== undefined) {
    report(pointer, `"${pattern.slice(0, MAX_PATTERN_LENGTH)}" ${fault}`);
    return () => undefined;
  }
  const expression = new RegExp(pattern, 'u');
  return (text) => expression.exec(text.slice(0, MAX_TEXT_LENGTH))?.[1];
}

function faultOf(pattern: string): string | undefined {
  if (pattern.length > MAX_PATTERN_LENGTH) return `is longer than ${MAX_PATTERN_LENGTH} characters`;
  if (NESTED_REPETITION.test(pattern)) return 'repeats a group that repeats something itself';
  try {
    // With an empty alternative it matches anything, which shows how many groups it has.
    const groups = (new RegExp(`${pattern}|`, 'u').exec('')?.length ?? 1) - 1;
    return groups === 1 ? undefined : `has ${groups} groups: exactly one says what is wanted`;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return `is no regular expression: ${error.message}`;
  }
}
