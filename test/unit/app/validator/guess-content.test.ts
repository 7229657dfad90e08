import { createAskingRates } from '../../../../src/app/validator/asking-rates.js';
import { guessContent } from '../../../../src/app/validator/guess-content.js';

describe('guessContent', () => {
  it.each([
    ['PK\u0003\u0004…', 'workbook', '.xlsx'],
    ['{"success":true,"result":{"results":[]}}', 'ckan', '.json'],
    ['// from somewhere\n{"success":true,"result":[]}', 'ckan', '.json'],
    ['[{"name":"a","title":"b"}]', 'ckan', '.json'],
    ['{"id":"1","resources":[]}\n{"id":"2","resources":[]}', 'ckan', '.json'],
    ['{"conformsTo":"https://project-open-data.cio.gov/v1.1/schema","dataset":[]}', 'data-json', '.json'],
    ['{"@context":"https://project-open-data.cio.gov/x","dataset":[]}', 'data-json', '.json'],
    ['{"@context":{},"@graph":[]}', 'dcat', '.jsonld'],
    ['[{"@id":"x","@type":["y"]}]', 'dcat', '.jsonld'],
    ['[{"资源名称":"公交"}]', 'json-list', '.json'],
    ['{"data":{"list":[]}}', 'json-list', '.json'],
    ['{"broken', 'ckan', '.json'],
    ['@prefix dcat: <http://www.w3.org/ns/dcat#> .', 'dcat', '.ttl'],
    ['# a note\nPREFIX dcat: <x>', 'dcat', '.ttl'],
    ['<http://a> <http://b> <http://c> .', 'dcat', '.ttl'],
    ['<?xml version="1.0"?><rdf:RDF/>', 'dcat', '.rdf'],
    ['<!DOCTYPE html><table></table>', 'workbook', '.html'],
    ['\uFEFF编号,名称\n1,公交', 'workbook', '.csv'],
    ['', 'workbook', '.csv'],
  ])('takes %j for %s', (text, kind, ending) => {
    expect(guessContent(Buffer.from(text))).toEqual({ kind, ending });
  });

  it('knows a workbook of Excel 97', () => {
    expect(guessContent(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1])).ending).toBe('.xls');
  });
});

describe('the rates of addresses', () => {
  it('lets one client ask four times a minute, and all of them twelve times', () => {
    let time = 0;
    const rates = createAskingRates(() => time);
    const asked = (client: string): readonly boolean[] =>
      Array.from({ length: 5 }, () => rates.mayAsk(client));
    expect(asked('a')).toEqual([true, true, true, true, false]);
    expect([...asked('b'), ...asked('c')].filter(Boolean)).toHaveLength(8);
    expect(rates.mayAsk('d')).toBe(false);
    time += 60_000;
    expect(rates.mayAsk('a')).toBe(true);
  });
});
