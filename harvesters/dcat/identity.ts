import type { RecordNode } from './node.js';
import { isSkolem } from './node.js';
import { bestText, iriOf, labelOf, nodesOf, valuesOf, wordFor } from './values.js';

/**
 * By what a record is known from run to run: its IRI, or what it states as its identifier; where it has neither, its title
 * together with who publishes it. Undefined for one that says nothing of all this.
 */
export function recordKey(node: RecordNode, key: 'iri' | 'identifier'): string | undefined {
  const iri = iriOf(node);
  const own = iri === undefined || isSkolem(iri) ? undefined : iri;
  const stated = identifierOf(node);
  return (key === 'identifier' ? (stated ?? own) : (own ?? stated)) ?? describedKey(node);
}

/** `dct:identifier`, or the notation of `adms:identifier`. */
export function identifierOf(node: RecordNode): string | undefined {
  const [first] = valuesOf(node, 'dct:identifier', 'dc:identifier').flatMap((value) => textOf(value) ?? []);
  if (first !== undefined) return first;
  for (const identifier of nodesOf(node, 'adms:identifier')) {
    const notation = bestText(valuesOf(identifier, 'skos:notation'), [])?.text.trim();
    if (notation !== undefined) return notation;
  }
  return undefined;
}

function textOf(value: unknown): string | undefined {
  return bestText([value], [])?.text.trim() ?? iriOf(value);
}

function describedKey(node: RecordNode): string | undefined {
  // Languages do not matter here: the first as values are sorted is the same in each run.
  const title = bestText(valuesOf(node, 'dct:title', 'dc:title', 'rdfs:label'), [])?.text.trim();
  if (title === undefined) return undefined;
  const [publisher] = valuesOf(node, 'dct:publisher', 'dct:creator');
  const [agent] = nodesOf(node, 'dct:publisher', 'dct:creator');
  const name = (agent === undefined ? undefined : labelOf(agent, [])) ?? wordFor(publisher, []) ?? '';
  return `${title}|${name}`;
}
