import { toNationalRecordJson } from '../../../src/serialise/national-record.js';
import { withoutHalves } from '../../../src/serialise/plain-text.js';
import { publish, datasetOf, SCHOOLS } from '../../support/published-datasets.js';

describe('the national record of an output', () => {
  it('depends on the version alone', () => {
    const other = {
      ...SCHOOLS,
      sourceTitle: '别的',
      jobId: 'x',
      publisher: { ...SCHOOLS.publisher, title: '别的' },
      chain: [],
    };
    expect(toNationalRecordJson(other)).toBe(toNationalRecordJson(SCHOOLS));
  });

  it('has its members in order at every level', () => {
    const extras = [{ value: 'b', key: 'a' }];
    const text = toNationalRecordJson(
      publish(datasetOf('1', { title: 't', extras }), { name: 'n', order: 1 }),
    );
    expect(text).toContain('"extras":[{"key":"a","value":"b"}]');
    const keys = Object.keys(JSON.parse(text) as object);
    expect(keys).toEqual([...keys].sort());
  });

  it.each([
    ['a\ud83d', 'a\ufffd'],
    ['\udc00\ud83d\ude00', '\ufffd\ud83d\ude00'],
    ['\\ud83d', '\\ud83d'],
    ['\\\ud83d', '\\\ufffd'],
    ['"\n\u0001', '"\n\u0001'],
  ])('%j is written as %j', (given, read) => {
    const json = withoutHalves(JSON.stringify(given));
    expect(JSON.parse(json)).toBe(read);
    expect(json.isWellFormed()).toBe(true);
  });
});
