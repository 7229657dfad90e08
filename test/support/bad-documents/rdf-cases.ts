import {
  type BadCase,
  type Ending,
  failsWith,
  KEEPS_LIVE,
  lacksPart,
  LISTS_NOTHING,
  TOO_SLOW,
} from './bad-case.js';
import { gzipBomb, inOrder, numbered, type Pieces, repeated } from './pieces.js';
import type { Answer, Responder } from './portal.js';

const PREFIXES =
  '@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> . @prefix hydra: <http://www.w3.org/ns/hydra/core#> . @prefix x: <https://portal.example.org/> .\n';
const GOOD = ['a', 'b', 'c'].map(dataset).join('');

function dataset(id: number | string): string {
  return `x:d${id} a dcat:Dataset ; dct:title "目录 ${id}"@zh ; dct:description "摘要。"@zh .\n`;
}

function turtle(make: () => Pieces | string, more: Partial<Answer> = {}): Responder {
  return () => ({ type: 'text/turtle', body: make(), ...more });
}

function xml(make: (base: string) => Pieces | string): Responder {
  return (_, base) => ({ type: 'application/rdf+xml', body: make(base) });
}

function jsonLd(make: (base: string) => Pieces | string): Responder {
  return (_, base) => ({ type: 'application/ld+json', body: make(base) });
}

const RDF =
  '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcat="http://www.w3.org/ns/dcat#" xmlns:dct="http://purl.org/dc/terms/">';

function rdfXml(prolog: string, title: string): string {
  return `<?xml version="1.0"?>${prolog}${RDF}<dcat:Dataset rdf:about="https://portal.example.org/da"><dct:title>${title}</dct:title></dcat:Dataset></rdf:RDF>`;
}

