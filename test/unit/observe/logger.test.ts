import { createLogger } from '../../../src/observe/logger.js';

describe('the logger', () => {
  it('writes no token, whoever logs it', () => {
    let written = '';
    const logger = createLogger('info', { write: (line) => (written += line) });
    const headers = { authorization: 'Bearer hunter2', 'x-ckan-api-key': 'hunter2' };
    logger.info({ token: 'hunter2', secrets: { operatorToken: 'hunter2' }, headers, req: { headers } }, 'x');
    expect(written).not.toContain('hunter2');
    expect(JSON.parse(written)).toMatchObject({ token: '[secret]', headers: { authorization: '[secret]' } });
  });
});
