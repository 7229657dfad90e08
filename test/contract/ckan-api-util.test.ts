import { startTestServer, type TestServer } from '../support/api-client.js';

describe('the helper addresses of CKAN', () => {
  let hub: TestServer;
  beforeAll(async () => {
    hub = await startTestServer();
  });
  afterAll(() => hub.close());

  const answers: readonly (readonly [path: string, answer: unknown])[] = [
    [
      'dataset/autocomplete?incomplete=hos',
      {
        ResultSet: {
          Result: [
            {
              match_displayed: 'hostile',
              match_field: 'name',
              name: 'hostile',
              title: `<script>alert("1")</script>'"&`,
            },
          ],
        },
      },
    ],
    [
      `tag/autocomplete?incomplete=${encodeURIComponent('校')}`,
      { ResultSet: { Result: [{ Name: '学校' }] } },
    ],
    ['resource/format/autocomplete?incomplete=c', { ResultSet: { Result: [{ Format: 'csv' }] } }],
    ['resource/format_autocomplete?incomplete=c', { ResultSet: { Result: [{ Format: 'csv' }] } }],
    ['resource/format_autocomplete?incomplete=telegrams', { ResultSet: { Result: [] } }],
    ['resource/format/autocomplete?incomplete=c&limit=0', { ResultSet: { Result: [] } }],
    ['resource/format/autocomplete', { ResultSet: { Result: [] } }],
    ['user/autocomplete?q=a', []],
    ['group/autocomplete?q=heal', [{ id: expect.any(String) as string, name: 'health', title: '医疗卫生' }]],
    ['organization/autocomplete?q=', []],
  ];
  it.each(answers)('answers /util/%s without the envelope', async (path, expected) => {
    for (const version of ['', '/1', '/2', '/3']) {
      const answer = await hub.send({ path: `/api${version}/util/${path}` });
      expect(answer.status).toBe(200);
      expect(answer.json).toEqual(expected);
    }
  });

  it('has translations of the locales that it knows', async () => {
    const known = await hub.send({ path: '/api/i18n/zh_Hans_CN' });
    expect(known.json).toMatchObject({ '': { lang: 'zh_Hans_CN' } });
    expect((await hub.send({ path: '/api/i18n/en_GB' })).json).toMatchObject({ '': { lang: 'en_GB' } });
    const unknown = await hub.send({ path: '/api/2/i18n/xx' });
    expect(unknown.status).toBe(400);
    expect(unknown.json).toBe('Bad request - Unknown locale');
  });
});
