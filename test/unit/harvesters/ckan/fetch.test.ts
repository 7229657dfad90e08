import { readJsonList } from '../../../../src/portal-client/read-json-list.js';
import { fixture } from '../../../support/fixture-file.js';
import { type Asked, ckanHarvester, missing, ScriptedPortal } from './scripted-portal.js';

type Package = Readonly<Record<string, unknown>> & { readonly id: string };

const signal = new AbortController().signal;
const modern = fixture('portals/ckan/package-2.10.json') as Package;
const scheming = fixture('portals/ckan/package-scheming.json') as Package;
const unasked = new ScriptedPortal(() => missing('nothing is to be asked'));

async function fetch(listed: Package, keep: readonly string[] = []): Promise<unknown> {
  const harvester = ckanHarvester(unasked, { personalData: { keep } });
  return (await harvester.fetch({ type: 'record', remoteId: listed.id, listed }, signal)).raw;
}

describe('fetching a package', () => {
  it('gives the listed package without its persons, and asks the portal nothing', async () => {
    const persons = ['author', 'author_email', 'maintainer', 'maintainer_email', 'creator_user_id'];
    for (const key of persons) expect(modern[key]).toEqual(expect.any(String));
    const gone = Object.fromEntries(persons.map((key) => [key, null]));
    expect(await fetch(modern)).toEqual({ ...modern, ...gone });
    expect(unasked.asked).toEqual([]);
  });

  it('keeps the persons that the source lists', async () => {
    const kept = await fetch(modern, ['maintainer', 'author_email']);
    expect(kept).toMatchObject({ maintainer: '数据科', author_email: 'zhang@example.org' });
    expect(kept).toMatchObject({ author: null, maintainer_email: null });
  });

  it('drops user accounts from the package and from its resources', async () => {
    expect(JSON.stringify(await fetch(scheming))).not.toContain('someone');
    const kept = await fetch(scheming, ['resource_uploader', 'package_creator']);
    expect(JSON.stringify(kept)).toContain('someone');
  });

  it('drops names and mobile numbers that stand in extras, in either form', async () => {
    const extras = [
      { key: '联系人', value: '张三' },
      { key: '联系电话', value: '0571-12345678 13800000000' },
      { key: '更新周期', value: '每月' },
    ];
    const office = '0571-12345678';
    expect(await fetch({ id: 'x', extras })).toMatchObject({
      extras: [{ key: '联系电话', value: office }, { key: '更新周期' }],
    });
    const old = { 联系人: '张三', 联系电话: '13800000000', 更新周期: '每月' };
    expect(await fetch({ id: 'x', extras: old })).toEqual({
      id: 'x',
      extras: { 更新周期: '每月' },
    });
    expect(await fetch({ id: 'x', extras }, ['name', 'mobile'])).toEqual({ id: 'x', extras });
  });

  it('leaves a key called __proto__ an ordinary key', async () => {
    const hostile = JSON.parse('{"id":"x","__proto__":{"polluted":true},"author":"A"}') as Package;
    const raw = (await fetch(hostile)) as Package;
    expect(JSON.stringify(raw)).toBe('{"id":"x","__proto__":{"polluted":true},"author":null}');
    expect(raw['polluted']).toBeUndefined();
  });

  it.each([
    [
      'the bytes of the list',
      '{"id":"x", "author":"张三", "title":"t"}',
      '{"id":"x", "author":null, "title":"t"}',
    ],
    [
      'no bytes, where more had to go',
      '{"id":"x","author":"张三","extras":[{"key":"联系人","value":"李四"}]}',
      undefined,
    ],
    ['its bytes though it has no id', '{"author":"张三","title":"t"}', '{"author":null,"title":"t"}'],
  ])('gives a package that the list brought with %s', async (_, json, kept) => {
    const place = { list: ['r'], head: [], withhold: ['author'] };
    const body = {
      url: 'https://portal.example.org',
      status: 200,
      contentType: undefined,
      bytes: Buffer.from(`{"r":[${json}]}`),
    };
    const sent = readJsonList(body, place).items[0]?.sent;
    if (sent === undefined) throw new Error('nothing is listed');
    const ref = { type: 'record', remoteId: 'x', sent } as const;
    const harvester = ckanHarvester(unasked);
    const { raw, bytes } = await harvester.fetch(ref, signal);
    expect(JSON.stringify(raw)).not.toMatch(/张三|李四/);
    expect(bytes && Buffer.from(bytes).toString()).toBe(kept);
    const stored = kept ?? JSON.stringify(raw);
    expect(harvester.map(JSON.parse(stored), 'x')).toEqual(harvester.map(raw, 'x'));
    expect(raw).toMatchObject({ id: 'x', author: null });
  });

  it('asks for a package of which only the id is known', async () => {
    const portal = new ScriptedPortal(({ parameters }: Asked) => ({ ...modern, id: parameters['id'] }));
    const { raw } = await ckanHarvester(portal).fetch({ type: 'record', remoteId: 'r' }, signal);
    expect(raw).toMatchObject({ id: 'r', title: '公交站点', author: null });
  });

  it('does not take another package for the one it asked for', async () => {
    const portal = new ScriptedPortal(() => modern);
    const fetched = ckanHarvester(portal).fetch({ type: 'record', remoteId: 'r' }, signal);
    await expect(fetched).rejects.toMatchObject({ code: 'source-response', fault: 'schema' });
  });
});
