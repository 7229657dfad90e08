import { toTraditional } from '../../../../src/http/pages/to-traditional.js';
import { startTestServer } from '../../../support/api-client.js';
import { SCHOOLS } from '../../../support/published-datasets.js';

describe('a page in traditional Chinese', () => {
  it('has its texts in traditional characters', () => {
    expect(toTraditional('<p>数据</p>开放<b>数据</b>')).toBe('<p>數據</p>開放<b>數據</b>');
  });

  it.each([
    ['an attribute', '<a href="/dataset?q=数据" title="数据">', '<a href="/dataset?q=数据" title="数据">'],
    ['an attribute with a sign of its own', '<a title="数>据">数', '<a title="数>据">數'],
    ['a quoted attribute', "<a title='数>据'>数", "<a title='数>据'>數"],
    ['a script', '<script>"数据"<b>数</script>数', '<script>"数据"<b>数</script>數'],
    ['data for programs', '<script type="x">{"a":"数据"}</script>', '<script type="x">{"a":"数据"}</script>'],
    [
      'code',
      '<pre><code class="x">数<i>据</i></code></pre>数',
      '<pre><code class="x">数<i>据</i></code></pre>數',
    ],
    [
      'what says that it is simplified',
      '<a lang="zh-Hans-CN" href="/">简体</a>简',
      '<a lang="zh-Hans-CN" href="/">简体</a>簡',
    ],
    ['a value of a field', '<input value="数据"/>', '<input value="数据"/>'],
  ])('leaves %s as it is', (_what, page, expected) => {
    expect(toTraditional(page)).toBe(expected);
  });

  it('leaves alone what is no Chinese, and the signs of markup', () => {
    expect(toTraditional('&lt;数&gt; &amp; A<1')).toBe('&lt;數&gt; &amp; A<1');
    expect(toTraditional('')).toBe('');
  });

  it('is the same page but for its characters', async () => {
    const hub = await startTestServer();
    for (const path of ['/', `/dataset/${SCHOOLS.name}`, '/nothing']) {
      const plain = await hub.send({ path });
      const traditional = await hub.send({ path: `${path}?lang=zh-Hant` });
      expect(traditional.status).toBe(plain.status);
      expect(traditional.body).toContain('<html lang="zh-Hant">');
      const tags = (body: string): readonly string[] =>
        [...body.replace(/<script[^]*?<\/script>/g, '').matchAll(/<\/?[a-z][a-z0-9-]*/g)].map(([tag]) => tag);
      const ours = (list: readonly string[]): readonly string[] => list.filter((tag) => tag !== '<input');
      expect(ours(tags(traditional.body))).toEqual(ours(tags(plain.body)));
    }
    await hub.close();
  });

  it('keeps the names and addresses that programs read', async () => {
    const hub = await startTestServer();
    const { body } = await hub.send({ path: '/embed?lang=zh-Hant' });
    expect(body).toContain('嵌入到您的網站');
    expect(body).toContain('data-title=&quot;江省公共数据目录');
    await hub.close();
  });
});
