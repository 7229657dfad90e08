import { guardXml } from '../../../../harvesters/dcat/xml-guard.js';
import { failure } from '../../portal-client/loopback.js';

async function guarded(text: string, pieces = text.length): Promise<string> {
  // eslint-disable-next-line @typescript-eslint/require-await -- as text comes
  async function* cut(): AsyncGenerator<string, void> {
    for (let at = 0; at < text.length; at += pieces) yield text.slice(at, at + pieces);
  }
  const passed: string[] = [];
  for await (const piece of guardXml(cut(), 'https://p/x')) passed.push(piece);
  return passed.join('');
}

function lolDoctype(levels: number): string {
  const entities = Array.from(
    { length: levels },
    (_, level) => `<!ENTITY l${level + 1} "&l${level};&l${level};">`,
  );
  return `<!DOCTYPE rdf [<!ENTITY l0 "lol">${entities.join('')}]>`;
}

describe('the guard before the XML parser', () => {
  it.each([1, 2, 3, 5, 1000])(
    'writes CDATA as text and leaves comments out, in pieces of %d',
    async (pieces) => {
      const text =
        '<?xml version="1.0"?><!-- a < b --><r a="1 > 0" b=\'"\'>x<!-- c --><![CDATA[<&>]]>y<?php z ?></r>\n';
      expect(await guarded(text, pieces)).toBe('<r a="1 > 0" b=\'"\'>x&lt;&amp;&gt;y</r>\n');
    },
  );

  it.each([1, 7, 1000])(
    'lets names of namespaces through and nothing else of a document type, in pieces of %d',
    async (pieces) => {
      const text = `<!DOCTYPE rdf:RDF PUBLIC "-//DCMI//" "http://dtd.example/x.dtd" [ <!-- " -->
      <!ENTITY xsd "http://www.w3.org/2001/XMLSchema#"> <!ENTITY dc 'http://purl.org/dc/'> <!ELEMENT a ANY> ]><r>&xsd;</r>`;
      expect(await guarded(text, pieces)).toBe(
        '<!DOCTYPE rdf [<!ENTITY xsd "http://www.w3.org/2001/XMLSchema#"><!ENTITY dc "http://purl.org/dc/">]><r>&xsd;</r>',
      );
    },
  );

  it.each([
    ['a billion laughs', `${lolDoctype(30)}<r>&l30;</r>`],
    ['a file', '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>'],
    ['an address', '<!DOCTYPE r [<!ENTITY x PUBLIC "a" "http://10.0.0.1/">]><r>&x;</r>'],
    ['parameters', '<!DOCTYPE r [<!ENTITY % x "<!ENTITY y \'z\'>"> %x;]><r>&y;</r>'],
    ['a long value', `<!DOCTYPE r [<!ENTITY x "${'x'.repeat(500)}">]><r>&x;</r>`],
    ['markup', '<!DOCTYPE r [<!ENTITY x "<a/>">]><r>&x;</r>'],
    ['a second document type', '<r><!DOCTYPE r [<!ENTITY x "y">]></r>'],
    [
      'too many',
      `<!DOCTYPE r [${Array.from({ length: 200 }, (_, at) => `<!ENTITY x${at} "y">`).join('')}]><r/>`,
    ],
  ])('refuses entities that are %s', async (_name, text) => {
    expect(await failure(guarded(text, 50))).toMatchObject({ code: 'source-response', fault: 'not-xml' });
  });

  it.each([
    [
      'a short entity a million times',
      `<!DOCTYPE r [<!ENTITY x "${'x'.repeat(300)}">]><r>${'&x;'.repeat(1_000_000)}</r>`,
    ],
    [
      'the same in attributes',
      `<!DOCTYPE r [<!ENTITY x "${'x'.repeat(300)}">]><r>${`<a b="${'&x;'.repeat(1000)}"/>`.repeat(1000)}</r>`,
    ],
    ['deep nesting', '<a>'.repeat(100_000)],
    ['a tag without end', `<r><a b="${'x'.repeat(2_000_000)}`],
    ['a text without end', `<r>${'x'.repeat(5_000_000)}</r>`],
    ['a document type without end', `<!DOCTYPE r [${' '.repeat(500_000)}`],
  ])('stops %s', async (_name, text) => {
    expect(await failure(guarded(text, 65_536))).toMatchObject({ fault: 'too-large' });
  });

  it.each(['<r>', '<r><a></r', '<r><!-- ', '<r/><!-', '  ', '<r><![CDATA[x]]'])(
    'notices that %j breaks off',
    async (text) => {
      expect(await failure(guarded(text))).toMatchObject({ fault: 'truncated' });
    },
  );
});
