import { toTraditional } from '../../../../src/http/pages/to-traditional.js';
import { startTestServer } from '../../../support/api-client.js';
import { SCHOOLS } from '../../../support/published-datasets.js';

describe('a page in traditional Chinese', () => {
  it('has its texts in traditional characters', () => {
    expect(toTraditional('<p>数据</p>开放<b>数据</b>')).toBe('<p>數據</p>開放<b>數據</b>');
  });

  it.each([
    ['an address', '<a href="/dataset?q=数据">', '<a href="/dataset?q=数据">'],
    ['an attribute with a sign of its own', '<a href="数>据">数', '<a href="数>据">數'],
    ['a quoted attribute', "<a href='数>据'>数", "<a href='数>据'>數"],
    ['what is written within a value', `<a href='/ title="数据"'>`, `<a href='/ title="数据"'>`],
    ['what is chosen from', '<option value="数据">数据</option>', '<option value="数据">數據</option>'],
    [
      'what a suggestion stands for',
      '<li data-autocomplete-value="数据">',
      '<li data-autocomplete-value="数据">',
    ],
    ['another description', '<meta name="keywords" content="数据">', '<meta name="keywords" content="数据">'],
    ['what is typed', '<textarea name="数">数据</textarea>数', '<textarea name="数">数据</textarea>數'],
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

  it.each([
    ['title', '<a href="/数" title="数>据" hidden>', '<a href="/数" title="數>據" hidden>'],
    ['title in other quotes', "<a title='数据'>", "<a title='數據'>"],
    ['aria-label', '<svg role="img" aria-label="数据">', '<svg role="img" aria-label="數據">'],
    ['alt', '<img src="/数.svg" alt="数据"/>', '<img src="/数.svg" alt="數據"/>'],
    ['head of a cell', '<td data-head="数据">', '<td data-head="數據">'],
    ['word of a button', '<button data-copied="数据">', '<button data-copied="數據">'],
    ['value of a button', '<input type="submit" value="数据"/>', '<input type="submit" value="數據"/>'],
    ['description', '<meta name="description" content="数据"/>', '<meta name="description" content="數據"/>'],
    [
      'hint of a field',
      '<input name="q" value="数" placeholder="数据"/>',
      '<input name="q" value="数" placeholder="數據"/>',
    ],
    [
      'hint of a long field',
      '<textarea placeholder="数据">数</textarea>',
      '<textarea placeholder="數據">数</textarea>',
    ],
  ])('turns what is read of a tag: %s', (_what, page, expected) => {
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
