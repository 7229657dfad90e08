import { userAgentOf } from '../../../src/app/user-agent.js';

const PUBLIC = { baseUrl: 'https://data.example.org', publisher: { name: '省数据局' } };
const LOCAL = { baseUrl: 'http://127.0.0.1:8080', publisher: { name: '省数据局' } };
const MAIL = { name: '省数据局', email: 'data@example.org' };

describe('userAgentOf', () => {
  it.each([
    [undefined, PUBLIC, 'Lianmu (catalogue harvester; +https://data.example.org)'],
    [
      undefined,
      { ...PUBLIC, publisher: MAIL },
      'Lianmu (catalogue harvester; +https://data.example.org; +mailto:data@example.org)',
    ],
    [undefined, { ...LOCAL, publisher: MAIL }, 'Lianmu (catalogue harvester; +mailto:data@example.org)'],
    [undefined, LOCAL, 'Lianmu (catalogue harvester; +http://127.0.0.1:8080)'],
    [
      undefined,
      { ...LOCAL, publisher: { name: '省数据局', url: 'https://sjj.example.org' } },
      'Lianmu (catalogue harvester; +https://sjj.example.org)',
    ],
    ['Lianmu/1 (+https://a.example)', PUBLIC, 'Lianmu/1 (+https://a.example)'],
    ['Lianmu/1', PUBLIC, 'Lianmu/1 (+https://data.example.org)'],
    ['ProvinceBot (ops@example.org)', PUBLIC, 'ProvinceBot (ops@example.org) (Lianmu catalogue harvester)'],
    ['ProvinceBot', PUBLIC, 'ProvinceBot (Lianmu catalogue harvester; +https://data.example.org)'],
    ['Lianmu 省 a@b.example', PUBLIC, 'Lianmu %E7%9C%81 a@b.example'],
  ])('makes of %s what names the program and a contact', (own, operator, expected) => {
    expect(userAgentOf(own, operator)).toBe(expected);
  });
});
