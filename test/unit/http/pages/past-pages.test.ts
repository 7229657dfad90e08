import { PastBusyError } from '../../../../src/http/errors.js';
import { createPastPages, type PastPageCall } from '../../../../src/http/pages/past-pages.js';
import { PLAIN_THEME } from '../../../../src/http/pages/theme.js';
import { PROFILE, SITE } from '../../../support/api-client.js';

const HUB = {
  ...{ site: SITE, profile: PROFILE, version: '0.1.0', theme: PLAIN_THEME },
  ...{ sources: [], timezone: 'Asia/Shanghai', overdueTolerance: 0 },
  assets: { styles: '/s.css', scripts: [], icon: '/i.svg' },
};
const CALL: PastPageCall = {
  url: '/',
  path: '/',
  params: {},
  query: '',
  locale: 'zh',
  asOf: { text: '1', seq: 1, local: '2026-11-21 08:00' },
};

describe('a page of an earlier day', () => {
  it('asks the reader to wait where too many are asked for at once', async () => {
    const page = createPastPages(() => Promise.reject(new PastBusyError('too many')), HUB);
    const answer = await page(CALL);
    expect(answer).toMatchObject({ status: 503 });
    expect(JSON.stringify(answer)).toContain('请稍后再试');
  });

  it('tells of a fault of ours', async () => {
    const page = createPastPages(() => Promise.reject(new Error('broken')), HUB);
    expect(await page(CALL)).toMatchObject({ bug: { message: 'broken' } });
  });
});
