import { toGbk } from '../../../src/rehearse/gbk.js';
import { marked, unmarked } from '../../../src/rehearse/marked-ids.js';

describe('ids that a portal never had', () => {
  const ids = ['jc-1', 'jc-10', '29200/001', 'https://data.example/1'];

  it('stand in the place of its own, whole ones only, and lead back to them', () => {
    const text = 'jc-1 jc-10 jc-100 xjc-1 "29200/001" <https://data.example/1/file>';
    const changed = marked(text, ids, 3);
    expect(changed).toBe(
      'jc-1888030888 jc-10888030888 jc-100 xjc-1 "29200/001888030888" <https://data.example/1888030888/file>',
    );
    expect(unmarked(changed)).toBe(text);
  });

  it('are none where no id is known', () => {
    expect(marked('jc-1', [], 1)).toBe('jc-1');
  });
});

describe('GBK', () => {
  it('is what its decoder reads back', () => {
    const text = '江城市公共数据，第1批 ABC';
    expect(new TextDecoder('gbk').decode(toGbk(text))).toBe(text);
    expect(toGbk('𠮷').toString()).toBe('?');
  });
});