/** Ten of the one before in each: a billion of the first in the last. */
const LAUGHS = Array.from(
  { length: 9 },
  (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`,
);
const BILLION_LAUGHS = `<!DOCTYPE rdf [<!ENTITY l0 "lol">${LAUGHS.join('')}]>`;

const TOO_LARGE = failsWith(/larger than the limit of 512 MiB/);
const ENTITIES = failsWith(/declares entities/);
const SILENT = failsWith(/much text of which no triple comes/);

function dcat(id: string, bad: Responder, ending: Ending, options: object = {}): BadCase {
  const good = turtle(() => PREFIXES + GOOD);
  return { id: `dcat-${id}`, kind: 'dcat', options: { ...options }, good, bad, ...ending };
}

/** What nobody may ask for. */
function trap(base: string): string {
  return new URL('/trap', base).href;
}

/** Pages that each name the next: what is on page `number`, and which page that is. */
function paged(
  pageOf: (number: number, base: string) => { readonly body: string; readonly next: string },
): Responder {
  return (url, base) => {
    const number = Number(url.searchParams.get('page') ?? 1);
    const { body, next } = pageOf(number, base);
    return {
      type: 'text/turtle',
      body: `${PREFIXES}${body}<${url.href}> a hydra:PartialCollectionView ; hydra:next <${next}> .\n`,
    };
  };
}

const CONTEXT = '"@context":{"dct":"http://purl.org/dc/terms/"}';

export const RDF_CASES: readonly BadCase[] = [
  dcat(
    '1g',
    turtle(() => inOrder(PREFIXES, repeated(dataset('a'), 1024))),
    TOO_LARGE,
  ),
  dcat(
    'gzip',
    turtle(() => gzipBomb(PREFIXES, 1024), { encoding: 'gzip' }),
    TOO_LARGE,
  ),
  dcat(
    'spaces',
    turtle(() => inOrder(PREFIXES, repeated(' ', 100))),
    SILENT,
  ),
  dcat(
    'literal',
    turtle(() => inOrder(PREFIXES, 'x:a dct:title "', repeated('x', 100))),
    SILENT,
  ),
  dcat(
    'laughs',
    xml(() => rdfXml(BILLION_LAUGHS, '&l9;')),
    ENTITIES,
  ),
  dcat(
    'quadratic',
    xml(() => rdfXml(`<!DOCTYPE rdf [<!ENTITY l "${'l'.repeat(300)}">]>`, '&l;'.repeat(1e6))),
    failsWith(/a text without end/),
  ),
  dcat(
    'entity-file',
    xml(() => rdfXml('<!DOCTYPE rdf [<!ENTITY e SYSTEM "file:///etc/passwd">]>', '&e;')),
    ENTITIES,
  ),
  dcat(
    'entity-url',
    xml((base) => rdfXml(`<!DOCTYPE rdf [<!ENTITY e SYSTEM "${trap(base)}">]>`, '&e;')),
    ENTITIES,
  ),
  dcat(
    'parameter',
    xml((base) => rdfXml(`<!DOCTYPE rdf [<!ENTITY % e SYSTEM "${trap(base)}"> %e;]>`, '&x;')),
    ENTITIES,
  ),
  dcat(
    'subset',
    xml((base) => rdfXml(`<!DOCTYPE rdf SYSTEM "${trap(base)}">`, '&x;')),
    failsWith(/undefined entity/),
  ),
  dcat(
    'nested-xml',
    xml(() => inOrder(RDF, repeated('<dct:a><dct:b>', 20))),
    failsWith(/nested deeper than 100/),
  ),
  dcat(
    'tag',
    xml(() => inOrder(RDF, '<a ', repeated('b="c" ', 20))),
    failsWith(/a tag without end/),
  ),
  dcat(
    'nodes',
    turtle(() =>
      inOrder(
        PREFIXES,
        dataset('a'),
        numbered(1e6, (n) => `[] dct:title "${n}" .\n`),
      ),
    ),
    KEEPS_LIVE,
  ),
  dcat(
    'nodes-of-one',
    turtle(() =>
      inOrder(
        PREFIXES,
        dataset('a'),
        numbered(1e6, () => 'x:da x:part [ dct:title "t" ] .\n'),
      ),
    ),
    lacksPart(/larger than any record/),
  ),
  dcat(
    'more-nodes',
    turtle(() =>
      inOrder(
        PREFIXES,
        numbered(1.6e6, (n) => `[] dct:title "${n}" .\n`),
      ),
    ),
    failsWith(/more than 1500000 nodes/),
  ),
  dcat(
    'wide',
    turtle(() =>
      inOrder(
        PREFIXES,
        dataset('a'),
        'x:da dct:description ',
        numbered(7, (n) => `"""${'文'.repeat(3_900_000)}${n}""" , `),
        '"x" .',
      ),
    ),
    lacksPart(/larger than any record/),
  ),
  dcat(
    'json-nested',
    jsonLd(() => repeated('{"@graph":[', 20)),
    failsWith(/nested deeper than 100/),
  ),
  dcat(
    'json-swarm',
    jsonLd(() => inOrder(`{${CONTEXT},"@graph":[{"dct:title":[`, repeated('{},', 15), '{}]}]}')),
    SILENT,
  ),
  dcat(
    'json-context',
    jsonLd((base) => `{"@context":"${trap(base)}","@id":"x:a"}`),
    LISTS_NOTHING,
  ),
  dcat(
    'cut',
    turtle(() => inOrder(PREFIXES, numbered(1000, dataset), 'x:z dct:title "')),
    failsWith(/breaks off/),
  ),
  {
    ...dcat(
      'drip',
      turtle(() => [PREFIXES], { hangs: true }),
      TOO_SLOW,
    ),
    timeoutSeconds: 1,
  },
  dcat(
    'pages-new',
    paged((n, base) => ({ body: dataset(n), next: `${base}?page=${n + 1}` })),
    failsWith(/more than 300 pages/),
    { maxPages: 300 },
  ),
  dcat(
    'pages-same',
    paged((n, base) => ({ body: GOOD, next: `${base}?page=${n + 1}` })),
    failsWith(/page after page lists nothing new/),
  ),
  dcat(
    'pages-circle',
    paged((n, base) => ({ body: dataset(n), next: `${base}?page=${(n % 5) + 1}` })),
    failsWith(/lead back to one that was read/),
  ),
  dcat(
    'pages-elsewhere',
    paged((n) => ({ body: dataset(n), next: 'http://169.254.169.254/latest' })),
    failsWith(/not of this portal/),
  ),
];
