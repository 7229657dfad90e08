import { startPackagePortal } from '../support/package-portal.js';
import { ProvinceHub } from '../support/province-hub.js';

function pack(id: string, more: object = {}): string {
  return JSON.stringify({
    ...{ id, title: `目录 ${id}`, notes: '一段摘要。', organization: { id: 'o', title: '江城市数据局' } },
    ...more,
  });
}

describe('/api/lianmu/trace', () => {
  it('says where a record is, and shows nothing of one that was never published', async () => {
    const portal = await startPackagePortal([pack('one'), pack('bad', { title: '' })]);
    const hub = await ProvinceHub.open([{ id: 'city', url: portal.url }]);
    await hub.harvest('city');
    const served = await hub.serve();
    const trace = async (q: string): Promise<{ readonly status: number; readonly body: unknown }> => {
      const answer = await fetch(`${served.url}/api/lianmu/trace?q=${encodeURIComponent(q)}`);
      return { status: answer.status, body: await answer.json() };
    };
    try {
      expect(await trace(`${portal.url}/dataset/one`)).toMatchObject({
        status: 200,
        body: { records: [{ sourceId: 'city', remoteId: 'one', state: 'published', title: '目录 one' }] },
      });
      for (const title of ['目录 one', '目录', '"目录 one"']) {
        expect(await trace(title)).toMatchObject({ status: 200, body: { records: [{ remoteId: 'one' }] } });
      }
      // What looks like a query is looked for as it is.
      expect(await trace('"目录 one" OR \\')).toMatchObject({ status: 200, body: { records: [] } });
      const { body } = await trace('bad');
      expect(body).toMatchObject({ records: [{ remoteId: 'bad', state: 'rejected' }] });
      const [record] = (body as { readonly records: readonly object[] }).records;
      expect(record).not.toHaveProperty('title');
      const [event] = (record as { readonly events: readonly { problems: readonly object[] }[] }).events;
      expect(event).toMatchObject({ outcome: 'rejected' });
      expect(event?.problems).toContainEqual(expect.objectContaining({ code: 'missing-title' }));
      expect(await trace('nowhere')).toMatchObject({ status: 200, body: { records: [] } });
      expect(await trace(' ')).toMatchObject({ status: 400 });
      expect((await fetch(`${served.url}/api/lianmu/trace`)).status).toBe(400);
    } finally {
      await served.close();
      await hub.close();
      await portal.close();
    }
  });
});
