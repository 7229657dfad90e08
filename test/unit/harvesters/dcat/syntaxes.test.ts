import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTriples } from '../../../../harvesters/dcat/read-triples.js';
import { sight, syntaxOf } from '../../../../harvesters/dcat/syntax.js';
import { failure } from '../../portal-client/loopback.js';
import { never, recordsOf } from './dcat-harvester.js';
import { type DocumentFacts, memoryDocument } from './memory-document.js';

const FIXTURES = join(import.meta.dirname, '../../../fixtures/portals/dcat');
const ENDINGS = ['ttl', 'rdf', 'nt', 'nq', 'trig', 'jsonld'];

function catalogue(ending: string): Buffer {
  return readFileSync(join(FIXTURES, `catalog.${ending}`));
}

describe('a catalogue in each syntax', () => {
  it.each(ENDINGS)('is the same in .%s, in whatever pieces it comes', async (ending) => {
    const expected = await recordsOf(memoryDocument(catalogue('ttl')));
    expect(expected.map(({ remoteId }) => remoteId)).toEqual([
      'JC-0002',
      'https://data.jiangcheng.example/dataset/bus-stops',
      '公园名录|江城市园林局',
    ]);
    for (const pieces of [65_536, 1000, 7]) {
      expect(await recordsOf(memoryDocument(catalogue(ending), { pieces }))).toEqual(expected);
    }
  });

  it.each(ENDINGS)('stores nobody of .%s', async (ending) => {
    const stored = JSON.stringify(await recordsOf(memoryDocument(catalogue(ending))));
    expect(stored).not.toMatch(/王小明|xiaoming|13912345678/);
    const kept = await recordsOf(memoryDocument(catalogue(ending)), { keep: ['name', 'email', 'mobile'] });
    expect(JSON.stringify(kept)).toMatch(/王小明.*xiaoming.*13912345678/s);
  });

  it('is told by its first characters, whatever it is declared as', async () => {
    const expected = await recordsOf(memoryDocument(catalogue('ttl')));
    for (const ending of ENDINGS.filter((name) => name !== 'nt')) {
      for (const mediaType of ['text/html', 'application/rdf+xml', 'text/plain']) {
        expect(await recordsOf(memoryDocument(catalogue(ending), { mediaType }))).toEqual(expected);
      }
    }
  });
});

describe('the syntax of a document', () => {
  it.each([
    ['<?xml version="1.0"?>', 'rdf-xml'],
    ['\uFEFF  <?xml version="1.0"?>', 'rdf-xml'],
    ['<rdf:RDF xmlns:rdf="a">', 'rdf-xml'],
    ['<!-- made by hand -->\n<r:RDF\n>', 'rdf-xml'],
    ['<!DOCTYPE rdf:RDF [', 'rdf-xml'],
    ['<!DOCTYPE html><html>', 'html'],
    ['<?xml version="1.0"?>\n<html xmlns="x">', 'html'],
    ['<http://a/b> <http://c/d> "e" .', 'turtle'],
    ['<urn:a> a <b> .', 'turtle'],
    ['_:b0 <http://c/d> "e" .', 'turtle'],
    ['@prefix a: <b> .', 'turtle'],
    ['PREFIX a: <b>', 'turtle'],
    ['# a comment', 'turtle'],
    ['[] a <b> .', 'turtle'],
    ['{"@context": {}}', 'json-ld'],
    ['[{"@id": "a"}]', 'json-ld'],
    ['[]', 'json-ld'],
    ['', 'empty'],
    ['hello', undefined],
  ])('of %j is %s', (head, syntax) => {
    expect(sight(head)).toBe(syntax);
  });

  it('is as declared, or as the address ends, where nothing is to be seen', () => {
    expect(syntaxOf('ex:a a ex:b .', 'text/turtle', 'https://p/x')).toBe('turtle');
    expect(syntaxOf('ex:a a ex:b .', 'application/octet-stream', 'https://p/x.nt?y=1')).toBe('turtle');
    expect(syntaxOf('ex:a a ex:b .', undefined, 'catalog.trig')).toBe('turtle');
    expect(syntaxOf('ex:a a ex:b .', undefined, 'https://p/x')).toBeUndefined();
  });
});

async function faultOf(content: string | Uint8Array, facts: DocumentFacts = {}): Promise<unknown> {
  const read = async (): Promise<void> => {
    for await (const batch of readTriples(memoryDocument(content, facts), { base: 'https://p/' }, never())) {
      expect(batch.length).toBeGreaterThan(0);
    }
  };
  return failure(read());
}

describe('a document that is no catalogue', () => {
  it.each([
    ['empty', ''],
    ['html', '<!doctype html><title>Maintenance</title>'],
    ['not-rdf', 'Service temporarily unavailable'],
    ['not-rdf', '@prefix a: <b> .\na:b a:c a:d'.replace('<b>', 'b')],
    ['truncated', '<http://a> <http://b> "c'],
    ['truncated', '@prefix a: <http://b> .\na:b a:c'],
    ['truncated', '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description>'],
    ['not-xml', '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><a></b></rdf:RDF>'],
    ['truncated', '{"@context": {}, "@graph": [{"@id": "http://a"}'],
    ['not-json', '{"@graph": [{"@id": nothing}]}'],
    ['not-json', '{"@graph": []} and more'],
    ['charset', Buffer.from('<?xml version="1.0" encoding="klingon"?><a/>')],
    [
      'charset',
      Buffer.concat([Buffer.from('@prefix a: <http://b> .\na:b a:c "'), Buffer.from([0xff, 0xfe, 0x22])]),
    ],
  ])('is told as %s', async (fault, content) => {
    expect(await faultOf(content)).toMatchObject({ code: 'source-response', fault });
  });

  it('is told by its parser’s own words', async () => {
    const error = await faultOf('@prefix a: <http://b/> .\na:b "c" a:d .');
    expect(error).toMatchObject({ fault: 'not-rdf', message: expect.stringContaining('line 2') });
  });
});

describe('a document in another charset', () => {
  const text =
    '<?xml version="1.0" encoding="GB18030"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dct="http://purl.org/dc/terms/" xmlns:dcat="http://www.w3.org/ns/dcat#"><dcat:Dataset rdf:about="http://a/1"><dct:title>';
  const rest = '</dct:title></dcat:Dataset></rdf:RDF>';

  it('is read as its XML declaration says, also against the server', async () => {
    // 公交 in GB18030
    const bytes = Buffer.concat([
      Buffer.from(text),
      Buffer.from([0xb9, 0xab, 0xbd, 0xbb]),
      Buffer.from(rest),
    ]);
    const [record] = await recordsOf(memoryDocument(bytes, { charset: 'iso-8859-1' }));
    expect(record?.draft.title).toBe('公交');
  });

  it('is read by its byte order mark before all else', async () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`${text}公交${rest}`, 'utf16le')]);
    const [record] = await recordsOf(memoryDocument(bytes, { charset: 'utf-8', pieces: 101 }));
    expect(record?.draft.title).toBe('公交');
  });
});
