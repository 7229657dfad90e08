import type { CodeList } from '../../src/domain/code-lists.js';
import type { JsonObject } from '../../src/domain/json-values.js';
import { iriOf, lastPart, valuesOf, wordsOf } from './values.js';

/** The texts of a property, in whatever language. */
export function textsOf(node: JsonObject, property: string): readonly string[] {
  return wordsOf(valuesOf(node, property)).map(({ text }) => text);
}

/** Of a property that has one value. */
export function oneText(node: JsonObject, property: string): string | undefined {
  return textsOf(node, property)[0];
}

/** The code of a concept in one of the lists that each hub publishes at `/def/<list>`: Chinese codes stand there by number. */
export function codeAmong(list: CodeList, name: string, concept: unknown): string | undefined {
  const iri = iriOf(concept);
  if (iri?.includes(`/def/${name}#`) !== true) return undefined;
  const key = lastPart(iri);
  return list.find(({ code }) => code === key)?.code ?? list[Number(key) - 1]?.code;
}

/** Nodes as `cn:position` puts them. */
export function inPosition(nodes: readonly JsonObject[]): readonly JsonObject[] {
  const positionOf = (node: JsonObject): number => Number(oneText(node, 'cn:position') ?? Infinity);
  return [...nodes].sort((a, b) => positionOf(a) - positionOf(b) || 0);
}
