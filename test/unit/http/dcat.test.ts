import type { Quad } from '@rdfjs/types';
import { createHubIris } from '../../../src/serialise/dcat/hub-iris.js';
import { isSyntaxName, SYNTAXES } from '../../../src/serialise/dcat/syntax/syntaxes.js';
import { SITE, startTestServer, type TestServer } from '../../support/api-client.js';
import { createInMemoryCatalog } from '../../support/in-memory-catalog.js';
import { ALL, datasetOf, PATIENTS, publish, SCHOOLS } from '../../support/published-datasets.js';
import { parseRdf, statementsOf } from '../../support/rdf/parse-rdf.js';
import { loadDcatApShapes } from '../../support/rdf/shacl.js';
import { collect, dcatHarvester, never, PORTAL } from '../harvesters/dcat/dcat-harvester.js';

const SYNTAX_NAMES = Object.keys(SYNTAXES).filter(isSyntaxName);
const HYDRA = 'http://www.w3.org/ns/hydra/core#';
const iris = createHubIris(SITE.url);
const TOMBSTONE = {
  identifier: 'gone-id',
  name: 'gone',
  title: '没了',
  removedAt: '2026-03-04T05:06:07.000001',
};

function objectsOf(quads: readonly Quad[], predicate: string): readonly string[] {
  return quads.filter((quad) => quad.predicate.value === predicate).map(({ object }) => object.value);
}

