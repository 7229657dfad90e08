import { fixture } from '../../../support/fixture-file.js';
import { type Asked, ckanHarvester, missing, ScriptedPortal } from './scripted-portal.js';

type Package = Readonly<Record<string, unknown>> & { readonly id: string };

const signal = new AbortController().signal;
const modern = fixture('portals/ckan/package-2.10.json') as Package;
const scheming = fixture('portals/ckan/package-scheming.json') as Package;
const unasked = new ScriptedPortal(() => missing('nothing is to be asked'));

function fetch(listed: Package, keep: readonly string[] = []): unknown {
  const harvester = ckanHarvester(unasked, { personalData: { keep } });
  return harvester.fetch({ type: 'record', remoteId: listed.id, listed }, signal);
}

describe('fetching a package', () => {
  it('gives the listed package without its persons, and asks the portal nothing', () => {
    const { author, author_email, maintainer, maintainer_email, creator_user_id, ...others } = modern;
    expect([author, author_email, maintainer, maintainer_email, creator_user_id]).not.toContain(undefined);
    expect(fetch(modern)).toEqual(others);
    expect(unasked.asked).toEqual([]);
  });

  it('keeps the persons that the source lists', () => {
    const kept = fetch(modern, ['maintainer', 'author_email']);
    expect(kept).toMatchObject({ maintainer: '数据科', author_email: 'zhang@example.org' });
    expect(kept).not.toHaveProperty('author');
    expect(kept).not.toHaveProperty('maintainer_email');
  });

  it('drops user accounts from the package and from its resources', () => {
    expect(JSON.stringify(fetch(scheming))).not.toContain('someone');
    expect(JSON.stringify(fetch(scheming, ['resource_uploader', 'package_creator']))).toContain('someone');
  });

  it('drops names and mobile numbers that stand in extras, in either form', () => {
    const extras = [
      { key: '联系人', value: '张三' },
      { key: '联系电话', value: '0571-12345678 13800000000' },
      { key: '更新周期', value: '每月' },
    ];
    const office = '0571-12345678 ***';
    expect(fetch({ id: 'x', extras })).toMatchObject({
      extras: [{ key: '联系电话', value: office }, { key: '更新周期' }],
    });
    const old = { 联系人: '张三', 联系电话: '13800000000', 更新周期: '每月' };
    expect(fetch({ id: 'x', extras: old })).toEqual({
      id: 'x',
      extras: { 联系电话: '***', 更新周期: '每月' },
    });
    expect(fetch({ id: 'x', extras }, ['name', 'mobile'])).toEqual({ id: 'x', extras });
  });

  it('leaves a key called __proto__ an ordinary key', () => {
    const hostile = JSON.parse('{"id":"x","__proto__":{"polluted":true},"author":"A"}') as Package;
    const raw = fetch(hostile) as Package;
    expect(JSON.stringify(raw)).toBe('{"id":"x","__proto__":{"polluted":true}}');
    expect(raw['polluted']).toBeUndefined();
  });

  it('asks for a package of which only the id is known', async () => {
    const portal = new ScriptedPortal(({ parameters }: Asked) => ({ ...modern, id: parameters['id'] }));
    const raw = await ckanHarvester(portal).fetch({ type: 'record', remoteId: 'r' }, signal);
    expect(raw).toMatchObject({ id: 'r', title: '公交站点' });
    expect(raw).not.toHaveProperty('author');
  });

  it('does not take another package for the one it asked for', async () => {
    const portal = new ScriptedPortal(() => modern);
    const fetched = ckanHarvester(portal).fetch({ type: 'record', remoteId: 'r' }, signal);
    await expect(fetched).rejects.toMatchObject({ code: 'source-response', fault: 'schema' });
  });
});
