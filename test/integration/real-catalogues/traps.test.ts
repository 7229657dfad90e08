import { readFileSync } from 'node:fs';
import { jest } from '@jest/globals';
import type { RecordRef } from '../../../src/pipeline/ports.js';
import { currentListAction, envelope, type PortalAnswers, showActions } from '../../support/ckan-endpoint.js';
import {
  idsIn,
  list,
  packagesIn,
  readJson,
  type RealPackage,
  searchable,
  text,
  toPortalPackages,
} from '../../support/real-catalogue.js';
import { RealHarvest } from '../../support/real-harvest.js';
import { contentOf } from '../../support/round-trip.js';
import { sharedData } from '../../support/shared-data.js';
import { readAll } from '../../support/text-document.js';
import { ckanHarvester, ScriptedPortal } from '../../unit/harvesters/ckan/scripted-portal.js';

// Real catalogues are large, and the machine may have other work.
jest.setTimeout(300_000);

/** What real portals do to a harvester beside changing: counts that are wrong, lists by another name, dates in lists. */
const birmingham = sharedData('ckan-birmingham/package_search.json');
const fixtures = sharedData('ckan-small-fixtures');
const itBirmingham = birmingham === undefined ? it.skip : it;
const itFixtures = fixtures === undefined ? it.skip : it;

let harvest: RealHarvest;
beforeEach(async () => {
  harvest = await RealHarvest.start();
});
afterEach(() => harvest.close());

function packagesOf(path: string | undefined): readonly RealPackage[] {
  return packagesIn(readJson(path ?? ''));
}

describe('counts that are wrong', () => {
  itBirmingham('remove nothing where the portal counts more than it lists', async () => {
    const items = packagesOf(birmingham);
    await harvest.run(searchable(items), idsIn(items));
    const nine = JSON.stringify(
      items.slice(1).toSorted((one, other) => (text(one, 'id') < text(other, 'id') ? -1 : 1)),
    );
    const empty = envelope('{"count": 38, "results": []}');
    const overcounted: PortalAnswers = {
      package_search: (parameters) => {
        const start = Number(parameters.get('start'));
        const page = (JSON.parse(nine) as readonly unknown[]).slice(start);
        return page.length === 0 ? empty : envelope(`{"count": 38, "results": ${JSON.stringify(page)}}`);
      },
    };
    const run = await harvest.run(overcounted, idsIn(items));
    expect(run.report).toMatchObject({ outcome: 'partial', counts: { seen: 9, unchanged: 9, removed: 0 } });
    expect(run.report.error?.message).toMatch(/list-shifted.*9 different records seen, the portal counts 38/);
    expect(run.names.size).toBe(10);
  });

  itBirmingham('end the run alone where the portal gives its first page for every page', async () => {
    const items = packagesOf(birmingham);
    await harvest.run(searchable(items), idsIn(items));
    const bytes = readFileSync(birmingham ?? '');
    const run = await harvest.run({ package_search: () => bytes }, idsIn(items));
    expect(run.report.outcome).toBe('failed');
    expect(run.report.error?.message).toMatch(/does not page/);
    expect(run.changes.size).toBe(0);
    expect(run.names.size).toBe(10);
  });

  itFixtures('lose nothing where the portal counts fewer than it lists', async () => {
    const path = `${fixtures ?? ''}/terriajs/search-result.json`;
    const items = packagesOf(path);
    const { report, names } = await harvest.run({ package_search: () => readFileSync(path) }, idsIn(items));
    expect(items).toHaveLength(4);
    expect(report).toMatchObject({ counts: { seen: 4, added: 4, removed: 0 } });
    expect([...names.keys()].sort()).toEqual(idsIn(items));
  });
});

