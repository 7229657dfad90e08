import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkPortalApiOptions } from '../../harvesters/portal-api/check-options.js';
import { PORTAL_API } from '../../harvesters/portal-api/index.js';
import { datasetIdentifier } from '../../src/domain/identifiers.js';
import { createNormaliser } from '../../src/normalise/normalise-draft.js';
import { createVocabulary } from '../../src/normalise/vocabulary.js';
import type { RecordRef } from '../../src/pipeline/ports.js';
import { describeHarvesterContract, gatherAll, serve } from '../support/harvester-contract.js';
import { shippedCrosswalks } from '../support/national-profile.js';
import { recordedPortal } from '../support/portal-api/fixture-portal.js';
import { type ProfileCase, profileCases } from '../support/portal-api/profiles.js';
import { testSource } from '../support/source.js';
import { loopback, never } from '../unit/portal-client/loopback.js';

const crosswalks = shippedCrosswalks();
const cases = profileCases();
const MAX_LINES = 60;

describe('the fixtures of profiles', () => {
  it('have a folder for each profile and for nothing else', () => {
    const folders = readdirSync(join(import.meta.dirname, '../fixtures/portals/portal-api'), {
      withFileTypes: true,
    });
    const names = folders.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    expect(names.sort()).toEqual(cases.map(({ name }) => name));
  });
});

for (const profile of cases) {
  const { name, options, folder, portal } = profile;
  const recorded = { folder, routes: portal.routes };
  const { malformed, remoteIds } = portal;
  describeHarvesterContract({
    kind: PORTAL_API,
    title: `portal-api, profile ${name}`,
    options,
    labels: labelsOf(profile),
    ...(portal.path !== undefined && { path: portal.path }),
    emptyCatalogue: recordedPortal(recorded, { instead: portal.empty }),
    twoPages: { routes: recordedPortal(recorded), remoteIds },
    malformedElement: {
      routes: recordedPortal(recorded, { replace: malformed }),
      remoteIds: remoteIds.filter((remoteId) => remoteId !== malformed.remoteId),
    },
  });

  describe(`profile ${name}`, () => {
    it(`has less than ${MAX_LINES} lines and options without a mistake`, () => {
      expect(profile.lines).toBeLessThan(MAX_LINES);
      expect(checkPortalApiOptions(options)).toEqual([]);
    });

    it('gives its records the values of the national schema', async () => {
      const records = await harvest(profile);
      expect(Object.keys(portal.expect).length).toBeGreaterThan(0);
      for (const [remoteId, expected] of Object.entries(portal.expect)) {
        expect(records.get(remoteId)?.elements).toMatchObject(expected);
      }
    });

    it('stores nothing that it does not name', async () => {
      const stored = JSON.stringify([...(await harvest(profile)).values()].map(({ raw }) => raw));
      expect(portal.withheld.length).toBeGreaterThan(0);
      for (const text of portal.withheld) expect(stored).not.toContain(text);
    });
  });
}

function labelsOf({ labels }: ProfileCase): (label: string) => string | undefined {
  return createVocabulary(crosswalks, { crosswalks: {}, labels }).label;
}

/** The whole way up to the rules, as one source of the profile. */
async function harvest(
  profile: ProfileCase,
): Promise<ReadonlyMap<string, { readonly raw: unknown; readonly elements: unknown }>> {
  const { options, folder, portal, labels } = profile;
  const remote = await loopback(serve(recordedPortal({ folder, routes: portal.routes })));
  try {
    const url = `${remote.url}${portal.path ?? ''}`;
    const source = testSource({
      kind: PORTAL_API.kind,
      url,
      options,
      labels,
      crosswalks: profile.crosswalks,
    });
    const harvester = PORTAL_API.create(source, { portal: remote.client(), labels: labelsOf(profile) });
    const normaliser = createNormaliser(source, crosswalks);
    const records = new Map<string, { raw: unknown; elements: unknown }>();
    const listed = (await gatherAll(harvester)).filter((item): item is RecordRef => item.type === 'record');
    for (const ref of listed) {
      const { raw } = await harvester.fetch(ref, never);
      const draft = harvester.map(raw, ref.remoteId);
      const { elements } = normaliser.normalise(draft, datasetIdentifier(source.id, ref.remoteId));
      records.set(ref.remoteId, { raw, elements });
    }
    return records;
  } finally {
    await remote.close();
  }
}
