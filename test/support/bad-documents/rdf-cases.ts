import type { BadCase } from './bad-case.js';
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

const FAILED = { outcome: 'failed', code: 'source-response' } as const;
const ENTITIES = { ...FAILED, message: /declares entities/ };

function dcat(id: string, bad: Responder, ends: Pick<BadCase, 'outcome' | 'code' | 'message'>): BadCase {
  return { id: `dcat-${id}`, kind: 'dcat', good: turtle(() => PREFIXES + GOOD), bad, ...ends };
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

const ANY = { ...FAILED, message: /./ };
export const RDF_CASES: readonly BadCase[] = [
  dcat(
    '1g',
    turtle(() => inOrder(PREFIXES, numbered(20_000_000, dataset))),
    { ...FAILED, message: /512 MiB/ },
  ),
  dcat(
    'gzip',
    turtle(() => gzipBomb(PREFIXES, 1024), { encoding: 'gzip' }),
    { ...FAILED, message: /512 MiB/ },
  ),
  dcat(
    'spaces',
    turtle(() => inOrder(PREFIXES, repeated(' ', 400))),
    ANY,
  ),
  dcat(
    'comments',
    turtle(() => inOrder(PREFIXES, repeated('# x\n', 400))),
    ANY,
  ),
  dcat(
    'literal',
    turtle(() => inOrder(PREFIXES, 'x:a dct:title "', repeated('x', 300))),
    ANY,
  ),
  dcat(
    'long-literal',
    turtle(() => inOrder(PREFIXES, 'x:a dct:title """', repeated('x\n', 300))),
    ANY,
  ),
  dcat(
    'iri',
    turtle(() => inOrder(PREFIXES, '<', repeated('x', 300))),
    ANY,
  ),
  dcat(
    'laughs',
    xml(() => rdfXml(BILLION_LAUGHS, '&l9;')),
    ENTITIES,
  ),
  dcat(
    'quadratic',
    xml(() => rdfXml(`<!DOCTYPE rdf [<!ENTITY l "${'l'.repeat(300)}">]>`, '&l;'.repeat(1_000_000))),
    ANY,
  ),
  dcat(
    'entity-file',
    xml(() => rdfXml('<!DOCTYPE rdf [<!ENTITY e SYSTEM "file:///etc/passwd">]>', '&e;')),
    ENTITIES,
  ),
  dcat(
    'entity-url',
    xml((base) => rdfXml(`<!DOCTYPE rdf [<!ENTITY e SYSTEM "${new URL('/trap', base).href}">]>`, '&e;')),
    ENTITIES,
  ),
  dcat(
    'parameter-entity',
    xml((base) =>
      rdfXml(`<!DOCTYPE rdf [<!ENTITY % e SYSTEM "${new URL('/trap', base).href}"> %e;]>`, '&x;'),
    ),
    ENTITIES,
  ),
  dcat(
    'external-subset',
    xml((base) => rdfXml(`<!DOCTYPE rdf SYSTEM "${new URL('/trap', base).href}">`, '&x;')),
    ANY,
  ),
  dcat(
    'nested-xml',
    xml(() => inOrder(RDF, repeated('<dct:a><dct:b>', 100))),
    ANY,
  ),
  dcat(
    'tag',
    xml(() => inOrder(RDF, '<a ', repeated('b="c" ', 100))),
    ANY,
  ),
  dcat(
    'xml-nodes',
    xml(() =>
      inOrder(
        RDF,
        numbered(1_000_000, (n) => `<dcat:Thing><dct:title>${n}</dct:title></dcat:Thing>`),
        '</rdf:RDF>',
      ),
    ),
    ANY,
  ),
  dcat(
    'nested-turtle',
    turtle(() => inOrder(PREFIXES, 'x:a x:b ', repeated('[ x:c ', 100))),
    ANY,
  ),
  dcat(
    'nested-list',
    turtle(() => inOrder(PREFIXES, 'x:a x:b ', repeated('( ', 100))),
    ANY,
  ),
  dcat(
    'nodes',
    turtle(() =>
      inOrder(
        PREFIXES,
        dataset('a'),
        numbered(1_000_000, (n) => `[] dct:title "${n}" .\n`),
      ),
    ),
    ANY,
  ),
  dcat(
    'nodes-of-one',
    turtle(() =>
      inOrder(
        PREFIXES,
        dataset('a'),
        numbered(1_000_000, (n) => `x:da x:part [ dct:title "${n}" ] .\n`),
      ),
    ),
    ANY,
  ),
  dcat(
    'more-nodes',
    turtle(() =>
      inOrder(
        PREFIXES,
        numbered(3_000_000, (n) => `[] dct:title "${n}" .\n`),
      ),
    ),
    ANY,
  ),
  dcat(
    'iris',
    turtle(() =>
      inOrder(
        PREFIXES,
        dataset('a'),
        numbered(1_400_000, (n) => `x:n${n} x:p${n} x:o${n} .\n`),
      ),
    ),
    ANY,
  ),
  dcat(
    'chain',
    turtle(() =>
      inOrder(
        PREFIXES,
        dataset('a'),
        numbered(1_000_000, (n) => `_:n${n} x:p _:n${n + 1} .\n`),
      ),
    ),
    ANY,
  ),
  dcat(
    'scattered',
    turtle(() =>
      inOrder(
        PREFIXES,
        numbered(20_000, (n) => `x:d${n} a dcat:Dataset .\n`),
        numbered(1_000_000, (n) => `x:d${(n * 7919) % 20_000} dct:description "${'x'.repeat(100)}${n}" .\n`),
      ),
    ),
    ANY,
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
    ANY,
  ),
  dcat(
    'json-nested',
    jsonLd(() => repeated('{"@graph":[', 100)),
    ANY,
  ),
  dcat(
    'json-string',
    jsonLd(() => inOrder('{"@graph":["', repeated('x', 100))),
    ANY,
  ),
  dcat(
    'json-nodes',
    jsonLd(() =>
      inOrder(
        '{"@context":{"dct":"http://purl.org/dc/terms/"},"@graph":[',
        numbered(1_000_000, (n) => `{"dct:title":"${n}"},`),
        '{}]}',
      ),
    ),
    ANY,
  ),
  dcat(
    'json-swarm',
    jsonLd(() =>
      inOrder(
        '{"@context":{"dct":"http://purl.org/dc/terms/"},"@graph":[{"dct:title":[',
        repeated('{},', 15),
        '{}]}]}',
      ),
    ),
    ANY,
  ),
  dcat(
    'json-context',
    jsonLd((base) => `{"@context":"${new URL('/trap', base).href}","@id":"x:a"}`),
    ANY,
  ),
  dcat(
    'cut',
    turtle(() => inOrder(PREFIXES, numbered(1000, dataset), 'x:z dct:title "')),
    ANY,
  ),
  {
    ...dcat(
      'drip',
      turtle(() => [PREFIXES], { hangs: true }),
      { outcome: 'failed', code: 'source-unavailable' },
    ),
    timeoutSeconds: 1,
  },
  dcat(
    'pages-new',
    paged((n, base) => ({ body: dataset(n), next: `${base}?page=${n + 1}` })),
    ANY,
  ),
  dcat(
    'pages-same',
    paged((n, base) => ({ body: GOOD, next: `${base}?page=${n + 1}` })),
    ANY,
  ),
  dcat(
    'pages-circle',
    paged((n, base) => ({ body: dataset(n), next: `${base}?page=${(n % 5) + 1}` })),
    ANY,
  ),
  dcat(
    'pages-elsewhere',
    paged((n) => ({ body: dataset(n), next: 'http://169.254.169.254/latest' })),
    ANY,
  ),
];
