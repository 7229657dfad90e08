import { missingStatements } from '../../../../src/domain/pilot/statements.js';
import { makeDataset } from '../../../support/make-dataset.js';

const BARE = makeDataset('bare', { themes: [] });

describe('the seven statements of the pilot plan', () => {
  it('are missing one by one', () => {
    expect(missingStatements(BARE)).toEqual([
      ...['theme', 'attributes', 'cycle', 'open_type', 'open_way', 'terms', 'class'],
    ]);
  });

  it('are not made by a licence that is not specified', () => {
    const license = { id: 'notspecified', title: 'License not specified' };
    expect(missingStatements({ ...BARE, license })).toEqual(missingStatements(BARE));
  });

  it('are made by a whole entry', () => {
    const whole = makeDataset('whole', {
      classification: { levels: [{ level: 'lei', code: '3' }] },
      updateCycle: 'daily',
      openness: { type: 'unconditional' },
      distributions: [{ identifier: 'd1', format: 'CSV' }],
      license: { title: '开放授权协议' },
    });
    expect(missingStatements(whole)).toEqual([]);
  });

  it.each([
    [
      'formats say what the data are and how they come',
      { formats: [{ type: 'CSV' }] },
      ['attributes', 'open_way'],
    ],
    ['so does their volume', { volume: { records: 3 } }, ['attributes']],
    ['a flag is a type of opening', { openness: { open: true } }, ['open_type']],
    ['a condition is a term of use', { openness: { condition: '登录后下载' } }, ['terms']],
    ['a national theme is a theme', { nationalThemes: ['财政'] }, ['theme']],
  ] as const)('%s', (_, stated, made) => {
    const missing = missingStatements({ ...BARE, ...stated });
    for (const statement of made) expect(missing).not.toContain(statement);
    expect(missing).toHaveLength(missingStatements(BARE).length - made.length);
    expect(missing).toContain('class');
  });
});
