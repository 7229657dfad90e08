import { DCAT } from '../../../../harvesters/dcat/index.js';
import { SourceResponseError } from '../../../../src/domain/errors.js';
import type { Gathered } from '../../../../src/pipeline/ports.js';
import { testSource } from '../../../support/source.js';
import { failure } from '../../portal-client/loopback.js';
import { collect, dcatHarvester, never, portalOf, PORTAL, PREFIXES } from './dcat-harvester.js';
import { memoryDocument } from './memory-document.js';

function dataset(id: number | string): string {
  return `:${id} a dcat:Dataset ; dct:title "T${id}" .\n`;
}

function ids(gathered: readonly Gathered[]): readonly string[] {
  return gathered.flatMap((item) =>
    item.type === 'record' ? [item.remoteId.replace('https://data.example/', '')] : [],
  );
}

function page(body: string): string {
  return PREFIXES + body;
}

describe('a catalogue in pages', () => {
  it('is followed by hydra:next', async () => {
    const view = '<> a hydra:PartialCollectionView ;';
    const { harvester, asked } = dcatHarvester({
      pages: {
        [PORTAL]: page(
          `:all hydra:view <> ; hydra:totalItems 3 . ${view} hydra:next <?page=2> . ${dataset(1)}`,
        ),
        [`${PORTAL}?page=2`]: page(
          `${view} hydra:next "?page=3#top" ; hydra:previous <${PORTAL}> . ${dataset(2)}`,
        ),
        [`${PORTAL}?page=3`]: page(`${view} hydra:previous <?page=2> . ${dataset(3)}`),
      },
    });
    const gathered = await collect(harvester.gather({ mode: 'full' }, never()));
    expect(ids(gathered)).toEqual(['1', '2', '3']);
    expect(gathered).toContainEqual({ type: 'total', total: 3 });
    expect(gathered.filter(({ type }) => type === 'gap')).toEqual([]);
    expect(asked).toEqual([PORTAL, `${PORTAL}?page=2`, `${PORTAL}?page=3`]);
  });

  it('is followed by hydra:nextPage to hydra:lastPage, through a gateway that does not know its own scheme', async () => {
    const collection = (number: number, next: number): string =>
      `<?page=${number}> a hydra:PagedCollection ; hydra:totalItems "2"^^xsd:integer ;
        hydra:nextPage "http://portal.example.org/catalog.ttl?page=${next}" ;
        hydra:lastPage "http://portal.example.org/catalog.ttl?page=2" .\n`;
    const { harvester } = dcatHarvester({
      pages: {
        [PORTAL]: page(collection(1, 2) + dataset(1)),
        // Some portals name a next page on the last one as well.
        [`${PORTAL}?page=2`]: page(collection(2, 2) + dataset(2)),
      },
    });
    expect(ids(await collect(harvester.gather({ mode: 'full' }, never())))).toEqual(['1', '2']);
  });

  it('says so when it has fewer members than it says', async () => {
    const { harvester } = dcatHarvester({
      pages: { [PORTAL]: page(`<> hydra:totalItems 5 . ${dataset(1)}`) },
    });
    const gathered = await collect(harvester.gather({ mode: 'full' }, never()));
    expect(gathered.at(-1)).toMatchObject({
      type: 'gap',
      problem: { detail: '1 of 5 members of the collection are described' },
    });
  });

  it('finds on a later page what an earlier one only lists', async () => {
    const { harvester } = dcatHarvester({
      pages: {
        [PORTAL]: page(`:c a dcat:Catalog ; dcat:dataset :1, :2 . <> hydra:next <?page=2> . ${dataset(1)}`),
        [`${PORTAL}?page=2`]: page(dataset(2)),
      },
    });
    const gathered = await collect(harvester.gather({ mode: 'full' }, never()));
    expect(gathered.map(({ type }) => type)).toEqual(['record', 'record']);
  });

  it.each([
    ['lead back to themselves', '<> hydra:next <> .', 'schema'],
    ['lead elsewhere', '<> hydra:next <https://elsewhere.example/catalog.ttl?page=2> .', 'refused-address'],
    ['lead to another scheme', '<> hydra:next <file:///etc/passwd> .', 'refused-address'],
    ['fork', '<> hydra:next <?page=2>, <?page=3> .', 'schema'],
  ])('ends with a typed error when its pages %s', async (_name, links, fault) => {
    const { harvester, asked } = dcatHarvester({ pages: { [PORTAL]: page(links + dataset(1)) } });
    const error = await failure(collect(harvester.gather({ mode: 'full' }, never())));
    expect(error).toBeInstanceOf(SourceResponseError);
    expect(error).toMatchObject({ fault });
    expect(asked).toEqual([PORTAL]);
  });

  it('ends with a typed error when two pages lead to each other', async () => {
    const { harvester } = dcatHarvester({
      pages: {
        [PORTAL]: page(`<> hydra:next <?page=2> . ${dataset(1)}`),
        [`${PORTAL}?page=2`]: page(`<> hydra:next <${PORTAL}> . ${dataset(2)}`),
      },
    });
    expect(await failure(collect(harvester.gather({ mode: 'full' }, never())))).toMatchObject({
      fault: 'schema',
    });
  });

  /** A portal with pages without end; `body` says what stands on each. */
  async function endless(
    body: (number: number) => string,
    options = {},
  ): Promise<{ error: unknown; asked: number }> {
    let asked = 0;
    const portal = portalOf((url) => {
      asked += 1;
      return memoryDocument(page(`<> hydra:next <?page=${asked + 1}> . ${body(asked)}`), { url });
    });
    const source = testSource({ kind: 'dcat', url: PORTAL, options });
    const kind = DCAT.create(source, { portal, labels: () => undefined });
    return { error: await failure(collect(kind.gather({ mode: 'full' }, never()))), asked };
  }

  it('ends with a typed error when its pages have no end', async () => {
    const { error, asked } = await endless(dataset, { maxPages: 20 });
    expect(error).toMatchObject({ fault: 'too-large' });
    expect(asked).toBe(20);
  });

  it('ends with a typed error when page after page lists nothing new', async () => {
    const { error, asked } = await endless(() => dataset(1));
    expect(error).toMatchObject({ fault: 'schema' });
    expect(asked).toBe(4);
  });

  it('asks for the syntax that the source states', async () => {
    const pages = { [PORTAL]: page(dataset(1)) };
    const any = dcatHarvester({ pages });
    await collect(any.harvester.gather({ mode: 'full' }, never()));
    const turtle = dcatHarvester({ pages, options: { format: 'turtle' } });
    await collect(turtle.harvester.gather({ mode: 'full' }, never()));
    expect(any.accepted[0]).toMatch(/^application\/rdf\+xml, text\/turtle/);
    expect(turtle.accepted).toEqual(['text/turtle, */*;q=0.1']);
  });
});

