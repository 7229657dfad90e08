import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
  type YAMLError,
} from 'yaml';
import type { ConfigProblem } from '../domain/problem.js';
import { pointerTokens } from './pointer.js';

/** A configuration file that was read: its value, and where in the text each part of it stands. */
export interface YamlFile {
  readonly file: string;
  /** Undefined when the text is not YAML. */
  readonly value: unknown;
  /** A problem at this pointer; `at: 'key'` points to the key instead of its value. */
  problem(pointer: string, message: string, more?: ProblemDetails): ConfigProblem;
}

export interface ProblemDetails {
  readonly allowed?: string | undefined;
  readonly at?: 'key' | 'value';
}

interface Place {
  readonly key?: unknown;
  readonly node: unknown;
}

function step(document: Document, place: Place, token: string): Place | undefined {
  const node = isAlias(place.node) ? place.node.resolve(document) : place.node;
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => (isScalar(key) ? String(key.value) : String(key)) === token);
    return pair && { key: pair.key, node: pair.value };
  }
  if (isSeq(node)) {
    const item = node.items[Number(token)];
    return item === undefined ? undefined : { node: item };
  }
  return undefined;
}

function startOf(node: unknown): number | undefined {
  const range = (node as Partial<Node> | null | undefined)?.range;
  return range?.[0];
}

/** Offset of the part, or of the nearest part around it that exists (a missing key has no place of its own). */
function offsetOf(document: Document, pointer: string, at: 'key' | 'value'): number {
  let place: Place = { node: document.contents };
  let offset = startOf(place.node) ?? 0;
  for (const token of pointerTokens(pointer)) {
    const next = step(document, place, token);
    if (next === undefined) return offset;
    offset =
      (at === 'key' ? startOf(next.key) : undefined) ?? startOf(next.node) ?? startOf(next.key) ?? offset;
    place = next;
  }
  return offset;
}

/** The library's messages name what it met, not what to do; the frequent ones get a hint. */
function syntaxAdvice(error: YAMLError): string | undefined {
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return 'indent with spaces';
    case 'DUPLICATE_KEY':
      return 'each key once';
    case 'MULTIPLE_DOCS':
      return 'one document a file, without ---';
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'BAD_SCALAR_START':
      return 'put values that hold ": " or begin with a sign such as @ * & % in quotes';
    default:
      return undefined;
  }
}

/** Reads one file; syntax errors are problems, never thrown. Positions are 1-based. */
export function parseYaml(
  file: string,
  bytes: Uint8Array,
): { yaml: YamlFile; problems: readonly ConfigProblem[] } {
  const lines = new LineCounter();
  const text = new TextDecoder('utf-8').decode(bytes);
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });

  function problemAt(offset: number, pointer: string, message: string, allowed?: string): ConfigProblem {
    const { line, col } = lines.linePos(offset);
    return {
      file,
      line: Math.max(line, 1),
      column: Math.max(col, 1),
      pointer,
      message,
      ...(allowed === undefined ? {} : { allowed }),
    };
  }
  const problems = [...document.errors, ...document.warnings].map((error) =>
    problemAt(error.pos[0], '', `not valid YAML: ${error.message}`, syntaxAdvice(error)),
  );
  const broken = text.indexOf('\uFFFD');
  if (broken >= 0) problems.push(problemAt(broken, '', 'the text is not UTF-8', 'save the file as UTF-8'));

  let value: unknown;
  if (problems.length === 0) {
    try {
      value = document.toJS();
    } catch (error) {
      // An alias that points to nothing, or aliases that multiply beyond the library's limit.
      if (!(error instanceof ReferenceError)) throw error;
      problems.push(problemAt(0, '', `not valid YAML: ${error.message}`));
    }
  }
  const yaml: YamlFile = {
    file,
    value,
    problem(pointer, message, more = {}) {
      return problemAt(offsetOf(document, pointer, more.at ?? 'value'), pointer, message, more.allowed);
    },
  };
  return { yaml, problems };
}
