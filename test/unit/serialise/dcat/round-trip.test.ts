import type { DatasetDraft } from '../../../../src/domain/dataset.js';
import { visibleDistributions } from '../../../../src/domain/visibility.js';
import { describeCatalog, toListedGraph } from '../../../../src/serialise/dcat/catalog.js';
import { createDcatDocument } from '../../../../src/serialise/dcat/document.js';
import { createHubIris } from '../../../../src/serialise/dcat/hub-iris.js';
import type { SyntaxName } from '../../../../src/serialise/dcat/syntax/syntaxes.js';
import { SITE } from '../../../support/api-client.js';
import { ALL, SCHOOLS } from '../../../support/published-datasets.js';
import { ODD } from '../../../support/rdf/odd-datasets.js';
import { recordsOf } from '../../harvesters/dcat/dcat-harvester.js';
import { memoryDocument } from '../../harvesters/dcat/memory-document.js';

const iris = createHubIris(SITE.url);
const EVERYTHING = [...ALL, ...ODD];

/** What a hub makes of the catalogue that it harvests from this one, by the identifiers here. */
async function harvested(syntax: SyntaxName): Promise<ReadonlyMap<string, DatasetDraft>> {
  const document = createDcatDocument(syntax, iris);
  const text = [
    document.start(),
    document.add(describeCatalog(SITE, iris, EVERYTHING.length)),
    ...EVERYTHING.map((published) => document.addGraph(toListedGraph(published, SITE, iris))),
    document.end(),
  ].join('');
  const records = await recordsOf(memoryDocument(text), { keep: ['email', 'phone'] });
  return new Map(records.map(({ draft, remoteId }) => [draft.origin.remoteName ?? remoteId, draft]));
}

describe('hub → DCAT → hub', () => {
  it.each(['ttl', 'rdf', 'jsonld', 'nt'] as const)('brings every dataset once, in %s', async (syntax) => {
    const drafts = await harvested(syntax);
    expect(drafts.size).toBe(EVERYTHING.length);
  });

  it('keeps titles, texts, keywords, publisher, dates, coverage and files', async () => {
    const drafts = await harvested('ttl');
    for (const { dataset, publisher, name } of ALL) {
      const draft = [...drafts.values()].find(({ title }) => title === dataset.title);
      expect(draft).toMatchObject({
        title: dataset.title,
        abstract: dataset.abstract,
        publisher: { name: publisher.title },
      });
      expect([...((draft?.keywords ?? []) as string[])].sort()).toEqual([...(dataset.keywords ?? [])].sort());
      const files = visibleDistributions(dataset);
      expect(draft?.distributions ?? []).toHaveLength(files.length);
      for (const { identifier, title, description } of files) {
        const found = draft?.distributions?.find(({ remoteId }) => String(remoteId).endsWith(identifier));
        expect(found).toBeDefined();
        expect([found?.title, found?.description]).toEqual([title, description]);
      }
      expect(name).not.toBe('');
    }
  });

  it('keeps what the fullest record says', async () => {
    const drafts = await harvested('ttl');
    const draft = [...drafts.values()].find(({ title }) => title === SCHOOLS.dataset.title);
    expect(draft).toMatchObject({
      titleEn: 'List of schools',
      publisher: { name: '江城市教育局', code: '11420100MB1234567X' },
      issued: '2025-09-01',
      modified: '2026-01-01',
      updateCycle: 'annual',
      openType: 'unconditional',
      temporal: { start: '2025-01-01', end: '2025-12-31' },
      spatial: '江城市',
      email: 'jyj@example.org',
      phone: '027-12345678',
      landingPage: 'https://jiangcheng.example.org/dataset/schools',
      version: '2',
    });
    const file = draft?.distributions?.find(({ title }) => title === '学校名录.csv');
    expect(file).toMatchObject({
      url: 'jiangcheng.example.org/files/schools.csv',
      format: 'CSV',
      mediaType: 'text/csv',
      bytes: '1024',
      created: '2025-09-01T00:00:00',
      modified: '2026-01-01T00:00:00',
    });
  });
});
