import { LIMITS } from '../../../../harvesters/dcat/limits.js';
import { readDocument } from '../../../../harvesters/dcat/read-document.js';
import { Structure } from '../../../../harvesters/dcat/structure.js';
import { thrown } from '../../portal-client/loopback.js';
import { never, PREFIXES } from './dcat-harvester.js';
import { memoryDocument, streamedDocument } from './memory-document.js';

const MEGABYTE = 1024 * 1024;
/** What reading a hostile document may add to the process, far below what all of its triples would take. */
const MAX_GROWTH = 450 * MEGABYTE;

interface Outcome {
  readonly records: number;
  readonly excessive: number;
  readonly error: unknown;
  readonly growth: number;
}

/** Reads a document that is made while it is read; `lines` are asked for with each reading. */
async function read(lines: () => Iterable<string>): Promise<Outcome> {
  const before = process.memoryUsage().rss;
  let most = before;
  const document = streamedDocument(
    function* () {
      let pieces: string[] = [];
      let size = 0;
      for (const line of lines()) {
        pieces.push(line);
        size += line.length;
        if (size < 65_536) continue;
        most = Math.max(most, process.memoryUsage().rss);
        yield Buffer.from(pieces.join(''));
        pieces = [];
        size = 0;
      }
      yield Buffer.from(pieces.join(''));
    },
    { size: 100 * MEGABYTE },
  );
  let records = 0;
  let excessive = 0;
  let error: unknown;
  try {
    const reading = readDocument(document, { base: 'https://p/', services: false }, never());
    for await (const { node } of reading) {
      if (node === undefined) excessive += 1;
      else records += 1;
    }
  } catch (thrown) {
    error = thrown;
  }
  return { records, excessive, error, growth: Math.max(most, process.memoryUsage().rss) - before };
}

function* repeat(count: number, line: (at: number) => string): Generator<string, void> {
  for (let at = 0; at < count; at += 1) yield line(at);
}

describe('a hostile document', () => {
  it('with a million blank nodes is read, or refused, in bounded memory', async () => {
    const { records, error, growth } = await read(function* () {
      yield `${PREFIXES} :a a dcat:Dataset ; dct:title "A" .\n`;
      yield* repeat(1_000_000, (at) => `_:b${at} dct:title "t" .\n`);
    });
    expect(error).toBeUndefined();
    expect(records).toBe(1);
    expect(growth).toBeLessThan(MAX_GROWTH);
  }, 120_000);

  it('with 200,000 blank nodes in one dataset costs that dataset', async () => {
    const { records, excessive, error, growth } = await read(function* () {
      yield `${PREFIXES} :a a dcat:Dataset ; dct:title "A" . :b a dcat:Dataset ; dct:title "B" .\n`;
      yield* repeat(200_000, (at) => `:a dcat:distribution _:b${at} . _:b${at} dct:title "t" .\n`);
    });
    expect(error).toBeUndefined();
    expect({ records, excessive }).toEqual({ records: 1, excessive: 1 });
    expect(growth).toBeLessThan(MAX_GROWTH);
  }, 120_000);

  it('with more nodes than can be told apart is refused', () => {
    const structure = new Structure('https://p/', { services: false });
    const predicate = { termType: 'NamedNode', value: 'http://purl.org/dc/terms/title' };
    const object = { termType: 'Literal', value: 't' };
    const say = (node: number): void => {
      structure.take({ subject: { termType: 'BlankNode', value: String(node) }, predicate, object });
    };
    for (let node = 0; node < LIMITS.nodes; node += 1) say(node);
    expect(structure.nodes).toBe(LIMITS.nodes);
    say(0);
    expect(
      thrown(() => {
        say(LIMITS.nodes);
      }),
    ).toMatchObject({ code: 'source-response', fault: 'too-large' });
  });

  it('that nests blank nodes without end is refused', async () => {
    const { records, error } = await read(function* () {
      yield `${PREFIXES} :a a dcat:Dataset ; dct:title "A" ; `;
      yield* repeat(100_000, () => 'dct:spatial [ ');
      yield* repeat(100_000, () => ' ]');
      yield ' .';
    });
    expect(error).toMatchObject({ code: 'source-response' });
    expect(records).toBe(0);
  }, 60_000);

  it.each([
    ['a text without end', `${PREFIXES} :a dct:title """`, 'x'.repeat(1000)],
    ['a comment without end', `${PREFIXES} #`, 'x'.repeat(1000)],
    ['blanks without end', `${PREFIXES} :a dct:title `, ' '.repeat(1000)],
    ['a JSON string without end', '{"@context": {}, "@graph": [{"a": "', 'x'.repeat(1000)],
    ['an attribute without end', '<r><a b="', 'x'.repeat(1000)],
  ])('with %s is refused', async (_name, start, more) => {
    const { error, growth } = await read(function* () {
      yield start;
      yield* repeat(100_000, () => more);
    });
    expect(error).toMatchObject({ code: 'source-response', fault: 'too-large' });
    expect(growth).toBeLessThan(MAX_GROWTH);
  });

  it('whose parts are shared in ever more places costs its dataset', async () => {
    const levels = Array.from({ length: 11 }, (_, level) =>
      Array.from(
        { length: 6 },
        (_unused, at) => `_:n${level} dct:spatial _:n${level + 1} ; dct:temporal _:n${level + 1} ;
        dct:conformsTo _:n${level + 1} ; dct:type _:n${level + 1} ; dct:rights "${at}" .`,
      ).join('\n'),
    );
    const turtle = `${PREFIXES} :a a dcat:Dataset ; dct:title "A" ; dct:spatial _:n0 . ${levels.join('\n')} _:n11 dct:title "t" .`;
    const nodes: unknown[] = [];
    for await (const { node } of readDocument(
      memoryDocument(turtle),
      { base: 'https://p/', services: false },
      never(),
    )) {
      nodes.push(node);
    }
    expect(nodes).toEqual([undefined]);
  });

  it('stops when it is told to', async () => {
    const abort = new AbortController();
    const reason = new Error('the operator stopped it');
    const document = streamedDocument(
      function* () {
        yield Buffer.from(PREFIXES);
        for (let at = 0; ; at += 1) {
          if (at === 100) abort.abort(reason);
          yield Buffer.from(`:a${at} dct:title "t" .\n`.repeat(500));
        }
      },
      { size: MEGABYTE },
    );
    const reading = readDocument(document, { base: 'https://p/', services: false }, abort.signal);
    await expect(reading.next()).rejects.toBe(reason);
  });
});
