/** Markup that is well-formed wherever an element may stand. Only `xml` and `joinXml` make it. */
export class Xml {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Value = string | number | Xml | undefined | readonly Xml[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // A parser would make a line feed of it.
  '\r': '&#13;',
};

/** XML 1.0, section 2.2: no other character may stand in a document, not even as a reference. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** Template tag: every value is escaped for text and attributes, except markup made by this tag. Undefined is nothing. */
export function xml(strings: TemplateStringsArray, ...values: readonly Value[]): Xml {
  return new Xml(strings.map((string, index) => string + render(values[index])).join(''));
}

export function joinXml(parts: readonly Xml[]): Xml {
  return new Xml(parts.map(({ text }) => text).join(''));
}

/** A text as it may stand in XML: what it does not allow is left out. */
export function xmlText(text: string): string {
  return text.replace(FORBIDDEN, '');
}

function render(value: Value): string {
  if (value === undefined) return '';
  if (value instanceof Xml) return value.text;
  if (typeof value === 'object') return joinXml(value).text;
  return xmlText(String(value)).replace(/[&<>"'\r]/g, (character) => ESCAPES[character] ?? character);
}
