import type { Distribution } from '../../../../src/domain/dataset.js';
import { waysOf } from '../../../../src/domain/pilot/ways.js';

function offered(...formats: readonly (string | undefined)[]): readonly Distribution[] {
  return formats.map((format, place) => ({
    identifier: String(place),
    ...(format !== undefined && { format }),
    ...(format === 'API' && { kind: 'api' }),
  }));
}

describe('how data is had', () => {
  it.each([
    [['CSV', 'PDF'], ['file'], ['plan', 'any']],
    [['XLSX'], ['file'], ['plan', 'any']],
    [['GeoJSON'], ['file'], ['any']],
    [['PDF', 'ZIP', undefined], ['file'], []],
    [['API'], ['api'], []],
    [
      ['API', 'JSON'],
      ['file', 'api'],
      ['plan', 'any'],
    ],
    [[], [], []],
  ])('%j', (formats, ways, machineReadable) => {
    const distributions = offered(...formats);
    expect(waysOf({ visibility: 'open', distributions })).toEqual({ ways, machineReadable });
  });

  it('is told of what is open on request by its stated formats alone', () => {
    const distributions = offered('CSV', 'API');
    expect(waysOf({ visibility: 'on-request', distributions })).toEqual({ ways: [], machineReadable: [] });
    const formats = [{ type: 'API', class: 'service' }, { type: 'PDF' }] as const;
    expect(waysOf({ visibility: 'on-request', distributions, formats })).toEqual({
      ...{ ways: ['file', 'api'], machineReadable: [] },
    });
  });
});
