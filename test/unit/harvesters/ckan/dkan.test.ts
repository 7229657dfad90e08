import type { Gathered, RecordRef } from '../../../../src/pipeline/ports.js';
import { ckanHarvester, missing, ScriptedPortal } from './scripted-portal.js';

/** As DKAN 1.x writes a dataset: no organization, words with capitals, sizes and dates for people. */
const DATASET = {
  id: '0a7c1f6e-1111-4222-8333-444455556666',
  name: 'street-trees',
  title: 'Street trees',
  author: 'A. Person',
  maintainer_email: 'a.person@example.org',
  license_title: 'http://opendefinition.org/licenses/odc-odbl/',
  notes: '<p>All trees of the city.</p>',
  url: 'http://data.example.org/dataset/street-trees',
  state: 'Active',
  private: 'Published',
  type: 'Dataset',
  log_message: 'Update',
  revision_timestamp: 'Thu, 09/01/2016 - 12:15',
  metadata_created: 'Thu, 07/28/2016 - 10:00',
  metadata_modified: 'Thu, 09/01/2016 - 12:15',
  groups: [{ id: 'g-1', name: 'parks', title: 'Parks Department', description: '' }],
  tags: [{ id: 't', vocabulary_id: '2', name: 'trees' }],
  resources: [
    { id: 'r', name: 'Trees', url: 'http://data.example.org/trees.csv', format: 'csv', size: '12.5 KB' },
  ],
};

/** DKAN has no `package_search`; it wraps its list and each package once more. */
function dkan(action: string): unknown {
  if (action === 'current_package_list_with_resources') return [[DATASET]];
  if (action === 'package_list') return [DATASET.id];
  return action === 'package_show' ? [DATASET] : missing('no such action');
}

const { signal } = new AbortController();

async function gather(options: Readonly<Record<string, unknown>> = {}): Promise<readonly Gathered[]> {
  const portal = new ScriptedPortal(({ action, parameters }) =>
    Number(parameters['offset'] ?? 0) > 0 ? [[]] : dkan(action),
  );
  const gathered: Gathered[] = [];
  for await (const item of ckanHarvester(portal, { options }).gather({ mode: 'full' }, signal))
    gathered.push(item);
  return gathered;
}

describe('a DKAN', () => {
  it.each([{}, { listing: 'package_list' }])('is listed without a search (%j)', async (options) => {
    const records = (await gather(options)).filter((item): item is RecordRef => item.type === 'record');
    expect(records.map(({ remoteId }) => remoteId)).toEqual([DATASET.id]);
  });

  it('is mapped: its group is the publisher, and its persons are dropped', async () => {
    const harvester = ckanHarvester(new ScriptedPortal(() => missing('nothing is to be asked')));
    const { raw } = await harvester.fetch({ type: 'record', remoteId: DATASET.id, listed: DATASET }, signal);
    expect(JSON.stringify(raw)).not.toMatch(/Person|a\.person/);
    expect(harvester.map(raw, DATASET.id)).toMatchObject({
      title: 'Street trees',
      publisher: { name: 'Parks Department', localId: 'g-1', localName: 'parks' },
      keywords: ['trees'],
      licenseTitle: 'http://opendefinition.org/licenses/odc-odbl/',
      distributions: [{ url: 'http://data.example.org/trees.csv', format: 'csv', bytes: '12.5 KB' }],
    });
  });

  it('has unpublished datasets passed over', async () => {
    const portal = new ScriptedPortal(({ action }) =>
      action === 'package_list' ? [DATASET.id] : [{ ...DATASET, state: 'Draft' }],
    );
    const gathered: Gathered[] = [];
    const harvester = ckanHarvester(portal, { options: { listing: 'package_list' } });
    for await (const item of harvester.gather({ mode: 'full' }, signal)) gathered.push(item);
    expect(gathered.filter(({ type }) => type === 'record')).toEqual([]);
  });
});

describe('a CKAN with organizations', () => {
  it('keeps its groups as themes, also for a dataset without an organization', () => {
    const harvester = ckanHarvester(new ScriptedPortal(() => missing('nothing is to be asked')));
    expect(harvester.map({ ...DATASET, organization: null }, DATASET.id)).not.toHaveProperty('publisher');
  });
});
