import { SaxesParser } from '@rubensworks/saxes';

/** An element as a namespace-aware parser that the hub does not use elsewhere reads it; names are local ones. */
export interface XmlElement {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Its children of this name. */
  all(name: string): readonly XmlElement[];
  /** The text of its first child of this name; empty where there is none. */
  text(name: string): string;
  readonly content: string;
}

interface Open extends XmlElement {
  readonly children: Open[];
  content: string;
}

/** Throws for a document that is not well-formed. */
export function readXml(document: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true });
  const open: Open[] = [];
  let root: XmlElement | undefined;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    const values = Object.values(attributes).map((attribute) => [attribute.local, attribute.value]);
    const element = toElement(local, uri, Object.fromEntries(values) as Readonly<Record<string, string>>);
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  for (const event of ['text', 'cdata'] as const) {
    parser.on(event, (text) => {
      const element = open.at(-1);
      if (element !== undefined) element.content += text;
    });
  }
  parser.on('closetag', () => {
    root = open.pop();
  });
  parser.write(document).close();
  if (root === undefined) throw new Error('there is no element');
  return root;
}

function toElement(name: string, namespace: string, attributes: XmlElement['attributes']): Open {
  const children: Open[] = [];
  return {
    ...{ name, namespace, attributes, children, content: '' },
    all: (wanted) => children.filter((child) => child.name === wanted),
    text: (wanted) => children.find((child) => child.name === wanted)?.content ?? '',
  };
}