describe('looking at an unknown address', () => {
  const CATALOG = page(`:c a dcat:Catalog ; dcat:dataset :1, :2 . ${dataset(1)} ${dataset(2)}`);

  function portalWith(pages: Readonly<Record<string, string>>): ReturnType<typeof portalOf> {
    return portalOf((url) => {
      const found = pages[url];
      if (found === undefined)
        throw new SourceResponseError('404', { url, fault: 'client-error', status: 404 });
      return memoryDocument(found, { url });
    });
  }

  it('knows a catalogue by its types', async () => {
    expect(await DCAT.probe?.(portalWith({ [PORTAL]: CATALOG }), PORTAL, never())).toMatchObject({
      certainty: 0.95,
      records: 2,
      url: PORTAL,
      options: {},
    });
  });

  it('tries the usual places below a page for people', async () => {
    const root = 'https://portal.example.org';
    const portal = portalWith({
      [`${root}/`]: '<!doctype html><html></html>',
      [`${root}/catalog.ttl`]: CATALOG,
    });
    expect(await DCAT.probe?.(portal, `${root}/`, never())).toMatchObject({
      url: `${root}/catalog.ttl`,
      records: 2,
    });
  });

  it('knows nothing of RDF about other things, of JSON, and of a portal that is not there', async () => {
    const pages = [page(':a foaf:name "A" .'), '{"result": []}', '{"@context": "https://other.example/"}'];
    for (const body of pages) {
      expect(await DCAT.probe?.(portalWith({ [PORTAL]: body }), PORTAL, never())).toBeUndefined();
    }
    expect(await DCAT.probe?.(portalWith({}), PORTAL, never())).toBeUndefined();
  });
});
