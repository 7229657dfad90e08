import { assemble } from '../../../../harvesters/dcat/assemble.js';
import { planReadings } from '../../../../harvesters/dcat/plan.js';
import { readDocument } from '../../../../harvesters/dcat/read-document.js';
import { readTriples } from '../../../../harvesters/dcat/read-triples.js';
import { Structure } from '../../../../harvesters/dcat/structure.js';
import { seededRandom } from '../../../support/seeded-random.js';
import { collect, dcatHarvester, never, PREFIXES, recordsOf } from './dcat-harvester.js';
import { memoryDocument } from './memory-document.js';

const BASE = 'https://portal.example.org/';

/** Datasets whose publishers are shared and whose distributions and periods are their own. */
function lines(datasets: number): readonly string[] {
  const statements: string[] = [];
  const say = (subject: string, predicate: string, object: string): void => {
    statements.push(`${subject} <${predicate}> ${object} .`);
  };
  const DCT = 'http://purl.org/dc/terms/';
  const DCAT = 'http://www.w3.org/ns/dcat#';
  const TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
  for (let at = 0; at < datasets; at += 1) {
    const dataset = at % 3 === 0 ? `_:d${at}` : `<https://data.example/${at}>`;
    say(dataset, TYPE, `<${DCAT}Dataset>`);
    say(dataset, `${DCT}identifier`, `"${at}"`);
    say(dataset, `${DCT}title`, `"Dataset ${at}"`);
    say(dataset, `${DCT}publisher`, `_:p${at % 4}`);
    for (const file of ['a', 'b']) {
      say(dataset, `${DCAT}distribution`, `_:f${at}${file}`);
      say(`_:f${at}${file}`, `${DCT}title`, `"File ${file} of ${at}"`);
      say(`_:f${at}${file}`, `${DCAT}accessURL`, `<https://data.example/${at}/${file}>`);
    }
  }
  for (let at = 0; at < 4; at += 1) say(`_:p${at}`, 'http://xmlns.com/foaf/0.1/name', `"Bureau ${at}"`);
  return statements;
}

