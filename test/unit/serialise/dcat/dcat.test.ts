import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Quad } from '@rdfjs/types';
import * as fc from 'fast-check';
import { DataFactory, type NamedNode } from 'n3';
import { visibleDistributions } from '../../../../src/domain/visibility.js';
import {
  describeCatalog,
  describeView,
  toListedGraph,
  toMemberGraph,
} from '../../../../src/serialise/dcat/catalog.js';
import { CONCEPT_LISTS, isListName } from '../../../../src/serialise/dcat/concept-lists.js';
import { describeList } from '../../../../src/serialise/dcat/concept-scheme.js';
import { createDcatDocument } from '../../../../src/serialise/dcat/document.js';
import { createHubIris } from '../../../../src/serialise/dcat/hub-iris.js';
import { isSyntaxName, SYNTAXES, type SyntaxName } from '../../../../src/serialise/dcat/syntax/syntaxes.js';
import { describeVocabulary, NATIONAL_TERMS } from '../../../../src/serialise/dcat/vocabulary.js';
import { SITE } from '../../../support/api-client.js';
import { ALL, BEDS, datasetOf, PATIENTS, publish, SCHOOLS } from '../../../support/published-datasets.js';
import { ODD } from '../../../support/rdf/odd-datasets.js';
import { differencesOf, parseRdf } from '../../../support/rdf/parse-rdf.js';
import { loadDcatApShapes } from '../../../support/rdf/shacl.js';

const iris = createHubIris(SITE.url);
const EVERYTHING = [...ALL, ...ODD];
const SYNTAX_NAMES = Object.keys(SYNTAXES).filter(isSyntaxName);
const DCAT = 'http://www.w3.org/ns/dcat#';
const DCT = 'http://purl.org/dc/terms/';
const IN_SCHEME = 'http://www.w3.org/2004/02/skos/core#inScheme';
const SCHOOLS_IRI = iris.dataset(SCHOOLS.dataset.identifier);

function catalogIn(syntax: SyntaxName, datasets = EVERYTHING): string {
  const document = createDcatDocument(syntax, iris);
  const view = {
    page: `${SITE.url}/catalog.ttl`,
    first: `${SITE.url}/catalog.ttl`,
    previous: undefined,
    next: `${SITE.url}/catalog.ttl?after=x&y`,
  };
  return [
    document.start(),
    document.add(describeCatalog(SITE, iris, datasets.length)),
    ...datasets.map((published) => document.addGraph(toListedGraph(published, SITE, iris))),
    document.add(describeView(view, iris)),
    document.end(),
  ].join('');
}

function valuesOf(quads: readonly Quad[], subject: string, predicate: string): readonly string[] {
  return quads
    .filter((quad) => quad.subject.value === subject && quad.predicate.value === predicate)
    .map(({ object }) =>
      object.termType === 'Literal' && object.language !== ''
        ? `${object.value}@${object.language}`
        : object.value,
    );
}

