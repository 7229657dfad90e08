import { type ListBody, readListBody } from '../../../src/rehearse/list-body.js';

function listIn(text: string, contentType = 'text/plain'): ListBody | undefined {
  return readListBody({ status: 200, contentType, body: Buffer.from(text) });
}

const RDF = `<?xml version="1.0"?><rdf:RDF xmlns:dcat="d" xmlns:rdf="r">
<dcat:Catalog/><dcat:Dataset rdf:about="a"><t>1</t></dcat:Dataset>
<dcat:Dataset rdf:about="b"/><x/><dcat:Dataset rdf:about="c"></dcat:Dataset></rdf:RDF>`;

describe('an answer with a list', () => {
  it('of JSON is its largest array of objects, and a total outside of it follows', () => {
    const list = listIn(
      '{"n":"2","page":{"total":2,"words":["a","b","c"],"rows":[{"id":1,"total":2},{"id":2}]}}',
    );
    expect(list?.records).toEqual(['{"id":1,"total":2}', '{"id":2}']);
    expect(list?.render(['{"id":2}'], { was: 2, is: 1 })).toBe(
      '{"n":"1","page":{"total":1,"words":["a","b","c"],"rows":[{"id":2}]}}',
    );
  });

  it('of a graph is its datasets; what stands beside them stays', () => {
    const list = listIn('{"@graph":[{"@type":"Agent"},{"@type":["dcat:Dataset"],"n":1}]}');
    expect(list?.records).toEqual(['{"@type":["dcat:Dataset"],"n":1}']);
    expect(list?.render([])).toBe('{"@graph":[{"@type":"Agent"}]}');
  });

  it('of lines is a value a line', () => {
    expect(listIn('{"a":1}\n{"a":2}\n')?.render(['{"a":2}'])).toBe('{"a":2}\n');
  });

  it('of a table is its rows, one of which may have line feeds in quotes', () => {
    const list = listIn('编号,名称\n1,"甲\n乙"\n2,丙\n', 'text/csv');
    expect(list?.records).toEqual(['1,"甲\n乙"', '2,丙']);
    expect(list?.render(['2,丙'])).toBe('编号,名称\n2,丙\n');
  });

  it('of RDF/XML is an element for each dataset', () => {
    const list = listIn(RDF);
    expect(list?.records[0]).toBe('<dcat:Dataset rdf:about="a"><t>1</t></dcat:Dataset>');
    expect(list?.render([])).not.toContain('dcat:Dataset');
  });

  it('of Turtle is a statement for each dataset, with the number of members beside them', () => {
    const text =
      '@prefix dcat: <d#> .\n<> hydra:totalItems 2 .\n<a> a dcat:Dataset ;\n  x 2 .\n<b> a dcat:Dataset .\n';
    const list = listIn(text, 'text/turtle');
    expect(list?.records).toHaveLength(2);
    expect(list?.render(list.records)).toBe(text);
    expect(list?.render(['<b> a dcat:Dataset .\n'], { was: 2, is: 1 })).toBe(
      '@prefix dcat: <d#> .\n<> hydra:totalItems 1 .\n<b> a dcat:Dataset .\n',
    );
  });

  it.each([
    ['a page', '<!DOCTYPE html><html></html>'],
    ['nothing', ''],
    ['a value without a list', '{"a": 1}'],
    ['what is cut off', '{"rows": [{"a": 1}'],
  ])('is not %s', (_, text) => {
    expect(listIn(text, 'text/html')).toBeUndefined();
  });
});
