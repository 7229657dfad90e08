import {
  cycleDays,
  DATA_TYPES,
  INDUSTRIES,
  isUpdateCycle,
  labelOf,
  NATIONAL_THEMES,
  THEMES,
  themeName,
  UPDATE_CYCLES,
} from '../../../src/domain/code-lists.js';
import { daysBetween, dayIn, isLater, lastDayOf } from '../../../src/domain/day.js';
import { allocatedCode, isAllocatedCode, parseResourceCode } from '../../../src/domain/resource-code.js';
import { isUscc } from '../../../src/domain/uscc.js';

describe('code lists', () => {
  it('have the lengths of their sources', () => {
    expect([THEMES.length, NATIONAL_THEMES.length, INDUSTRIES.length, DATA_TYPES.length]).toEqual([
      21, 20, 20, 11,
    ]);
    expect(DATA_TYPES.map(({ code }) => code).join('')).toBe('CNYDTLMGBIF');
  });

  it('give labels in both languages, and none for a foreign code', () => {
    expect(themeName('15', 'zh')).toBe('市场监管');
    expect(themeName('15', 'en')).toBe('Market regulation');
    expect(labelOf(UPDATE_CYCLES, 'fortnightly', 'zh')).toBeUndefined();
  });

  it.each([
    ['realtime', 1],
    ['quarterly', 92],
    ['biennial', 731],
    ['irregular', undefined],
    ['static', undefined],
  ] as const)('%s has the period of %p days', (cycle, days) => {
    expect(cycleDays(cycle)).toBe(days);
  });

  it('tell an update cycle from another word', () => {
    expect(isUpdateCycle('annual')).toBe(true);
    expect(isUpdateCycle('每年')).toBe(false);
  });
});

describe('isUscc', () => {
  it.each(['11370000MB284651XL', '91350100M000100Y43', '9144030071526726XG'])('takes %s', (code) => {
    expect(isUscc(code)).toBe(true);
  });

  it.each(['11370000MB284651XK', '11370000MB284651X', '11370000mb284651xl', '36', '', 'I1370000MB284651XL'])(
    'refuses %p',
    (code) => {
      expect(isUscc(code)).toBe(false);
    },
  );
});

describe('parseResourceCode', () => {
  it.each([
    [
      '307013370000308002000000/000049',
      undefined,
      { lei: '3', xiang: '07', mu: '013', ximu: '370000308002000000', sequence: '000049' },
    ],
    [
      '370000308004000000/000001',
      undefined,
      { region: '370000', lei: '3', xiang: '08', mu: '004', ximu: '000000', sequence: '000001' },
    ],
    [
      '3070220200043/000089',
      undefined,
      { lei: '3', xiang: '07', mu: '022', ximu: '0200043', sequence: '000089' },
    ],
    ['307013/1', undefined, { lei: '3', xiang: '07', mu: '013', sequence: '1' }],
    ['１２３４５６/7', undefined, { lei: '1', xiang: '23', mu: '456', sequence: '7' }],
    ['110000301002/5', '110000', { region: '110000', lei: '3', xiang: '01', mu: '002', sequence: '5' }],
    ['990000301002/5', undefined, undefined],
    ['29200/00900273', undefined, undefined],
    ['3067/014179', undefined, undefined],
    ['04/021882', undefined, undefined],
    ['0123456789abcdef0123456789abcdef', undefined, undefined],
    ['110000/5', '110000', undefined],
  ])('reads %s with prefix %p', (code, prefix, parts) => {
    expect(parseResourceCode(code, prefix)).toEqual(parts);
  });

  it('knows the codes of the hub at sight, and no portal code reads like one', () => {
    expect(allocatedCode(123)).toBe('LM/0000000123');
    expect(isAllocatedCode(allocatedCode(1))).toBe(true);
    expect(isAllocatedCode('307013/0000000123')).toBe(false);
    expect(parseResourceCode(allocatedCode(1))).toBeUndefined();
  });
});

describe('days', () => {
  it('is the day in the time zone of the source', () => {
    const moment = Date.parse('2023-06-15T20:00:00Z');
    expect([dayIn('Asia/Shanghai', moment), dayIn('UTC', moment)]).toEqual(['2023-06-16', '2023-06-15']);
  });

  it.each([
    ['2023', '2023-12-31'],
    ['2024-02', '2024-02-29'],
    ['2023-06-16', '2023-06-16'],
  ])('%s ends on %s', (date, last) => {
    expect(lastDayOf(date)).toBe(last);
  });

  it('compares dates as far as both are precise', () => {
    expect(isLater('2023', '2023-06-16')).toBe(false);
    expect(isLater('2024', '2023-06-16')).toBe(true);
    expect(isLater('2023-06-17', '2023-06')).toBe(false);
    expect(daysBetween('2023-02-27', '2023-03-01')).toBe(2);
  });
});
