import { readAssets } from '../../../../src/http/pages/assets.js';
import { startTestServer } from '../../../support/api-client.js';

describe('what the pages load', () => {
  it('may be kept for ever, since its address changes with it', async () => {
    const hub = await startTestServer();
    const { body } = await hub.send({ path: '/' });
    const { styles, icon, scripts, files } = readAssets();
    for (const { path, content, type } of files) {
      expect(path).toMatch(/^\/assets\/[a-z-]+\.[0-9a-f]{12}\.(?:css|js|svg)$/);
      expect(body).toContain(`"${path}"`);
      const { headers, body: sent } = await hub.send({ path });
      expect(sent).toBe(content);
      expect(headers).toMatchObject({
        'cache-control': 'public, max-age=31536000, immutable',
        'content-type': type,
      });
    }
    expect(files.map(({ path }) => path)).toEqual([styles, icon, ...scripts]);
    await hub.close();
  });

  it('comes packed as small as can be to who takes that, and as it is to who refuses it', async () => {
    const hub = await startTestServer();
    const [styles] = readAssets().files;
    const path = styles?.path ?? '';
    const { headers } = await hub.send({ path, headers: { 'accept-encoding': 'gzip, br;q=0.9' } });
    expect(headers).toMatchObject({ 'content-encoding': 'br', vary: expect.stringContaining('ncoding') });
    expect(Number(headers['content-length'])).toBeLessThan((styles?.content.length ?? 0) / 4);
    const plain = await hub.send({ path, headers: { 'accept-encoding': 'br;q=0' } });
    expect(plain.headers['content-encoding']).not.toBe('br');
    expect(plain.body).toBe(styles?.content);
    await hub.close();
  });

  it('is led to by the address at which browsers look for a sign', async () => {
    const hub = await startTestServer();
    const { status, headers } = await hub.send({ path: '/favicon.ico' });
    expect([status, headers['location']]).toEqual([302, readAssets().icon]);
    await hub.close();
  });

  it('has light and dark colours, and loads nothing from elsewhere', () => {
    const [styles] = readAssets().files;
    expect(styles?.content).toContain('prefers-color-scheme: dark');
    expect(styles?.content).not.toMatch(/@import|url\(/);
  });
});
