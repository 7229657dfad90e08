import { InvalidRequestError } from '../domain/errors.js';
import { isJsonObject, parseJson, type JsonObject } from '../domain/json-values.js';
import type { Parameters } from './parameters.js';

/**
 * Reads the parameters of one action with the complaints that CKAN's clients compare. Complaints are gathered, so that
 * the caller hears of all of them at once: call `check` after the last read. A parameter that is absent, null or an
 * empty text is undefined.
 */
export interface ParameterReader {
  text(key: string): string | undefined;
  requiredText(key: string): string;
  /** 0, 1, 2 … */
  natural(key: string): number | undefined;
  /** 1, 2, 3 … */
  positive(key: string): number | undefined;
  integer(key: string): number | undefined;
  /** One text or several under a repeated key; never split or parsed. */
  texts(key: string): readonly string[];
  /** A list, a JSON list in a text, or (with `separator`) a text to split. */
  list(key: string, separator?: RegExp): readonly string[] | undefined;
  /** A JSON object, or the text of one. */
  object(key: string): JsonObject | undefined;
  /** Adds a complaint about a parameter. */
  complain(key: string, ...complaints: readonly string[]): void;
  /** Throws `InvalidRequestError` when there was any complaint. */
  check(): void;
}

const INTEGER = /^\s*[+-]?\d+\s*$/;
/** Larger numbers say "beyond the end" as well, and every store can hold this one. */
const LARGEST = 2_147_483_647;

export function createParameterReader(parameters: Parameters): ParameterReader {
  const complaints = new Map<string, readonly string[]>();

  function complain(key: string, ...texts: readonly string[]): void {
    complaints.set(key, texts);
  }

  function text(key: string): string | undefined {
    const value = given(parameters, key);
    if (value === undefined || typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    complain(key, 'Must be a Unicode string value');
    return undefined;
  }

  function requiredText(key: string): string {
    if (given(parameters, key) === undefined) complain(key, 'Missing value');
    return text(key) ?? '';
  }

  function integer(key: string): number | undefined {
    const value = given(parameters, key);
    if (value === undefined) return undefined;
    const number =
      typeof value === 'number' || (typeof value === 'string' && INTEGER.test(value)) ? Number(value) : NaN;
    if (Number.isInteger(number)) return Math.max(-LARGEST, Math.min(LARGEST, number));
    complain(key, 'Invalid integer');
    return undefined;
  }

  function natural(key: string): number | undefined {
    const number = integer(key);
    if (number === undefined || number >= 0) return number;
    complain(key, 'Must be a natural number');
    return undefined;
  }

  function positive(key: string): number | undefined {
    const number = integer(key);
    if (number === undefined || number > 0) return number;
    complain(key, 'Must be a positive integer');
    return undefined;
  }

  function texts(key: string): readonly string[] {
    const value = given(parameters, key);
    if (!Array.isArray(value)) return [text(key) ?? []].flat();
    if (value.every((item): item is string => typeof item === 'string')) return value;
    complain(key, 'Must be a Unicode string value');
    return [];
  }

  function list(key: string, separator?: RegExp): readonly string[] | undefined {
    const value = given(parameters, key);
    const items = typeof value === 'string' ? listFromText(value, separator) : value;
    if (items === undefined) return undefined;
    if (items === 'not json') complain(key, 'Could not parse as valid JSON', 'Not a list');
    else if (!Array.isArray(items)) complain(key, 'Not a list');
    else if (items.every((item): item is string => typeof item === 'string')) return items;
    else complain(key, 'Not a string');
    return undefined;
  }

  function object(key: string): JsonObject | undefined {
    const value = given(parameters, key);
    const read = typeof value === 'string' ? parseJson(value) : value;
    if (read === undefined || isJsonObject(read)) {
      if (value !== undefined && read === undefined) complain(key, 'Could not parse as valid JSON');
      return read;
    }
    complain(key, 'Must be a JSON object');
    return undefined;
  }

  function check(): void {
    if (complaints.size > 0)
      throw new InvalidRequestError('Validation error', Object.fromEntries(complaints));
  }

  return { text, requiredText, natural, positive, integer, texts, list, object, complain, check };
}

/**
 * A yes or no in any of the words that CKAN takes. Another word is a validation error without a field, as CKAN has it.
 */
export function readBoolean(parameters: Parameters, key: string, fallback: boolean): boolean {
  const value = parameters.get(key) ?? fallback;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
  if (TRUE_WORDS.has(word)) return true;
  if (FALSE_WORDS.has(word)) return false;
  throw new InvalidRequestError('Parameter is not an bool');
}

const TRUE_WORDS: ReadonlySet<string> = new Set(['true', 'yes', 'on', 'y', 't', '1']);
const FALSE_WORDS: ReadonlySet<string> = new Set(['false', 'no', 'off', 'n', 'f', '0']);

function given(parameters: Parameters, key: string): unknown {
  const value = parameters.get(key);
  return value === null || value === '' ? undefined : value;
}

function listFromText(text: string, separator: RegExp | undefined): unknown {
  if (separator !== undefined && !text.trimStart().startsWith('[')) {
    return text.split(separator).filter((item) => item !== '');
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return 'not json';
    throw error;
  }
}
