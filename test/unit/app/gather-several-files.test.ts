import { JSON_LIST } from '../../../harvesters/json-list/index.js';
import { gatherFiles } from '../../../src/app/gather-files.js';
import type { Gathered, PortalClient, PortalDocument } from '../../../src/pipeline/ports.js';
import { testSource } from '../../support/source.js';
import { documentOf } from '../../support/text-document.js';

async function* files(contents: readonly unknown[]): AsyncIterable<PortalDocument> {
  for (const content of contents) yield await documentOf(JSON.stringify(content));
}

describe('several files of one catalogue', () => {
  it('have one set of identities: what stands twice is told, and nothing is merged', async () => {
    const source = testSource({ kind: 'json-list', options: { key: ['标题'] } });
    const harvester = JSON_LIST.create(source, { portal: {} as PortalClient, labels: () => undefined });
    const first = [{ 标题: '甲', 摘要: '一' }];
    const second = [
      { 标题: '甲', 摘要: '一' },
      { 标题: '甲', 摘要: '二' },
    ];
    const gathered: Gathered[] = [];
    const both = gatherFiles(harvester, () => files([first, second]));
    for await (const item of both.gather({ mode: 'full' }, new AbortController().signal)) gathered.push(item);
    expect(gathered).toMatchObject([
      { type: 'record', remoteId: '甲' },
      { type: 'notice', problem: { code: 'duplicate-record' } },
      {
        type: 'record',
        remoteId: expect.stringMatching(/^甲~/) as string,
        problems: [{ code: 'identity-collision' }],
      },
    ]);
  });
});