describe('the catalogue in RDF', () => {
  let turtle: readonly Quad[];
  beforeAll(async () => {
    turtle = await parseRdf(catalogIn('ttl'), 'ttl');
  });

  it.each(SYNTAX_NAMES)('says the same in %s, whatever a portal wrote', async (syntax) => {
    const quads = await parseRdf(catalogIn(syntax), syntax);
    expect(quads.length).toBeGreaterThan(500);
    expect(differencesOf(quads, turtle)).toEqual([]);
  });

  it('breaks none of the shapes of DCAT-AP 3.0.1, neither as a page nor dataset by dataset', async () => {
    const check = loadDcatApShapes();
    if (check === undefined) return;
    expect(await check(turtle)).toEqual([]);
    for (const published of EVERYTHING) {
      const document = createDcatDocument('nt', iris);
      const text =
        document.start() + document.addGraph(toMemberGraph(published, SITE, iris)) + document.end();
      expect(await check(await parseRdf(text, 'nt'))).toEqual([]);
    }
  });

  it('takes its codes from the vocabularies that the shapes name', async () => {
    const check = loadDcatApShapes(['mdr-vocabularies.shape.ttl']);
    if (check === undefined) return;
    // The EU's lists are not at hand: a code is in the list that its address says.
    const schemes = turtle.flatMap(({ object: { value } }) => {
      const [, scheme] =
        /^(http:\/\/publications\.europa\.eu\/resource\/authority\/[\w-]+)\/\w+$/.exec(value) ?? [];
      const node = (iri: string): NamedNode => DataFactory.namedNode(iri);
      return scheme === undefined ? [] : [DataFactory.quad(node(value), node(IN_SCHEME), node(scheme))];
    });
    expect(schemes.length).toBeGreaterThan(30);
    const left = await check([...turtle, ...(schemes as unknown as readonly Quad[])]);
    // No list of the EU has 其他 of every portal, and SPDX's algorithms are no concepts of a scheme.
    const known = left.filter(
      (line) => !/format https:\/\/hub\.example\.org|spdx\.org\/rdf\/terms#algorithm /.test(line),
    );
    expect(known).toEqual([]);
    expect(await check(turtle)).toContainEqual(
      expect.stringContaining(`${SCHOOLS_IRI} ${DCT}accrualPeriodicity`),
    );
  });

  it('is held against the shapes by a check that finds what is missing and what is wrong', async () => {
    const check = loadDcatApShapes();
    if (check === undefined) return;
    const broken = turtle.filter(({ predicate }) => predicate.value !== `${DCT}title`);
    expect((await check(broken)).join('\n')).toContain(`${SCHOOLS_IRI} ${DCT}title`);
    const typeless = turtle.filter(({ object }) => object.value !== `${DCT}Frequency`);
    expect((await check(typeless)).join('\n')).toContain(`${SCHOOLS_IRI} ${DCT}accrualPeriodicity`);
    const text =
      '<http://a/> a <http://www.w3.org/ns/dcat#Dataset> ; <http://purl.org/dc/terms/issued> "gestern" .';
    expect((await check(await parseRdf(text, 'ttl'))).join('\n')).toContain(`http://a/ ${DCT}issued gestern`);
  });

  it('describes a dataset as it did when this was last reviewed', () => {
    const file = join(import.meta.dirname, '../../../fixtures/dcat/dataset.ttl');
    const document = createDcatDocument('ttl', iris);
    const text = document.start() + document.addGraph(toMemberGraph(SCHOOLS, SITE, iris)) + document.end();
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });

  it('says the same in all syntaxes of any text', async () => {
    const anything = fc.string({ unit: 'binary', maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(anything, anything, async (one, other) => {
        const dataset = datasetOf('any', {
          title: one,
          keywords: [other],
          landingPage: `http://example.org/${other}`,
          license: { url: `https://${one}` },
          contact: { email: `${one}@example.org`, phone: other },
          distributions: [{ identifier: 'd', url: one, format: other, mediaType: one, created: other }],
          extras: [{ key: one, value: other }],
        });
        const published = publish(dataset, { name: 'any', order: 1 });
        const [first, ...rest] = await Promise.all(
          (['ttl', 'nt', 'rdf', 'jsonld'] as const).map(async (syntax) =>
            parseRdf(catalogIn(syntax, [published]), syntax),
          ),
        );
        for (const quads of rest) expect(differencesOf(quads, first ?? [])).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('describes a dataset in the words of DCAT', () => {
    const of = (predicate: string): readonly string[] => valuesOf(turtle, SCHOOLS_IRI, predicate);
    expect(of(`${DCT}title`)).toEqual(['义务教育学校名录@zh', 'List of schools@en']);
    expect(of(`${DCAT}keyword`)).toEqual(['学校@zh', '义务教育/小学@zh', '水@zh']);
    expect(of(`${DCT}identifier`)).toEqual([SCHOOLS.dataset.identifier]);
    expect(of(`${DCT}publisher`)).toEqual([iris.agent(SCHOOLS.publisher.identifier)]);
    expect(of(`${DCT}accrualPeriodicity`)).toEqual([
      'http://publications.europa.eu/resource/authority/frequency/ANNUAL',
    ]);
    expect(of(`${DCT}accessRights`)).toEqual([
      'http://publications.europa.eu/resource/authority/access-right/PUBLIC',
    ]);
    expect(of(`${DCAT}theme`)).toEqual([
      `${SITE.url}/def/theme#7`,
      'http://publications.europa.eu/resource/authority/data-theme/EDUC',
      `${SITE.url}/def/theme#18`,
      'http://publications.europa.eu/resource/authority/data-theme/SOCI',
    ]);
    const contact = `${SCHOOLS_IRI}#contact`;
    expect(valuesOf(turtle, contact, 'http://www.w3.org/2006/vcard/ns#hasEmail')).toEqual([
      'mailto:jyj@example.org',
    ]);
    expect(valuesOf(turtle, contact, 'http://www.w3.org/2006/vcard/ns#hasTelephone')).toEqual([
      'tel:027-12345678',
    ]);
  });

  it('gives every distribution an address, the page where the portal gave none', () => {
    const [first, second] = valuesOf(turtle, SCHOOLS_IRI, `${DCAT}distribution`);
    expect(valuesOf(turtle, first!, `${DCAT}downloadURL`)).toEqual([
      'http://jiangcheng.example.org/files/schools.csv',
    ]);
    expect(valuesOf(turtle, first!, `${DCT}format`)).toEqual([
      'http://publications.europa.eu/resource/authority/file-type/CSV',
    ]);
    expect(valuesOf(turtle, first!, `${DCAT}mediaType`)).toEqual([
      'https://www.iana.org/assignments/media-types/text/csv',
    ]);
    expect(valuesOf(turtle, first!, `${DCAT}byteSize`)).toEqual(['1024']);
    expect(valuesOf(turtle, second!, `${DCAT}accessURL`)).toEqual([iris.page(SCHOOLS.name)]);
    expect(valuesOf(turtle, second!, `${DCAT}downloadURL`)).toEqual([]);
  });

  it('lets no distribution of a dataset out that is not open', () => {
    for (const { dataset } of [PATIENTS, BEDS]) {
      expect(visibleDistributions(dataset)).toEqual([]);
      expect(valuesOf(turtle, iris.dataset(dataset.identifier), `${DCAT}distribution`)).toEqual([]);
    }
    for (const syntax of SYNTAX_NAMES)
      expect(catalogIn(syntax)).not.toMatch(/hidden\.csv|不可见的文件|HIDDEN/);
  });

  it('keeps a record of where each dataset is from, in the catalogue of its source', () => {
    const record = `${SCHOOLS_IRI}#record`;
    expect(valuesOf(turtle, record, 'http://www.w3.org/ns/prov#hadPrimarySource')).toEqual([
      'https://jiangcheng.example.org/dataset/schools',
    ]);
    expect(valuesOf(turtle, record, `${DCT}identifier`)).toEqual(['a1']);
    expect(valuesOf(turtle, record, `${DCT}modified`)).toEqual(['2026-02-03T04:05:06.000001Z']);
    expect(valuesOf(turtle, iris.source('jiangcheng'), `${DCAT}record`)).toContain(record);
    expect(valuesOf(turtle, iris.catalog, `${DCAT}catalog`)).toEqual([iris.source('jiangcheng')]);
  });

  it('describes a publisher once, however many datasets it has', () => {
    const names = valuesOf(
      turtle,
      iris.agent(SCHOOLS.publisher.identifier),
      'http://xmlns.com/foaf/0.1/name',
    );
    expect(names).toEqual(['江城市教育局@zh']);
  });

  it('uses no term of its own that the vocabulary does not explain, and explains none that it never uses', () => {
    const used = new Set(
      turtle.map(({ predicate }) => predicate.value).filter((name) => name.startsWith(iris.vocabulary)),
    );
    const explained = Object.keys(NATIONAL_TERMS).map((name) => iris.vocabulary + name);
    expect([...used].sort()).toEqual(explained.sort());
  });

  it('tags as Chinese what is written in Chinese, and nothing else', () => {
    const titles = turtle
      .filter(({ predicate }) => predicate.value === `${DCT}title`)
      .map(({ object }) => object);
    const languages = new Map(
      titles.map((title) => [title.value, title.termType === 'Literal' ? title.language : '']),
    );
    expect(languages.get('患者登记信息')).toBe('zh');
    expect(languages.get(`<script>alert("1")</script>'"&`)).toBe('');
  });
});

describe('the code lists and the vocabulary', () => {
  it.each(Object.keys(CONCEPT_LISTS).filter(isListName))(
    'publishes %s with labels in both languages',
    (name) => {
      const quads = describeList(name, iris) as unknown as readonly Quad[];
      const labels = quads
        .filter(({ predicate }) => predicate.value.endsWith('#prefLabel'))
        .map(({ object }) => object);
      const languages = labels.map((label) => (label.termType === 'Literal' ? label.language : ''));
      const { entries } = CONCEPT_LISTS[name];
      expect(languages.filter((language) => language === 'zh')).toHaveLength(entries.length);
      expect(languages.filter((language) => language === 'en')).toHaveLength(entries.length);
      const concepts = quads.filter(({ predicate }) => predicate.value.endsWith('#hasTopConcept'));
      expect(new Set(concepts.map(({ object }) => object.value)).size).toBe(entries.length);
    },
  );

  it('keeps the shapes too, in every syntax the same', async () => {
    const quads = [
      ...Object.keys(CONCEPT_LISTS)
        .filter(isListName)
        .flatMap((name) => describeList(name, iris)),
      ...describeVocabulary(iris),
    ];
    const parsed = await Promise.all(
      SYNTAX_NAMES.map(async (syntax) => {
        const document = createDcatDocument(syntax, iris);
        return parseRdf(document.start() + document.add(quads) + document.end(), syntax);
      }),
    );
    for (const statements of parsed) expect(differencesOf(statements, parsed[0]!)).toEqual([]);
    expect((await loadDcatApShapes()?.(parsed[0]!)) ?? []).toEqual([]);
  });
});
