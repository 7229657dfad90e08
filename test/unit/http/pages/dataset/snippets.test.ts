import { spawnSync } from 'node:child_process';
import type { Dataset } from '../../../../../src/domain/dataset.js';
import { citationsOf } from '../../../../../src/http/pages/dataset/citation.js';
import { snippetsFor } from '../../../../../src/http/pages/dataset/snippets.js';
import { USE } from '../../../../../src/http/pages/dataset/use-texts.js';
import { embedCode } from '../../../../../src/http/pages/dataset/use.js';
import { createSay } from '../../../../../src/http/pages/say.js';
import { datasetOf, publish, SCHOOLS } from '../../../../support/published-datasets.js';

const HUB = 'https://hub.example.org';

function snippets(dataset: Dataset): Readonly<Record<string, string>> {
  const say = createSay(USE, 'en');
  const made = snippetsFor({ dataset, hub: HUB, name: 'xue-xiao', say });
  return Object.fromEntries(made.map(({ language, code }) => [language.split(' ').at(-1) ?? '', code]));
}

function withFile(url: string, more: object = {}): Dataset {
  return datasetOf('s', { title: 't', distributions: [{ identifier: 'f', url, format: 'CSV', ...more }] });
}

/** Characters with which a shell or a language may be led astray. */
const HOSTILE = `https://a.example.org/x'";$(touch /tmp/x)\`id\`\\n\n--output=\u202e中 文.csv?a=b&c=%27`;

