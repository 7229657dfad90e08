import type { Quad, Quad_Object, Term } from 'n3';
import { type Xml, xml } from '../../xml.js';
import { NAMESPACES } from '../terms.js';
import { bySubject, type Prefixes, type RdfWriter } from './rdf-writer.js';

const XSD_STRING = `${NAMESPACES.xsd}string`;

/** RDF/XML: all that is said of a node in one element, each property under its prefix. */
export function createRdfXmlWriter(prefixes: Prefixes): RdfWriter {
  const names = new Map<string, Xml>();
  const known = Object.entries(prefixes);

  function nameOf(predicate: string): Xml {
    const found = names.get(predicate);
    if (found !== undefined) return found;
    const [prefix, namespace] = known.find((entry) => predicate.startsWith(entry[1])) ?? [];
    if (prefix === undefined || namespace === undefined) throw new TypeError(`no prefix for ${predicate}`);
    const name = xml`${prefix}:${predicate.slice(namespace.length)}`;
    names.set(predicate, name);
    return name;
  }

  function property({ predicate, object }: Quad): Xml {
    const name = nameOf(predicate.value);
    if (object.termType !== 'Literal') return xml`    <${name} rdf:resource="${object.value}"/>\n`;
    return xml`    <${name}${attributeOf(object)}>${object.value}</${name}>\n`;
  }

  return {
    start() {
      const namespaces = known.map(([prefix, namespace]) => xml`\n  xmlns:${prefix}="${namespace}"`);
      return xml`<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF${namespaces}>\n`.text;
    },
    add(quads) {
      const nodes: string[] = [];
      for (const group of bySubject(quads)) {
        const subject = group[0]?.subject.value ?? '';
        const properties = group.map(property);
        nodes.push(xml`  <rdf:Description rdf:about="${subject}">\n${properties}  </rdf:Description>\n`.text);
      }
      return nodes.join('');
    },
    end: () => '</rdf:RDF>\n',
  };
}

function attributeOf(object: Extract<Quad_Object, { readonly termType: 'Literal' }>): Xml {
  if (object.language !== '') return xml` xml:lang="${object.language}"`;
  const datatype: Term = object.datatype;
  return datatype.value === XSD_STRING ? xml`` : xml` rdf:datatype="${datatype.value}"`;
}
