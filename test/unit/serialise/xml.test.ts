import { joinXml, xml } from '../../../src/serialise/xml.js';

describe('XML', () => {
  it('escapes what is text or an attribute, and leaves its own markup', () => {
    const inner = joinXml([xml`<b>${'<&>'}</b>`, xml`<i/>`]);
    expect(xml`<a title="${`"'`}">${inner}${undefined}${3}</a>`.text).toBe(
      '<a title="&quot;&#39;"><b>&lt;&amp;&gt;</b><i/>3</a>',
    );
    expect(xml`<l>${[xml`<m/>`, xml`<n/>`]}</l>`.text).toBe('<l><m/><n/></l>');
  });

  it('leaves out what no document may hold', () => {
    const text = `a\u0000b\u0008c\ud800d\udc00e\ufffef\uffffg\u202eh\u{1f600}i\tj\nk\rl`;
    expect(xml`${text}`.text).toBe('abcdefg\u202eh\u{1f600}i\tj\nk&#13;l');
  });
});
