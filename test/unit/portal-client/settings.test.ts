import { withDefaults } from '../../../src/portal-client/settings.js';

describe('withDefaults', () => {
  const settings = withDefaults({
    sourceId: 'a',
    baseUrl: 'http://data.example.cn',
    allowPrivate: false,
    userAgent: 'x',
    validate: () => [],
    retries: 9,
    now: () => new Date(0),
    random: () => 0,
  });

  it('fills in what is not given', () => {
    expect(settings).toMatchObject({ retries: 9, maxBytes: 67_108_864, maxRedirects: 5, concurrency: 2 });
  });

  it('sleeps until the caller aborts, and throws the reason', async () => {
    const controller = new AbortController();
    const sleeping = settings.sleep(60_000, controller.signal);
    controller.abort(new Error('stopped'));
    await expect(sleeping).rejects.toBe(controller.signal.reason);
    await expect(settings.sleep(0, new AbortController().signal)).resolves.toBeUndefined();
  });
});
