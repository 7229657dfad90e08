import { SourceResponseError } from '../../../../src/domain/errors.js';
import type { RecordRef } from '../../../../src/pipeline/ports.js';
import { readAll } from '../../../support/text-document.js';
import { ckanHarvester, missing, ScriptedPortal } from './scripted-portal.js';

const ONE = { id: 'a', title: 'A', resources: [] };
const harvester = ckanHarvester(new ScriptedPortal(() => missing('nothing is to be asked')));
const TWO = { id: 'b', title: 'B' };

describe('the packages of a file', () => {
  it.each<[string, string]>([
    ['a list', JSON.stringify([ONE, TWO])],
    [
      'an answer of package_search',
      JSON.stringify({ success: true, result: { count: 2, results: [ONE, TWO] } }),
    ],
    ['the result of package_search alone', JSON.stringify({ count: 2, results: [ONE, TWO] })],
    ['an answer of current_package_list_with_resources', JSON.stringify({ result: [[ONE, TWO]] })],
    ['a package a line', `${JSON.stringify(ONE)}\r\n\n${JSON.stringify(TWO)}\n`],
    ['an answer below lines of comment', `\uFEFF// 2024\n// http://x\n\n${JSON.stringify([ONE, TWO])}`],
  ])('are read from %s', async (_case, text) => {
    expect(await readAll(harvester, text)).toEqual([
      { type: 'record', remoteId: 'a', listed: ONE },
      { type: 'record', remoteId: 'b', listed: TWO },
    ]);
  });

  it('are one for an answer of package_show, and none for an empty catalogue', async () => {
    expect(await readAll(harvester, JSON.stringify({ success: true, result: ONE }))).toHaveLength(1);
    expect(await readAll(harvester, '{"result":{"count":0,"results":[]}}')).toEqual([]);
  });

  it('need no network to be fetched, even without an id', async () => {
    const [ref] = (await readAll(harvester, '{"title":"no id","author":"A"}')) as readonly RecordRef[];
    expect(ref?.remoteId).toBe('');
    const { raw } = await harvester.fetch(ref as RecordRef, new AbortController().signal);
    expect(raw).toEqual({ title: 'no id', author: null, id: '' });
    expect(harvester.map(raw, '')).toMatchObject({ title: 'no id', origin: { remoteId: '' } });
  });

  it.each([
    ['no JSON', '<html>'],
    ['a text', '"a"'],
    ['another object', '{"error":"x"}'],
    ['lists in lists', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
    ['nothing', ''],
  ])('are refused with a typed error in %s', async (_case, text) => {
    await expect(readAll(harvester, text)).rejects.toThrow(SourceResponseError);
  });
});