describe('the three listings of CKAN', () => {
  itBirmingham('give one and the same catalogue', async () => {
    const items = packagesOf(birmingham);
    const bodies = new Map(items.map((item) => [text(item, 'name'), envelope(JSON.stringify(item))]));
    const listings: readonly PortalAnswers[] = [
      searchable(items),
      { current_package_list_with_resources: currentListAction(toPortalPackages(items)) },
      showActions([...bodies.keys()], (name) => bodies.get(name) ?? ''),
    ];
    const first = await harvest.run(listings[0] ?? {}, idsIn(items));
    const contents = await Promise.all(idsIn(items).map(async (id) => contentOf(await harvest.show(id))));
    for (const listing of listings.slice(1)) {
      const run = await harvest.run(listing, idsIn(items));
      expect(run.report).toMatchObject({ outcome: 'complete', counts: { seen: 10, unchanged: 10 } });
      expect(run.changes.size).toBe(0);
      expect(run.names).toEqual(first.names);
    }
    expect(await Promise.all(idsIn(items).map(async (id) => contentOf(await harvest.show(id))))).toEqual(
      contents,
    );
  });
});

describe('values of data.gov.uk', () => {
  async function extrasOf(item: RealPackage): Promise<Readonly<Record<string, unknown>>> {
    await harvest.run(searchable([item]), idsIn([item]));
    const extras = list(await harvest.show(text(item, 'id')), 'extras');
    return Object.fromEntries(extras.map(({ key, value }) => [text({ key }, 'key'), value]));
  }

  itFixtures('have dates in lists, and a bare year is one', async () => {
    const [item] = packagesOf(`${fixtures ?? ''}/data.gov.uk-functional/package_show.json`);
    expect(item?.['temporal_coverage-from']).toEqual(['2005']);
    expect(await extrasOf(item ?? {})).toMatchObject({
      'temporal_coverage-from': '["2005"]',
      cn_temporal_start: '2005',
      cn_temporal_end: '2008',
      'frequency-of-update': 'asNeeded',
      cn_update_cycle: 'on_demand',
    });
  });

  itFixtures('have an empty list for no date', async () => {
    const [item] = packagesOf(`${fixtures ?? ''}/data.gov.uk-publish/v26/package_show_inspire.json`);
    expect(item?.['temporal_coverage-from']).toBe('[]');
    const extras = await extrasOf(item ?? {});
    expect(extras['temporal_coverage-from']).toBe('[]');
    expect(extras).not.toHaveProperty('cn_temporal_start');
  });
});

describe('persons among the extras of data.gov.uk', () => {
  const file = 'data.gov.uk-functional/stable/package_show.inner.test.json';
  async function personsOf(settings: Readonly<Record<string, unknown>>): Promise<readonly RealPackage[]> {
    const hub = await RealHarvest.start(settings);
    const items = packagesOf(`${fixtures ?? ''}/${file}`);
    expect(items[0]).toMatchObject({ 'contact-name': 'Example User' });
    await hub.run(searchable(items), idsIn(items));
    const served = await hub.show(idsIn(items)[0] ?? '');
    await hub.close();
    return list(served, 'extras').filter(({ key }) => key === 'contact-name');
  }

  itFixtures('stay away', async () => {
    expect(await personsOf({})).toEqual([]);
  });

  itFixtures('are kept for a source that says so', async () => {
    const persons = await personsOf({ personalData: { keep: ['name'] } });
    expect(persons).toEqual([{ key: 'contact-name', value: 'Example User' }]);
  });
});

describe('recorded answers', () => {
  itFixtures('are read in spite of the comment lines before their JSON', async () => {
    const folder = `${fixtures ?? ''}/data.gov.uk-publish/v26`;
    const commented = readFileSync(`${folder}/organization_show_create.json`, 'utf8');
    const comments = /^(\/\/.*\r?\n)+/.exec(commented)?.[0] ?? '';
    expect(comments).toMatch(/^\/\/ \d/);
    const plain = readFileSync(`${folder}/package_show_create.json`, 'utf8');
    const records = await readAll(ckanHarvester(new ScriptedPortal(() => [])), comments + plain);
    expect((records as readonly RecordRef[]).map(({ remoteId }) => remoteId)).toEqual(
      idsIn(packagesIn(JSON.parse(plain))),
    );
  });
});