describe('DCAT over HTTP', () => {
  let hub: TestServer;
  beforeAll(async () => {
    hub = await startTestServer({ store: createInMemoryCatalog(ALL, [TOMBSTONE]) });
  });
  afterAll(() => hub.close());

  it.each(SYNTAX_NAMES)(
    'answers catalogue and dataset in %s, under its media type, to any origin',
    async (syntax) => {
      for (const path of [
        `/catalog.${syntax}`,
        `/dataset/${SCHOOLS.name}.${syntax}`,
        `/def/theme.${syntax}`,
      ]) {
        const { status, headers, body } = await hub.send({ path, headers: { origin: 'https://a.example' } });
        expect(status).toBe(200);
        expect(headers['content-type']).toBe(`${SYNTAXES[syntax].mediaType};charset=utf-8`);
        expect(headers['access-control-allow-origin']).toBe('*');
        expect((await parseRdf(body, syntax)).length).toBeGreaterThan(40);
      }
    },
  );

  it('answers the same by name and by identifier, and to who asks the page for RDF', async () => {
    const byName = await hub.send({ path: `/dataset/${SCHOOLS.name}.ttl` });
    const byId = await hub.send({ path: `/dataset/${SCHOOLS.dataset.identifier}.ttl` });
    const asked = await hub.send({
      path: `/dataset/${SCHOOLS.dataset.identifier}`,
      headers: { accept: 'text/turtle, */*;q=0.1' },
    });
    expect(byId.body).toBe(byName.body);
    expect(asked.body).toBe(byName.body);
    expect(asked.headers.vary).toMatch(/\baccept\b(?!-)/i);
  });

  it.each([
    ['text/turtle', 'text/turtle'],
    ['application/rdf+xml;q=0.9, application/ld+json', 'application/ld+json'],
    ['text/turtle;q=0.9, application/n-triples;q=0.95', 'application/n-triples'],
    ['text/turtle;q=0, text/n3', 'text/n3'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html'],
    ['text/html, text/turtle', 'text/html'],
    ['text/turtle;q=0.5, */*', 'text/html'],
    ['*/*', 'text/html'],
    ['text/turtle;q=x', 'text/html'],
  ])('gives who accepts %s %s', async (accept, type) => {
    for (const path of ['/', `/dataset/${SCHOOLS.name}`]) {
      const { status, headers } = await hub.send({ path, headers: { accept } });
      expect(status).toBe(200);
      expect(headers['content-type']).toBe(`${type};charset=utf-8`);
      expect(headers.vary).toMatch(/\baccept\b(?!-)/i);
    }
  });

  it('sends browsers from the catalogue and from publishers to the list of datasets', async () => {
    const catalog = await hub.send({ path: '/catalog', headers: { accept: 'text/html' } });
    expect([catalog.status, catalog.headers.location]).toEqual([303, '/dataset']);
    const { identifier, name } = SCHOOLS.publisher;
    const publisher = await hub.send({ path: `/publisher/${identifier}` });
    expect([publisher.status, publisher.headers.location]).toEqual([303, `/organization/${name}`]);
    expect((await hub.send({ path: '/publisher/nobody' })).status).toBe(404);
    const turtle = await hub.send({ path: '/catalog', headers: { accept: 'text/turtle' } });
    expect(turtle.body).toBe((await hub.send({ path: '/catalog.ttl' })).body);
  });

  it('says of a removed dataset that it is gone, and nothing else, and of an unknown one that there is none', async () => {
    for (const path of ['/dataset/gone.ttl', '/dataset/gone-id.jsonld']) {
      const gone = await hub.send({ path });
      expect([gone.status, gone.body]).toEqual([410, '']);
    }
    const asked = await hub.send({ path: '/dataset/gone', headers: { accept: 'application/ld+json' } });
    expect([asked.status, asked.body]).toEqual([410, '']);
    for (const path of ['/dataset/nothing.ttl', '/def/nothing', '/def/nothing.ttl', '/def/__proto__']) {
      expect((await hub.send({ path })).status).toBe(404);
    }
    expect((await hub.send({ path: `/dataset/${SCHOOLS.name}.exe` })).headers['content-type']).toMatch(
      /html/,
    );
  });

  it.each([
    ['/catalog.ttl?profiles=dcat-ap', 200],
    ['/catalog.ttl?profiles=euro_dcat_ap_3', 200],
    ['/catalog.ttl?profiles=schemaorg', 409],
    [`/dataset/${SCHOOLS.name}.ttl?profiles=dcat-ap,nothing`, 409],
    ['/catalog.ttl?after=x', 400],
    ['/catalog.ttl?page=2', 400],
    ['/catalog.ttl?after=1&after=2', 400],
  ])('answers %s with %s', async (path, status) => {
    const answer = await hub.send({ path });
    expect(answer.status).toBe(status);
    if (status !== 200) expect(answer.headers['content-type']).toBe('text/plain;charset=utf-8');
  });

  it.each(['/catalog.ttl', `/dataset/${SCHOOLS.name}.ttl`, '/def/theme.ttl'])(
    'makes nothing of %s for HEAD',
    async (path) => {
      let read = 0;
      const store = createInMemoryCatalog(ALL);
      const after: typeof store.after = (...page) => {
        read += 1;
        return store.after(...page);
      };
      const counted = await startTestServer({ datasets: { ...store, after }, store });
      const head = await counted.send({ method: 'HEAD', path });
      const { headers } = await hub.send({ path });
      expect([head.status, head.headers['content-type'], read]).toEqual([200, headers['content-type'], 0]);
      expect(head.headers).not.toHaveProperty('content-length');
      await counted.close();
    },
  );

  it('names origin and Accept as what answers depend on where origins are limited', async () => {
    const strict = await startTestServer({ corsOrigins: ['https://a.example'] });
    for (const path of ['/catalog', '/']) {
      const { headers } = await strict.send({ path, headers: { accept: 'text/turtle' } });
      expect(headers.vary).toMatch(/\baccept\b(?!-)/i);
      expect(headers.vary).toMatch(/\borigin\b/i);
    }
    await strict.close();
  });

  it('answers that nothing has changed, each syntax under a tag of its own', async () => {
    const tags = new Set<string>();
    for (const accept of ['text/turtle', 'application/ld+json']) {
      const path = `/dataset/${SCHOOLS.name}`;
      const tag = (await hub.send({ path, headers: { accept } })).headers.etag!;
      const again = await hub.send({ path, headers: { accept, 'if-none-match': tag } });
      expect([again.status, again.body]).toEqual([304, '']);
      tags.add(tag);
    }
    expect(tags.size).toBe(2);
  });

  it('links the forms of a dataset from its page', async () => {
    const { body } = await hub.send({ path: `/dataset/${SCHOOLS.name}` });
    for (const syntax of ['ttl', 'rdf', 'jsonld', 'nt', 'n3'] as const) {
      const { mediaType } = SYNTAXES[syntax];
      const link = new RegExp(
        `<link rel="alternate" type="([^"]*)"[^>]* href="/dataset/${SCHOOLS.name}\\.${syntax}"`,
      );
      expect(link.exec(body)?.[1]).toBe(mediaType);
    }
  });

  it('serves the vocabulary as Turtle', async () => {
    const { headers, body } = await hub.send({ path: '/def/national' });
    expect(headers['content-type']).toBe('text/turtle;charset=utf-8');
    const quads = await parseRdf(body, 'ttl');
    expect(quads.some(({ subject }) => subject.value === `${iris.vocabulary}openBasis`)).toBe(true);
  });

  it('has an empty catalogue that keeps the shapes', async () => {
    const empty = await startTestServer({ store: createInMemoryCatalog([]) });
    const quads = await parseRdf((await empty.send({ path: '/catalog.ttl' })).body, 'ttl');
    expect(objectsOf(quads, `${HYDRA}totalItems`)).toEqual(['0']);
    expect(objectsOf(quads, `${HYDRA}next`)).toEqual([]);
    expect((await loadDcatApShapes()?.(quads)) ?? []).toEqual([]);
    await empty.close();
  });
});

describe('the pages of the catalogue', () => {
  const many = Array.from({ length: 305 }, (_, index) =>
    publish(datasetOf(`m${index}`, { title: `标题${index}` }), { name: `n-${index}`, order: index }),
  );

  async function readAll(hub: TestServer, first: string): Promise<readonly (readonly Quad[])[]> {
    const pages: (readonly Quad[])[] = [];
    for (let next: string | undefined = first; next !== undefined && pages.length < 20;) {
      const quads = await parseRdf((await hub.send({ path: next.replace(SITE.url, '') })).body, 'ttl');
      pages.push(quads);
      next = objectsOf(quads, `${HYDRA}next`)[0];
    }
    return pages;
  }

  it.each([0, 1, 99, 100, 101, 200, 305])('give each of %s datasets once', async (size) => {
    const hub = await startTestServer({ store: createInMemoryCatalog(many.slice(0, size)) });
    const pages = await readAll(hub, '/catalog.ttl?profiles=dcat-ap');
    expect(pages).toHaveLength(Math.max(1, Math.ceil(size / 100)));
    const found = pages.flatMap((quads) =>
      quads
        .filter(
          ({ subject, predicate }) => subject.value === iris.catalog && predicate.value.endsWith('#dataset'),
        )
        .map(({ object }) => object.value),
    );
    expect(new Set(found).size).toBe(size);
    expect(found).toHaveLength(size);
    for (const page of pages) {
      expect(objectsOf(page, `${HYDRA}totalItems`)).toEqual([String(size)]);
      expect(objectsOf(page, `${HYDRA}first`)).toEqual([`${SITE.url}/catalog.ttl?profiles=dcat-ap`]);
    }
    const addresses = pages.map((page) => objectsOf(page, `${HYDRA}view`)[0]);
    const previous = pages.map((page) => objectsOf(page, `${HYDRA}previous`)[0]);
    expect(previous).toEqual([undefined, ...addresses.slice(0, -1)]);
    await hub.close();
  });

  it('are followed to their end by the harvester of such catalogues', async () => {
    const site = { ...SITE, url: new URL(PORTAL).origin };
    const hub = await startTestServer({ store: createInMemoryCatalog(many), site });
    const pages: Record<string, string> = {};
    for (let next: string | undefined = PORTAL; next !== undefined;) {
      const { pathname, search } = new URL(next);
      pages[next] = (await hub.send({ path: pathname + search })).body;
      next = objectsOf(await parseRdf(pages[next]!, 'ttl'), `${HYDRA}next`)[0];
    }
    const { harvester, asked } = dcatHarvester({ pages });
    const gathered = await collect(harvester.gather({ mode: 'full' }, never()));
    const records = gathered.flatMap((item) => (item.type === 'record' ? [item.remoteId] : []));
    expect(records.sort()).toEqual(
      many.map(({ dataset }) => `${site.url}/dataset/${dataset.identifier}`).sort(),
    );
    expect(asked).toHaveLength(4);
    expect(gathered.filter(({ type }) => type === 'gap')).toEqual([]);
    await hub.close();
  });

  it('go on where they were when datasets come and go', async () => {
    const store = createInMemoryCatalog(many.slice(0, 150));
    const hub = await startTestServer({ store });
    const [first] = await readAll(hub, '/catalog.ttl');
    const next = objectsOf(first!, `${HYDRA}next`)[0]!;
    const before = await parseRdf((await hub.send({ path: next.replace(SITE.url, '') })).body, 'ttl');
    store.publish(many[200]!);
    const after = await parseRdf((await hub.send({ path: next.replace(SITE.url, '') })).body, 'ttl');
    const datasets = (quads: readonly Quad[]): readonly string[] =>
      statementsOf(quads).filter((line) => line.includes('catalog> <http://www.w3.org/ns/dcat#dataset>'));
    expect(datasets(after)).toEqual(expect.arrayContaining([...datasets(before)]));
    await hub.close();
  });

  it('show a dataset that is not open without its files', async () => {
    const hub = await startTestServer({ store: createInMemoryCatalog(ALL) });
    const { body } = await hub.send({ path: '/catalog.ttl' });
    expect(body).toContain(PATIENTS.dataset.title);
    expect(body).not.toMatch(/hidden\.csv|不可见的文件/);
    await hub.close();
  });
});
