import { startTestServer, type TestServer } from '../../../../support/api-client.js';
import { SCHOOLS } from '../../../../support/published-datasets.js';

let hub: TestServer;
beforeAll(async () => {
  hub = await startTestServer();
});
afterAll(() => hub.close());

async function codes(query: string): Promise<readonly string[]> {
  const { status, body } = await hub.send({ path: `/embed?${query}` });
  expect(status).toBe(200);
  return [...body.matchAll(/<code id="embed-[a-z]+">([^<]*)<\/code>/g)].map(([, code = '']) =>
    code.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'),
  );
}

describe('the page that explains embedding', () => {
  it('shows the part that is chosen in a frame of its own, and no other page may be framed there', async () => {
    const { headers, body } = await hub.send({ path: '/embed?what=chart&chart=formats&accent=%239c1f1f' });
    expect(headers['content-security-policy']).toContain("frame-src 'self'");
    expect(body).toContain('<iframe class="embed-preview" src="/embed/chart/formats?accent=9c1f1f"');
    expect(body).toContain('<option value="formats" selected>');
  });

  it.each([
    ['', 'https://hub.example.org/embed/search"', 'data-lianmu="search" data-title='],
    [
      'what=results&q=a%22%3Eb&rows=99&in=en',
      'https://hub.example.org/embed/results?q=a%22%3Eb&amp;rows=20&amp;lang=en"',
      'data-lianmu="results" data-q="a&quot;>b" data-rows="20" data-lang="en"',
    ],
    [
      `what=dataset&name=${SCHOOLS.name}`,
      `https://hub.example.org/embed/dataset/${SCHOOLS.name}"`,
      `data-lianmu="dataset" data-name="${SCHOOLS.name}"`,
    ],
    ['what=dataset&name=a/..%3Fb', 'https://hub.example.org/embed/dataset/a%2F..%3Fb"', 'data-name="a/..?b"'],
    ['what=nothing&chart=nothing', 'https://hub.example.org/embed/search"', 'data-lianmu="search"'],
  ])('gives code for "%s"', async (query, frame, script) => {
    const [asFrame, asScript] = await codes(query);
    expect(asFrame).toContain(`<iframe src="${frame}`);
    expect(asFrame).toMatch(
      / title="江省公共数据目录：[^"]+" width="100%" height="\d+" loading="lazy"><\/iframe>$/,
    );
    expect(asScript).toContain(script);
    expect(asScript).toContain('<script src="https://hub.example.org/embed.js" async></script>');
  });

  it('says that it took no notice of what is no colour, and keeps what was typed', async () => {
    const { body } = await hub.send({ path: '/embed?what=results&q=x&accent=red' });
    expect(body).toContain('“red”不是六位十六进制颜色，已忽略');
    expect(body).toContain('id="embed-q" name="q" value="x"');
  });

  it('is complete in English', async () => {
    for (const what of ['search', 'results', 'dataset', 'chart']) {
      const { body } = await hub.send({ path: `/embed?lang=en&what=${what}` });
      const main = body.slice(body.indexOf('<main'), body.indexOf('</main>'));
      expect(main.replace(/<option[^]*?<\/option>/g, '')).not.toMatch(/[\u4e00-\u9fff]/);
    }
  });
});

describe('the script for other sites', () => {
  it('is one small file that is asked for again with its tag', async () => {
    const { headers, body } = await hub.send({ path: '/embed.js' });
    expect(headers['content-type']).toBe('text/javascript;charset=utf-8');
    expect(headers['cross-origin-resource-policy']).toBe('cross-origin');
    expect(body.length).toBeLessThan(4096);
    expect(body).not.toMatch(/innerHTML|document\.write|eval|cookie\b.*=|import\s/);
    const again = await hub.send({ path: '/embed.js', headers: { 'If-None-Match': String(headers.etag) } });
    expect([again.status, again.body]).toEqual([304, '']);
  });

  it('tells and takes heights only from and to whom it knows', async () => {
    const { body } = await hub.send({ path: '/embed.js' });
    expect(body).toContain('origin !== hub');
    expect(body).not.toMatch(/postMessage\([^)]*'\*'/);
    const page = await hub.send({ path: '/embed/search' });
    const own = /src="(\/assets\/portal\.[^"]+)"/.exec(page.body)?.[1] ?? '';
    const script = (await hub.send({ path: own })).body;
    expect(script).toContain('source !== window.parent');
    expect(script).not.toMatch(/postMessage\([^)]*'\*'/);
  });
});
