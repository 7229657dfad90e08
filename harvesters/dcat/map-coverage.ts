import type { JsonObject } from '../../src/domain/json-values.js';
import type { RecordNode } from './node.js';
import { bestText, labelOf, nodesOf, valuesOf, wordOf } from './values.js';

/** A box, a point, a shape: no place in words. */
const SHAPE = /^[\s\d.,;:+-]+$|^\s*[{[<]|^(?:SRID=|POLYGON|MULTI|POINT|ENVELOPE|LINESTRING)/i;

/** Places by their names; IRIs and shapes stay among the extras. */
export function spatialWords(
  node: RecordNode,
  languages: readonly string[],
  read: Set<string>,
): { readonly spatial?: string } {
  const values = valuesOf(node, 'dct:spatial');
  const names: string[] = [];
  let isAllRead = true;
  for (const value of values) {
    const text = wordOf(value)?.text.trim();
    const [place] = nodesOf({ place: [value] }, 'place');
    const name = text ?? (place === undefined ? undefined : labelOf(place, languages));
    if (name !== undefined && !SHAPE.test(name) && !/^https?:/.test(name)) names.push(name);
    if (text === undefined || name !== names.at(-1)) isAllRead = false;
  }
  if (isAllRead && values.length > 0) read.add('dct:spatial');
  return names.length === 0 ? {} : { spatial: [...new Set(names)].join('、') };
}

/** The first period that has an end; other ones stay among the extras. */
export function temporalOf(node: RecordNode, read: Set<string>): unknown {
  const values = valuesOf(node, 'dct:temporal');
  if (values.length === 1) read.add('dct:temporal');
  for (const value of values) {
    const text = wordOf(value)?.text;
    if (text !== undefined) return text;
    for (const period of nodesOf({ period: [value] }, 'period')) {
      const start = endOf(period, ['dcat:startDate', 'schema:startDate', 'dct:start'], 'time:hasBeginning');
      const end = endOf(period, ['dcat:endDate', 'schema:endDate', 'dct:end'], 'time:hasEnd');
      if (start !== undefined || end !== undefined) {
        return { ...(start !== undefined && { start }), ...(end !== undefined && { end }) };
      }
      const label = labelOf(period, []);
      if (label !== undefined) return label;
    }
  }
  return undefined;
}

const INSTANT = ['time:inXSDDate', 'time:inXSDDateTimeStamp', 'time:inXSDDateTime', 'time:inXSDgYear'];

function endOf(period: JsonObject, properties: readonly string[], instant: string): string | undefined {
  const stated = bestText(valuesOf(period, ...properties), [])?.text;
  if (stated !== undefined) return stated;
  const [moment] = nodesOf(period, instant);
  return moment === undefined ? undefined : bestText(valuesOf(moment, ...INSTANT), [])?.text;
}