function shuffled(items: readonly string[], seed: number): readonly string[] {
  const random = seededRandom(seed);
  return items
    .map((item) => ({ item, place: random.below(1_000_000) }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

describe('the records of a document', () => {
  it('are the same in whatever order it says things and whatever it calls its blank nodes', async () => {
    const expected = await recordsOf(memoryDocument(lines(30).join('\n')));
    expect(expected).toHaveLength(30);
    for (const seed of [1, 2, 3]) {
      const text = shuffled(lines(30), seed).join('\n').replaceAll('_:', `_:x${seed}`);
      expect(await recordsOf(memoryDocument(text, { pieces: 777 }))).toEqual(expected);
    }
  });

  it.each([8000, 20_000, 1_000_000])('are the same in several readings, %d bytes at a time', async (held) => {
    const document = memoryDocument(shuffled(lines(30), 5).join('\n'));
    const read = (): ReturnType<typeof readTriples> => readTriples(document, { base: BASE }, never());
    const structure = new Structure(document.url, { services: false });
    for await (const batch of read()) for (const triple of batch) structure.take(triple);
    const { readings, excessive } = planReadings(structure, document.url, held);
    expect(excessive).toEqual([]);
    expect(readings.length > 1).toBe(held < 100_000);
    const nodes: string[] = [];
    for (const records of readings) {
      for await (const { node } of assemble(read(), structure, records)) nodes.push(JSON.stringify(node));
    }
    const whole: string[] = [];
    for await (const { node } of readDocument(document, { base: BASE, services: false }, never())) {
      whole.push(JSON.stringify(node));
    }
    expect(nodes.sort()).toEqual(whole.sort());
    expect(nodes).toHaveLength(30);
  });

  it('are read in one go where each is described in one place, however large the document is', async () => {
    const document = memoryDocument(lines(300).join('\n'));
    const structure = new Structure(document.url, { services: false });
    for await (const batch of readTriples(document, { base: BASE }, never())) {
      for (const triple of batch) structure.take(triple);
    }
    // The publishers come last, so that all wait for them; without them a dataset is whole at once.
    expect(planReadings(structure, document.url, 50_000).readings.length).toBeGreaterThan(1);
    const alone = new Structure(document.url, { services: false });
    for await (const batch of readTriples(
      memoryDocument(lines(300).slice(0, -4).join('\n')),
      { base: BASE },
      never(),
    )) {
      for (const triple of batch) alone.take(triple);
    }
    expect(planReadings(alone, document.url, 50_000).readings).toHaveLength(1);
  });

  it('stop at other records and never go round in a circle', async () => {
    const [first, second] = await recordsOf(
      memoryDocument(`${PREFIXES}
        :a a dcat:Dataset ; dct:title "A" ; dct:relation :b ; dct:hasPart :b ; dcat:distribution _:f .
        :b a dcat:Dataset ; dct:title "B" ; dct:conformsTo :b ; adms:sample :a .
        _:f dct:title "F" ; dcat:accessService _:f ; dcat:spatialResolution [ dct:title "G" ; dct:isPartOf :a ] .`),
    );
    expect(first?.raw).toMatchObject({
      'dct:relation': [{ '@id': 'https://data.example/b' }],
      'dcat:distribution': [{ 'dct:title': ['F'], 'dcat:spatialResolution': [{ 'dct:title': ['G'] }] }],
    });
    expect(second?.raw).toMatchObject({ 'adms:sample': [{ '@id': 'https://data.example/a' }] });
  });

  it('have lists as lists', async () => {
    const [record] = await recordsOf(
      memoryDocument(
        `${PREFIXES} :a a dcat:Dataset ; dct:title "A" ; dct:creator ( "x" [ foaf:name "y" ] ) .`,
      ),
    );
    expect(record?.raw).toMatchObject({ 'dct:creator': [{ '@list': ['x', { 'foaf:name': ['y'] }] }] });
  });

  it('are datasets by type or by being listed, and services only when they are asked for', async () => {
    const turtle = `${PREFIXES}
      :c a dcat:Catalog ; dct:title "C" ; dcat:dataset :listed, :typed .
      :listed dct:title "L" . :typed a dcat:Dataset ; dct:title "T" . :series a dcat:DatasetSeries ; dct:title "S" .
      :service a dcat:DataService ; dct:title "V" ; dcat:endpointURL <https://api.example/> . :stub a dcat:Dataset .`;
    const ids = async (services: boolean): Promise<readonly string[]> =>
      (await recordsOf(memoryDocument(turtle), { options: { services } })).map(({ draft }) =>
        String(draft.title),
      );
    expect(await ids(false)).toEqual(['L', 'S', 'T']);
    expect(await ids(true)).toEqual(['L', 'S', 'V', 'T']);
  });

  it('are counted when they are listed and not described', async () => {
    const { harvester } = dcatHarvester();
    const turtle = `${PREFIXES} :c a dcat:Catalog ; dcat:dataset :a, :b . :a a dcat:Dataset ; dct:title "A" .`;
    const gathered = await collect(harvester.read(memoryDocument(turtle), never()));
    expect(gathered).toMatchObject([
      { type: 'record', remoteId: 'https://data.example/a' },
      { type: 'gap', problem: { code: 'malformed-record', value: 'https://data.example/b' } },
    ]);
  });
});

describe('the identity of a record', () => {
  async function idOf(turtle: string, key: string): Promise<readonly string[]> {
    const records = await recordsOf(memoryDocument(PREFIXES + turtle), { options: { key } });
    return records.map(({ remoteId }) => remoteId);
  }

  it.each([
    [':a a dcat:Dataset ; dct:identifier "X-1" ; dct:title "T" .', 'https://data.example/a', 'X-1'],
    [':a a dcat:Dataset ; dct:title "T" .', 'https://data.example/a', 'https://data.example/a'],
    ['[] a dcat:Dataset ; dct:identifier " X-1 " .', 'X-1', 'X-1'],
    ['[] a dcat:Dataset ; dct:identifier <urn:x> .', 'urn:x', 'urn:x'],
    ['[] a dcat:Dataset ; adms:identifier [ skos:notation "N-1" ] .', 'N-1', 'N-1'],
    ['<https://p/.well-known/genid/7> a dcat:Dataset ; dct:identifier "X-1" .', 'X-1', 'X-1'],
    ['[] a dcat:Dataset ; dct:title "T"@en, "U"@zh ; dct:publisher [ foaf:name "P" ] .', 'T|P', 'T|P'],
  ])('of %j is %s by IRI and %s by identifier', async (turtle, byIri, byIdentifier) => {
    expect(await idOf(turtle, 'iri')).toEqual([byIri]);
    expect(await idOf(turtle, 'identifier')).toEqual([byIdentifier]);
  });

  it('tells the same record once more from another one under its key', async () => {
    const { harvester } = dcatHarvester();
    const same = '[] a dcat:Dataset ; dct:identifier "1" ; dct:title "A" .';
    const turtle = `${PREFIXES} ${same} ${same} [] a dcat:Dataset ; dct:identifier "1" ; dct:title "B" .`;
    const gathered = await collect(harvester.read(memoryDocument(turtle), never()));
    expect(gathered).toMatchObject([
      { type: 'record', remoteId: '1' },
      { type: 'notice', problem: { code: 'duplicate-record' } },
      { type: 'record', remoteId: expect.stringMatching(/^1~/), problems: [{ code: 'identity-collision' }] },
    ]);
  });
});
