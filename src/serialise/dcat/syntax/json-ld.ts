import type { Quad, Quad_Object } from 'n3';
import { NAMESPACES } from '../terms.js';
import { bySubject, type Prefixes, type RdfWriter } from './rdf-writer.js';

const XSD_STRING = `${NAMESPACES.xsd}string`;
const RDF_TYPE = `${NAMESPACES.rdf}type`;

/** JSON-LD: a context of prefixes alone, so that it needs nothing from elsewhere, and a list of nodes. */
export function createJsonLdWriter(prefixes: Prefixes): RdfWriter {
  const known = Object.entries(prefixes);
  const names = new Map<string, string>();
  let separator = '\n';

  function compact(iri: string): string {
    const found = names.get(iri);
    if (found !== undefined) return found;
    const entry = known.find(([, namespace]) => iri.startsWith(namespace));
    const name = entry === undefined ? iri : `${entry[0]}:${iri.slice(entry[1].length)}`;
    names.set(iri, name);
    return name;
  }

  function toNode(group: readonly Quad[]): object {
    const properties = new Map<string, unknown[]>();
    for (const { predicate, object } of group) {
      const isType = predicate.value === RDF_TYPE;
      const key = isType ? '@type' : compact(predicate.value);
      const values = properties.get(key) ?? [];
      properties.set(key, values);
      values.push(isType ? compact(object.value) : toValue(object));
    }
    return { '@id': group[0]?.subject.value, ...Object.fromEntries(properties) };
  }

  function toValue(object: Quad_Object): object | string {
    if (object.termType !== 'Literal') return { '@id': object.value };
    const { value, language, datatype } = object;
    if (language !== '') return { '@language': language, '@value': value };
    return datatype.value === XSD_STRING ? value : { '@type': compact(datatype.value), '@value': value };
  }

  return {
    start: () => `{"@context": ${JSON.stringify(prefixes)},\n"@graph": [`,
    add(quads) {
      let text = '';
      for (const group of bySubject(quads)) {
        text += separator + JSON.stringify(toNode(group));
        separator = ',\n';
      }
      return text;
    },
    end: () => '\n]}\n',
  };
}
