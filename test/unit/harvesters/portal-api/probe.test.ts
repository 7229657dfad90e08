import { probeProfiles } from '../../../../harvesters/portal-api/probe.js';
import { serve } from '../../../support/harvester-contract.js';
import { recordedPortal } from '../../../support/portal-api/fixture-portal.js';
import { profileCases } from '../../../support/portal-api/profiles.js';
import { type Loopback, loopback, never } from '../../portal-client/loopback.js';

const cases = profileCases();
/** As the recorded portals want to be asked: with pages of two. */
const profiles = Object.fromEntries(
  cases.map(({ name, options }) => [name, { kind: 'portal-api', options }]),
);

let portal: Loopback | undefined;
afterEach(async () => {
  await portal?.close();
  portal = undefined;
});

describe('an unknown address', () => {
  it.each(cases)(
    'of the family $name is told from all others',
    async ({ name, folder, portal: recorded }) => {
      portal = await loopback(serve(recordedPortal({ folder, routes: recorded.routes })));
      const url = `${portal.url}${recorded.path ?? ''}`;
      const found = await probeProfiles(portal.client(), url, never, profiles);
      expect(found).toMatchObject({ url, options: {}, certainty: expect.any(Number) as number });
      expect([found?.profile, found?.evidence].join(' ')).toContain(name);
      // A question for each family at most.
      expect(portal.requests.length).toBeLessThanOrEqual(cases.length);
    },
  );

  it.each<[string, number, string, string]>([
    ['that knows nothing', 404, 'text/html', ''],
    ['that is down', 503, 'text/html', ''],
    [
      'that answers everything with one page',
      200,
      'text/html',
      '<html><title>首页</title><h1>欢迎</h1></html>',
    ],
    ['that answers everything with JSON', 200, 'application/json', '{"code":0,"data":null,"total":0}'],
  ])('%s is of no family', async (_case, status, mediaType, body) => {
    portal = await loopback((_request, response) => {
      response.writeHead(status, { 'content-type': mediaType }).end(body);
    });
    expect(await probeProfiles(portal.client(), portal.url, never, profiles)).toBeUndefined();
  });
});
