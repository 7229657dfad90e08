import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { themeOf } from '../../../../src/app/theme-of.js';
import { GROUNDS } from '../../../../src/domain/page-colours.js';
import { fillTemplate, type Theme, themeStyles } from '../../../../src/http/pages/theme.js';
import { startTestServer } from '../../../support/api-client.js';
import { PROJECT_ROOT } from '../../../support/project-root.js';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
const THEME: Theme = {
  accent: { light: '#9c1f1f', dark: '#ff9d94' },
  logo: '/assets/logo',
  header: { zh: '<p class="links"><a href="{home}">{title}</a></p>', en: '<p>{title}</p>' },
  footer: { zh: '<p>{publisher}</p>', en: '<p>{publisher}</p>' },
};

describe('the looks of a province', () => {
  it('stand on every page, errors too', async () => {
    const logo = { type: 'image/svg+xml', base64: Buffer.from(SVG).toString('base64') };
    const hub = await startTestServer({ theme: THEME, logo });
    for (const path of ['/', '/nothing', '/dataset']) {
      const { body } = await hub.send({ path });
      expect(body).toContain(
        '<div class="portal-head"><p class="links"><a href="/">江省公共数据目录</a></p></div>',
      );
      expect(body).toContain('<div class="portal-foot"><p>江省数据局</p></div>');
      expect(body).toContain('<img src="/assets/logo" alt height="32"/>');
      expect(body).toContain('<link rel="stylesheet" href="/assets/theme.css"/>');
    }
    expect((await hub.send({ path: '/?lang=en' })).body).toContain('<p>Catalogue of Jiang Province</p>');
    const picture = await hub.send({ path: '/assets/logo' });
    expect(picture.body).toBe(SVG);
    expect(picture.headers).toMatchObject({
      'content-type': 'image/svg+xml',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    });
    const styles = await hub.send({ path: '/assets/theme.css' });
    expect(styles.body).toBe(themeStyles(THEME));
    expect(styles.body).toContain(':root{--accent:#9c1f1f;');
    await hub.close();
  });

  it('change the tag of a page, so that nobody keeps the old ones', async () => {
    const plain = await startTestServer();
    const themed = await startTestServer({ theme: THEME });
    const tags = await Promise.all(
      [plain, themed].map(async (hub) => (await hub.send({ path: '/dataset' })).headers.etag),
    );
    expect(tags[0]).toBeDefined();
    expect(tags[0]).not.toBe(tags[1]);
    await plain.close();
    await themed.close();
  });

  it('have no logo and no styles unless told', async () => {
    const hub = await startTestServer();
    expect((await hub.send({ path: '/assets/logo' })).status).toBe(404);
    expect((await hub.send({ path: '/assets/theme.css' })).body).toBe('');
    expect((await hub.send({ path: '/' })).body).not.toMatch(/portal-head|portal-foot|theme\.css/);
    await hub.close();
  });

  it('escape what they put into a header, and leave what they do not know', () => {
    expect(fillTemplate('<a title="{title}">{other} {__proto__}</a>', { title: `<"'&>` })).toBe(
      '<a title="&lt;&quot;&#39;&amp;&gt;">{other} {__proto__}</a>',
    );
  });

  it('come from the configuration', () => {
    const embedding = { ancestors: ['*'] };
    expect(themeOf({ embedding })).toEqual({ ancestors: ['*'] });
    const html = { zh: '<p>', en: '<p>' };
    const portal = { logo: { type: 'image/png', base64: '' }, header: html, footer: html, embedding };
    expect(themeOf({ ...portal, accent: { light: '#000000', dark: '#ffffff' } })).toEqual({
      accent: { light: '#000000', dark: '#ffffff' },
      logo: '/assets/logo',
      header: html,
      footer: html,
      ancestors: ['*'],
    });
  });

  it('are judged on the colours that the tokens have', () => {
    const tokens = readFileSync(join(PROJECT_ROOT, 'src/http/pages/assets/tokens.css'), 'utf8');
    const [light = '', dark = ''] = tokens.split('prefers-color-scheme: dark');
    for (const [styles, { paper, tint, onAccent }] of [
      [light, GROUNDS.light],
      [dark, GROUNDS.dark],
    ] as const) {
      expect(styles).toContain(`--paper: ${paper};`);
      expect(styles).toContain(`--tint: ${tint};`);
      expect(styles).toContain(`--on-accent: ${onAccent};`);
    }
  });
});
