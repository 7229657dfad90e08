import { checkPortalApiOptions } from '../../../../harvesters/portal-api/check-options.js';
import { PORTAL_API } from '../../../../harvesters/portal-api/index.js';
import { ConfigError } from '../../../../src/domain/errors.js';
import { scripted } from '../../../support/portal-api/scripted-portal.js';
import { thrown } from '../../portal-client/loopback.js';

const LIST = { path: 'list', items: 'rows', id: 'id' };

function pointers(options: Readonly<Record<string, unknown>>): readonly string[] {
  return checkPortalApiOptions(options).map(({ pointer }) => pointer);
}

describe('the check of options', () => {
  it('accepts what can be harvested', () => {
    expect(pointers({ list: LIST, fields: { title: 'name', publisher: null } })).toEqual([]);
    expect(PORTAL_API.checkOptions?.({ list: LIST })).toEqual([]);
  });

  it.each([
    ['an expression', { list: { ...LIST, items: 'rows[' } }, '/list/items'],
    ['a function', { list: LIST, fields: { title: 'trims(name)' } }, '/fields/title'],
    [
      'a selector',
      { list: { path: 'l', answer: 'html', select: 'li[', id: { attribute: 'id' } } },
      '/list/select',
    ],
    ['a pattern', { list: LIST, fields: { title: { match: '(a+)+' } } }, '/fields/title/match'],
    ['a filter', { list: LIST, page: 'p/{id|hex}' }, '/page'],
    ['an element', { list: LIST, fields: { 'a/b': 'x' } }, '/fields/a~1b'],
    ['a constant', { list: LIST, constants: { colour: 'red' } }, '/constants/colour'],
    ['a list that is nowhere', { list: { path: 'l', id: 'id' } }, '/list'],
    ['a list in two places', { list: { ...LIST, select: 'li' } }, '/list'],
    ['a placeholder of the list', { list: { ...LIST, path: 'list/{region}' } }, '/list'],
    ['a page without paging', { list: { ...LIST, query: { p: '{page}' } } }, '/list'],
    ['paging without a page', { list: { ...LIST, paging: {} } }, '/list/paging'],
    ['cells without a page', { list: LIST, cells: [{ label: 'td' }] }, '/cells'],
    [
      'HTML within a page',
      { list: LIST, detail: { path: 'd', answer: 'html', htmlAt: 'x' } },
      '/detail/answer',
    ],
    [
      'a further question',
      { list: LIST, more: { files: { path: 'f', record: 'x.' } } },
      '/more/files/record',
    ],
    ['an address', { list: LIST, distributions: { items: 'f', address: '{x|y}' } }, '/distributions/address'],
    ['a total', { list: { ...LIST, query: { p: '{page}' }, paging: { total: '[' } } }, '/list/paging/total'],
  ])('finds %s', (_, options, pointer) => {
    expect(pointers(options)).toEqual([pointer]);
  });

  it('tells all mistakes at once', () => {
    expect(pointers({ list: { ...LIST, id: '[', items: '[' }, fields: { title: '[' } })).toHaveLength(3);
  });

  it('knows parameters, and words that all lists have', () => {
    const list = { ...LIST, path: '{part}/{region}' };
    expect(pointers({ list, parameters: { region: 'x' }, lists: [{ part: 'a' }, { part: 'b' }] })).toEqual(
      [],
    );
    expect(pointers({ list, parameters: { region: 'x' }, lists: [{ part: 'a' }, {}] })).toEqual(['/list']);
  });

  it('does not stumble over options of the wrong types', () => {
    expect(() =>
      pointers({ list: 5, fields: [], cells: 'x', lists: {}, distributions: 1, more: [1] }),
    ).not.toThrow();
  });

  it('keeps a harvester from being made with a mistake', () => {
    const error = thrown(() => scripted({ list: LIST, fields: { title: '[' } }, () => undefined));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({ problems: [{ pointer: '/options/fields/title' }] });
  });
});
