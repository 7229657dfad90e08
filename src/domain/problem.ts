/** The stages of a record's way (docs/architecture.md); each Problem says in which one it was found. */
export type Stage = 'gather' | 'fetch' | 'map' | 'normalise' | 'validate' | 'reconcile' | 'publish';

/**
 * Which promise a rule guards. Below `publishable` a record is rejected (its earlier good version stays live);
 * below `conformant` it is published with its problems and counted; `advice` is worth knowing and counts against nobody.
 */
export type Bar = 'publishable' | 'conformant' | 'advice';

/**
 * What is wrong with one record, as a value: it is stored with the harvest record and the job goes on.
 * Texts for people come from the rule catalogue by `code` (`domain/rules.ts`), so that every output says the same.
 */
export interface Problem {
  readonly stage: Stage;
  /** Stable code of the rule, e.g. `missing-publisher`. */
  readonly code: string;
  readonly bar: Bar;
  /** JSON pointer into the Dataset (or into the raw record for gather, fetch and map). */
  readonly pointer: string;
  /** The offending value as the portal wrote it, shortened to 200 characters. */
  readonly value?: string;
  /** Facts that the rule's text cannot know, e.g. the number of days overdue. */
  readonly detail?: string;
}

export interface GatherFacts {
  readonly pointer?: string;
  readonly value?: unknown;
  readonly detail?: string;
  readonly bar?: Bar;
}

/** What is wrong with a portal's list; whatever cannot be listed makes the run partial unless it is said otherwise. */
export function gatherProblem(
  code: string,
  { pointer = '/', value, detail, bar = 'publishable' }: GatherFacts,
): Problem {
  return {
    stage: 'gather',
    code,
    bar,
    pointer,
    ...(value === undefined ? {} : { value: quoted(value) }),
    ...(detail === undefined ? {} : { detail }),
  };
}

/** One mistake in a configuration file. `line` and `column` are 1-based. */
export interface ConfigProblem {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly pointer: string;
  readonly message: string;
  /** What is allowed here, in words. */
  readonly allowed?: string;
}

const MAX_VALUE_LENGTH = 200;

/** Shortens a value of any type to what a Problem keeps of it. */
export function problemValue(value: unknown): string {
  // JSON has no text for undefined and functions, whatever the library's type says.
  const text =
    typeof value === 'string' ? value : ((JSON.stringify(value) as string | undefined) ?? typeof value);
  return text.length > MAX_VALUE_LENGTH ? `${text.slice(0, MAX_VALUE_LENGTH - 1)}…` : text;
}

/** What a problem quotes of a portal's value, which may be nested without end. */
export function quoted(value: unknown): string {
  try {
    return problemValue(value);
  } catch (error) {
    if (error instanceof RangeError) return '…';
    throw error;
  }
}
