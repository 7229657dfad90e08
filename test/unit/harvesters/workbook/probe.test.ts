import { WORKBOOK } from '../../../../harvesters/workbook/index.js';
import type { ProbeFinding } from '../../../../src/pipeline/ports.js';
import { loopback, never } from '../../portal-client/loopback.js';
import { sheetOf, workbookOf } from './workbook-file.js';

async function probe(body: string | Buffer, status = 200): Promise<ProbeFinding | undefined> {
  const portal = await loopback((_, response) => {
    response.writeHead(status).end(body);
  });
  try {
    return await WORKBOOK.probe?.(portal.client(), `${portal.url}/目录`, never);
  } finally {
    await portal.close();
  }
}

describe('an address that is looked at', () => {
  it('is the official workbook by its columns', async () => {
    const file = workbookOf({ 目录: sheetOf([['信息资源名称', '信息资源代码', '信息项名称']]) });
    expect(await probe(file)).toMatchObject({
      certainty: 0.95,
      evidence: 'the official fill-in workbook with the columns 信息资源名称, 信息资源代码, 信息项名称',
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/目录$/),
      options: {},
    });
  });

  it('is a list as a workbook or as text by labels that are known', async () => {
    expect(await probe(workbookOf({ 一: sheetOf([['名称', '提供方']]) }))).toMatchObject({ certainty: 0.8 });
    expect(await probe('資料集名稱,提供機關\n甲,某局\n')).toMatchObject({ certainty: 0.7 });
  });

  it.each([
    ['a page', '<html><body>data portal</body></html>', 200],
    ['a table of other things', 'name,value\n1,2', 200],
    ['JSON', '{"result": []}', 200],
    ['nothing', '', 200],
    ['an error', 'name', 404],
    ['a failure', '', 503],
  ])('is none of this kind where it answers %s', async (_, body, status) => {
    expect(await probe(body, status)).toBeUndefined();
  });
});