describe('snippets', () => {
  it('fetch the entry of then on a page of the past', () => {
    const say = createSay(USE, 'en');
    const dataset = datasetOf('s', { title: 't' });
    const asOf = '2026-11-01T08:00:00+08:00';
    const made = snippetsFor({ dataset, hub: HUB, name: 'xue-xiao', asOf, say });
    expect(made.map(({ language }) => language)).toContain('R (jsonlite)');
    const [curl, python, ckanapi, r] = made.map(({ code }) => code);
    const show = `${HUB}/api/3/action/package_show?id=${dataset.identifier}&as_of=2026-11-01T08%3A00%3A00%2B08%3A00`;
    expect(curl).toContain(`'${show}'`);
    expect(python).toContain(`params={"id": "${dataset.identifier}", "as_of": "${asOf}"}`);
    expect(ckanapi).toContain(`package_show(id="${dataset.identifier}", as_of="${asOf}")`);
    expect(r).toContain(`jsonlite::fromJSON("${show}")$result`);
  });

  it('fetch the entry from this hub and then the file that is read most easily', () => {
    const made = snippets(
      datasetOf('s', {
        title: 't',
        distributions: [
          { identifier: 'a', url: 'https://a.example.org/x.pdf', format: 'PDF' },
          { identifier: 'b', url: 'a.example.org/x.xlsx', format: 'XLSX' },
          { identifier: 'c', url: 'https://a.example.org/api', format: 'JSON', kind: 'api' },
        ],
      }),
    );
    const id = datasetOf('s', { title: 't' }).identifier;
    expect(made['curl']).toContain(`curl -fsS '${HUB}/api/3/action/package_show?id=${id}'`);
    expect(made['curl']).toContain("curl -fL -o 'xue-xiao.xlsx' 'http://a.example.org/x.xlsx'");
    expect(made['pandas)']).toContain('table = pandas.read_excel("http://a.example.org/x.xlsx")');
    expect(made['(ckanapi)']).toContain(`RemoteCKAN("${HUB}")`);
    expect(made['(ckanr)']).toContain(
      'download.file("http://a.example.org/x.xlsx", "xue-xiao.xlsx", mode = "wb")',
    );
  });

  it('read a CSV with R, and anything else as it is', () => {
    expect(snippets(withFile('https://a.example.org/x.csv'))['(ckanr)']).toContain(
      'read.csv("https://a.example.org/x.csv"',
    );
    const odd = snippets(withFile('https://a.example.org/x', { format: '../../x' }));
    expect(odd['curl']).toContain("-o 'xue-xiao.bin'");
    expect(odd['pandas)']).toContain('content = requests.get("https://a.example.org/x", timeout=60).content');
    expect(odd['pandas)']).not.toContain('import pandas');
  });

  it('call an API where there are no files', () => {
    const api = snippets(withFile('https://a.example.org/api', { kind: 'api' }));
    expect(api['curl']).toContain("curl -fL 'https://a.example.org/api'");
    expect(api['(ckanr)']).toContain('readLines("https://a.example.org/api"');
  });

  it.each([
    ['on-request', 'open on request'],
    ['closed', 'are not open'],
  ] as const)('of a dataset that is %s fetch its entry only, and say so', (visibility, words) => {
    for (const code of Object.values(snippets({ ...withFile('https://a.example.org/x.csv'), visibility }))) {
      expect(code).toContain(words);
      expect(code).not.toContain('a.example.org');
    }
  });

  it('say that there is nothing to download, also where the address is no web address', () => {
    for (const dataset of [
      datasetOf('s', { title: 't' }),
      withFile('javascript:alert(1)'),
      withFile('ftp://a.cn/x'),
    ]) {
      const code = snippets(dataset)['curl'] ?? '';
      expect(code).toContain('no file that can be downloaded');
      expect(code).not.toMatch(/javascript|ftp/);
    }
  });

  it('let no character of an address out of its quotes', () => {
    const made = snippets(withFile(HOSTILE));
    for (const code of Object.values(made)) {
      expect(code).toMatch(/^[\n\x20-\x7e]*$/);
    }
    const line = (made['curl'] ?? '').split('\n').find((each) => each.includes(' -o ')) ?? '';
    const shell = spawnSync('sh', ['-c', line.replace('curl', 'printf "%s|"')], { encoding: 'utf8' });
    const words = shell.stdout.split('|');
    expect(words).toHaveLength(5);
    expect(words[3]).toMatch(/^https:\/\/a\.example\.org\/x%27%22;\$\(touch%20/);
    expect(made['pandas)']).toMatch(/read_csv\("https:\/\/a\.example\.org\/[^"\\\s]*"\)/);
    expect(made['(ckanr)']).toMatch(/read\.csv\("https:\/\/a\.example\.org\/[^"\\\s]*", /);
  });
});

describe('citations', () => {
  const FACTS = { url: `${HUB}/dataset/x`, today: '2026-03-04', untitled: '（无标题）' };

  it('say who, what, where and when', () => {
    const { plain, gbt, bibtex } = citationsOf(SCHOOLS, FACTS);
    expect(plain).toBe(
      '江城市教育局. 义务教育学校名录 (2025). 江城市公共数据开放平台. https://hub.example.org/dataset/x (2026-03-04).',
    );
    expect(gbt).toBe(
      '江城市教育局. 义务教育学校名录[DS/OL]. 江城市公共数据开放平台, 2025(2026-01-01)[2026-03-04]. https://hub.example.org/dataset/x.',
    );
    expect(bibtex).toContain('  title = {{义务教育学校名录}},\n');
    expect(bibtex).toContain('  url = {https://hub.example.org/dataset/x},\n');
  });

  it('invent nothing', () => {
    const bare = publish(datasetOf('b', { title: '' }), { name: 'b', order: 1 });
    const { gbt, bibtex } = citationsOf(bare, FACTS);
    expect(gbt).toBe(
      '江城市教育局. （无标题）[DS/OL]. 江城市公共数据开放平台[2026-03-04]. https://hub.example.org/dataset/x.',
    );
    expect(bibtex).not.toContain('year');
  });

  it('hold what a title says in one line and in its braces', () => {
    const title = 'a}\n@misc{x,\u202e \\input{/etc/passwd} $x$ & 50% #1 _y ~ ^';
    const { bibtex } = citationsOf(publish(datasetOf('b', { title }), { name: 'b', order: 1 }), FACTS);
    expect(bibtex.split('\n')[2]).toBe(
      String.raw`  title = {{a\} @misc\{x, \textbackslash{}input\{/etc/passwd\} \$x\$ \& 50\% \#1 \_y \textasciitilde{} \textasciicircum{}}},`,
    );
  });

  it('stand in a frame whose title ends nothing', () => {
    expect(embedCode(`${HUB}/embed/dataset/x`, '"><script>\u202e&')).toBe(
      `<iframe src="${HUB}/embed/dataset/x" title="&quot;&gt;&lt;script&gt; &amp;" width="100%" height="320" loading="lazy"></iframe>`,
    );
  });
});
