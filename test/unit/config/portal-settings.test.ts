import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadFolder, problemsOf } from './load-fixture.js';

const SVG = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>';
const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lianmu-portal-'));
  await mkdir(join(dir, 'portal'));
  await write({ 'logo.svg': SVG, 'header.html': '<p class="links"><a href="{home}">{title}</a>' });
});
afterEach(async () => {
  await rm(dir, { recursive: true });
});

async function write(files: Readonly<Record<string, string | Buffer>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) await writeFile(join(dir, 'portal', name), content);
}

/** JSON is YAML. */
async function configure(portal: object): Promise<void> {
  await writeFile(join(dir, 'hub.yaml'), JSON.stringify({ title: { zh: '测试目录' }, portal }));
}

async function messages(portal: object): Promise<readonly string[]> {
  await configure(portal);
  return (await problemsOf(dir)).map(({ pointer, message }) => `${pointer} ${message}`);
}

describe('the looks of the portal', () => {
  it('are read from hub.yaml and the files that it names', async () => {
    await write({ 'footer.html': '\ufeff<p>备案号</p>' });
    await configure({
      accent: { light: '#9c1f1f', dark: '#ff9d94' },
      logo: 'portal/logo.svg',
      header: 'portal/header.html',
      footer: { zh: 'portal/footer.html' },
      embedding: { ancestors: ['https://*.example.gov.cn'] },
    });
    const { hub } = await loadFolder(dir);
    const header = '<p class="links"><a href="{home}">{title}</a></p>';
    expect(hub.portal).toEqual({
      accent: { light: '#9c1f1f', dark: '#ff9d94' },
      logo: { type: 'image/svg+xml', base64: Buffer.from(SVG).toString('base64') },
      header: { zh: header, en: header },
      footer: { zh: '<p>备案号</p>', en: '<p>备案号</p>' },
      embedding: { ancestors: ['https://*.example.gov.cn'] },
    });
  });

  it.each([
    ['#777777', '#ff9d94', /^\/portal\/accent\/light "#777777" has a contrast of 4\.1\d:1 to a tinted part/],
    ['#9c1f1f', '#9c1f1f', /^\/portal\/accent\/dark "#9c1f1f" has a contrast of \d\.\d\d:1 to /],
  ])('have an accent that can be read: not %s with %s', async (light, dark, message) => {
    expect(await messages({ accent: { light, dark } })).toEqual([expect.stringMatching(message)]);
  });

  it('have an accent that is a colour', async () => {
    const found = await messages({ accent: { light: 'red;}*{x:url(//evil)', dark: '#ff9d94' } });
    expect(found).toEqual([expect.stringMatching(/^\/portal\/accent\/light /)]);
  });

  it.each([
    ['../logo.png', 'leads out of the folder'],
    ['/etc/passwd.png', 'leads out of the folder'],
    ['portal/../../x.svg', 'leads out of the folder'],
    ['portal/none.svg', 'cannot be read (ENOENT)'],
    ['portal/header.html', 'is no picture'],
    ['portal/fake.png', 'is not what its ending says'],
    ['portal/fake.svg', 'is not what its ending says'],
    ['portal/link.svg', 'leads out of the folder'],
    ['portal/large.png', 'has 262145 bytes'],
  ])('refuse %s as a logo', async (logo, message) => {
    await write({ 'fake.png': SVG, 'fake.svg': PNG, 'large.png': Buffer.alloc(262_145) });
    await symlink('/etc/hostname', join(dir, 'portal', 'link.svg'));
    const [only, ...others] = await messages({ logo });
    expect(only).toContain(message);
    expect(others).toEqual([]);
  });

  it.each([
    ['a script', '<script>alert(1)</script>', '<script> cannot stand here'],
    ['a handler', '<p onclick="x()">a</p>', '"onclick" is a script'],
    ['a style', '<p style="color:red">a</p>', 'a style in the markup'],
    ['a style sheet', '<style>p{}</style>', '<style> cannot stand here'],
    ['a foreign picture', '<img src="https://x.example/a.png" alt="">', '"src" loads from elsewhere'],
    [
      'a foreign picture without a scheme',
      '<img src="//x.example/a.png" alt="">',
      '"src" loads from elsewhere',
    ],
    ['a script as a link', '<a href=" javascript:alert(1)">a</a>', 'is not a link'],
    ['a frame', '<iframe src="/x"></iframe>', '<iframe> cannot stand here'],
    ['a whole document', '<!doctype html><html><body><p>a</p></body></html>', 'it is a whole document'],
    ['an unknown value', '<p>{name}</p>', 'there is no value {name}'],
    ['bytes that are no text', Buffer.from('cfc2d4d8', 'hex'), 'is not UTF-8'],
  ])('refuse a header with %s', async (_what, content, message) => {
    await write({ 'odd.html': content });
    const found = await messages({ header: { zh: 'portal/header.html', en: 'portal/odd.html' } });
    expect(found[0]).toMatch(/^\/portal\/header\/en portal\/odd\.html/);
    expect(found.join('\n')).toContain(message);
  });

  it('close what a header leaves open, so that the page stays whole', async () => {
    await write({ 'open.html': '</div></body><div class="muted"><p>一<p>二' });
    await configure({ header: 'portal/open.html' });
    const { hub } = await loadFolder(dir).catch(() => ({ hub: undefined }));
    expect(hub?.portal.header?.zh ?? '').toBe('<div class="muted"><p>一</p><p>二</p></div>');
  });

  it.each(['javascript:', 'https://a b', "'none'; script-src *", 'https://x.example/path', '*.example.org'])(
    'let no "%s" embed',
    async (ancestor) => {
      const found = await messages({ embedding: { ancestors: [ancestor] } });
      expect(found[0]).toMatch(/^\/portal\/embedding\/ancestors\/0 /);
    },
  );
});
