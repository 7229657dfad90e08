/** Host of every address that a hostile record has. */
export const EVIL = 'evil.example';

/** What breaks out of a text, an attribute, a script, an address, a cell or a line. */
export const PAYLOADS: Readonly<Record<string, string>> = {
  'a script': '<script>alert("1")</script>',
  'a script in entities': '&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(2)&gt;',
  'a broken attribute': '"><img src=x onerror=alert(1)>',
  'a broken attribute in entities': '&quot;&gt;&lt;img src=x onerror=alert(1)&gt;',
  'a handler': '\' onmouseover=\'alert(1)\' x="" autofocus onfocus="alert(1)"',
  'the ends of elements': '</title></textarea></style></script></noscript><svg onload=alert(1)>',
  'a link in a picture':
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a><use href="data:x"/></svg>',
  'a style': '<style>@import "//evil.example";</style><p style="position:fixed;inset:0">x',
  'the end of a comment': '--><script>alert(1)</script><!-- ]]>',
  'a base': `<base href="https://${EVIL}/"><meta http-equiv=refresh content="0;url=https://${EVIL}">`,
  'a template': '{{constructor.constructor("alert(1)")()}}${alert(1)}#{1}<%= 1 %>{title}{home}',
  'an address that runs': 'javascript:alert(1)',
  'an address that runs, disguised': ' \u0001jAvA\tscript:alert(1)//https://x',
  'an address that is a page': 'data:text/html,<script>alert(1)</script>',
  'an old address that runs': 'vbscript:msgbox(1)',
  'an address of nobody knows where': `//${EVIL}/\\${EVIL}`,
  'a broken address': `https://${EVIL}/"onmouseover="alert(1)`,
  'a text in the other direction': '名录\u202egpj.exe\u2066a\u2067b',
  'a formula': '=HYPERLINK("http://evil.example","点")',
  'a command': "+1+cmd|' /C calc'!A0",
  'a wide formula': '＝1+1',
  'a function': '@SUM(1+1)*cmd',
  'a number below nothing': '-2+3',
  'a line of its own': 'x\r\nSet-Cookie: a=b\r\n\r\n<script>alert(1)</script>',
  'the keys of the prototype': '__proto__',
  'no text at all': '\u0000\u0007\ufffe\ud800',
};

/** A package that says it in every place where a portal may say something. */
export function packageOf(payload: string, index: number): object {
  const address = /^[\w\s\u0001]*:|^\/\//i.test(payload) ? payload : `https://${EVIL}/${payload}`;
  const extra = (key: string): object => ({ key, value: payload });
  return {
    id: `evil-${index}`,
    name: `evil-${index}`,
    title: `${payload} 目录${index}`,
    notes: `${payload} 摘要`,
    url: address,
    version: payload,
    license_id: payload,
    license_title: payload,
    license_url: address,
    author: payload,
    maintainer: payload,
    author_email: `${payload}@${EVIL}`,
    organization: {
      id: `o-${index}`,
      name: payload,
      title: `${payload} 局`,
      description: payload,
      image_url: address,
    },
    tags: [{ name: payload }, { name: `标签 ${payload}` }],
    groups: [{ name: payload, title: payload }],
    extras: [
      ...[
        '数据范围',
        '空间范围',
        '信息资源代码',
        '关联资源',
        '所属行业',
        '联系方式',
        '更新频率',
        '所属主题',
        '开放条件',
        '数据量',
        payload,
      ].map(extra),
      { key: '开放类型', value: index % 3 === 2 ? '有条件开放' : '无条件开放' },
      { key: '英文名称', value: payload },
      { key: '信息项', value: JSON.stringify([{ name: payload, description: payload, dataType: payload }]) },
    ],
    resources: [
      {
        id: `r-${index}-1`,
        name: payload,
        description: payload,
        url: address,
        format: payload,
        mimetype: payload,
        hash: payload,
      },
      { id: `r-${index}-2`, name: `${payload}.csv`, url: `https://${EVIL}/a.csv`, format: 'CSV' },
      { id: `r-${index}-3`, name: payload, description: payload, url: address, format: 'API' },
    ],
  };
}

/** JSON has no halves of characters but in escapes. */
export const HOSTILE_RECORDS: readonly string[] = Object.values(PAYLOADS).map((payload, index) =>
  JSON.stringify(packageOf(payload, index)),
);
