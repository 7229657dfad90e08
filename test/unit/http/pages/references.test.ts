import { resolveReferences } from '../../../../src/http/pages/references.js';

describe('resolveReferences', () => {
  it.each([
    ['机动车业务、&nbsp;驾驶证业务', '机动车业务、 驾驶证业务'],
    ['（即空车重量&#41;', '（即空车重量)'],
    ['&ldquo;一网通办&rdquo;', '“一网通办”'],
  ])('resolves the references of %p', (given, text) => {
    expect(resolveReferences(given)).toBe(text);
  });

  it.each([
    ...['a &amp; b', '&lt;script&gt;', '&#60;script&#62;', '&#38;lt;', '?a=1&nbsp=2'],
    ...['&#55357;', '&#127;', '&#8238;', '&#8297;', '&#65535;', '&#99999;'],
  ])('leaves %p as it is', (text) => {
    expect(resolveReferences(text)).toBe(text);
  });
});
